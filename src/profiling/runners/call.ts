import { spawn } from "node:child_process";
import { NotMeasured, Stopped } from "./runner.js";

/** Most characters of output that are kept. */
const MOST_OUTPUT = 1 << 20;
/** Most characters of output that are shown. */
export const SHOWN = 200;

/** How a user's program is called. */
export interface ProgramCall {
  /** The command line of the program, as the shell reads it. */
  readonly command: string;
  /** Further arguments, which the shell does not read. */
  readonly arguments?: readonly string[];
  /** What the program can read from standard input; nothing if left out. */
  readonly input?: string;
  /** Longest time of one call [ms]. */
  readonly limit: number;
  readonly signal: AbortSignal;
}

/**
 * Calls a program once and returns what it printed. Its group of processes ends with it. Throws `NotMeasured` where it
 * fails or takes too long, and `Stopped` where `signal` ended it.
 */
export function callProgram(options: ProgramCall): Promise<string> {
  const { command, arguments: given = [], input, limit, signal } = options;
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new Stopped());
    const positional = given.map((_, i) => ` "$${i + 1}"`).join("");
    const child = spawn("/bin/sh", ["-c", `${command}${positional}`, "sh", ...given], {
      detached: true,
      stdio: ["pipe", "pipe", "pipe"],
    });
    // A program that reads nothing may have ended before everything was written.
    child.stdin.on("error", () => undefined).end(input ?? "");
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

const said = (text: string): string => {
  const last = text.trim().split("\n").at(-1) ?? "";
  return last === "" ? "" : `: ${last.slice(0, SHOWN)}`;
};
