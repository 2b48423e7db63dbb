import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Block } from "../protocol/block.js";
import { NotMeasured, type Runner, Stopped } from "./runner.js";

/** How often the program is called for one measurement; each call is a block. */
const CALLS = 5;
/** Most characters of output that are kept and shown. */
const MOST_OUTPUT = 1 << 20;
const SHOWN = 200;
const MOST_RUNTIME = 100;

/** How a user's program is called. */
export interface CommandOptions {
  /** The command line of the program, as the shell reads it; the path of the model becomes its last argument. */
  readonly command: string;
  /** Longest time of one call [ms]. */
  readonly limit: number;
  readonly signal: AbortSignal;
}

/**
 * Measures with a program of the user. Its last line of output is a JSON object with `latency_ms` and, where it has a
 * meter, `energy_mj`; other fields and lines are ignored. It is called five times for each measurement.
 */
export function commandRunner(options: CommandOptions): Runner {
  return {
    runtime: `command: ${options.command}`.slice(0, MOST_RUNTIME),
    async open(model) {
      const folder = await mkdtemp(join(tmpdir(), "harmonic-profile-"));
      const file = join(folder, "model.onnx");
      await writeFile(file, model);
      return {
        async blocks() {
          const blocks: Block[] = [];
          while (blocks.length < CALLS) blocks.push(readingOf(await call(options, file)));
          return blocks;
        },
        close: () => rm(folder, { recursive: true, force: true }),
      };
    },
  };
}

/** Calls the program once and returns what it printed. Its group of processes ends with it. */
function call({ command, limit, signal }: CommandOptions, file: string): Promise<string> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new Stopped());
    const child = spawn("/bin/sh", ["-c", `${command} "$1"`, "sh", file], {
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const) {
      child[stream].setEncoding("utf8").on("data", (text: string) => {
        output[stream] = (output[stream] + text).slice(-MOST_OUTPUT);
      });
    }
    let timedOut = false;
    const kill = () => endGroup(child.pid);
    const timer = setTimeout(() => {
      timedOut = true;
      kill();
    }, limit);
    signal.addEventListener("abort", kill, { once: true });
    const done = (settle: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", kill);
      settle();
    };
    child.on("error", (error) => done(() => reject(new NotMeasured(`--command: ${error.message}`))));
    child.on("close", (code, ended) =>
      done(() => {
        if (signal.aborted) return reject(new Stopped());
        if (timedOut)
          return reject(new NotMeasured(`--command took longer than ${limit / 1000} s and was ended`));
        if (code === 0) return resolve(output.stdout);
        const how = code === null ? `was ended by ${ended}` : `ended with exit code ${code}`;
        reject(new NotMeasured(`--command ${how}${said(output.stderr || output.stdout)}`));
      }),
    );
  });
}

function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}

/** The reading in the last line of the output, as a block of one run. Throws `NotMeasured` that names what is wrong. */
export function readingOf(output: string): Block {
  const line = output.trim().split("\n").at(-1) ?? "";
  const reading = parsed(line);
  if (typeof reading !== "object" || reading === null || Array.isArray(reading)) {
    throw new NotMeasured(
      'the last line that --command prints must be JSON such as {"latency_ms": 1.5, "energy_mj": 3}' +
        (line === "" ? ", but it printed nothing" : `, not ${JSON.stringify(line.slice(0, SHOWN))}`),
    );
  }
  const { latency_ms: latency, energy_mj: energy } = reading as Readonly<Record<string, unknown>>;
  const latencies = [positive(latency, "latency_ms", "ms")];
  return energy === undefined || energy === null
    ? { latencies }
    : { latencies, energy: positive(energy, "energy_mj", "mJ") };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function positive(value: unknown, name: string, unit: string): number {
  if (typeof value === "number" && Number.isFinite(value) && value > 0) return value;
  const given = value === undefined ? "nothing" : JSON.stringify(value).slice(0, SHOWN);
  throw new NotMeasured(`${name} that --command prints must be a number [${unit}] above 0, not ${given}`);
}

const said = (text: string): string => {
  const last = text.trim().split("\n").at(-1) ?? "";
  return last === "" ? "" : `: ${last.slice(0, SHOWN)}`;
};
