import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Block } from "../protocol/block.js";
import { callProgram, type ProgramCall, SHOWN } from "./call.js";
import { NotMeasured, type Runner } from "./runner.js";

/** How often the program is called for one measurement; each call is a block. */
const CALLS = 5;
const MOST_RUNTIME = 100;

/**
 * How a user's program is called; the path of the model becomes its last argument.
 */
type CommandOptions = Pick<ProgramCall, "command" | "limit" | "signal">;

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
          while (blocks.length < CALLS)
            blocks.push(readingOf(await callProgram({ ...options, arguments: [file] })));
          return blocks;
        },
        close: () => rm(folder, { recursive: true, force: true }),
      };
    },
  };
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
