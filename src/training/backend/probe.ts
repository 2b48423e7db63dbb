import { type ExecFileException, execFile } from "node:child_process";
import { Unavailable } from "../../base/errors.js";
import { compiledScript } from "../compiled-script.js";
import { type BackendChoice, type BackendName, describeBackend, type TensorBackend } from "./open.js";

const SECONDS = 60;

/** What is left where a choice fails. */
const INSTEAD = { native: "auto", auto: "wasm", wasm: "cpu" } as const;

type ProbeAnswer = { readonly backend: TensorBackend } | { readonly problem: string };

/**
 * Opens a backend in a process of its own and tells what it is, so that the caller loads nothing. Where a forced one
 * cannot be had, `advice` says so, and the rest is about the one that `auto` would take.
 *
 * @param threads of native TensorFlow; default: one per processor
 */
export async function probeBackend(
  choice: BackendChoice,
  threads?: number,
): Promise<{ readonly name: BackendName; readonly description: string; readonly advice: readonly string[] }> {
  const asked = await ask(choice, threads);
  if ("problem" in asked) {
    if (choice === "cpu") throw new Unavailable(`no tensor backend can be opened: ${asked.problem}`);
    const other = await probeBackend(INSTEAD[choice], threads);
    return {
      ...other,
      advice: [`TENSOR_BACKEND=${choice} cannot be had: ${asked.problem}`, ...other.advice],
    };
  }
  const { backend } = asked;
  const advice = backend.lost === undefined ? [] : [backend.lost];
  return { name: backend.name, description: describeBackend(backend), advice };
}

function ask(choice: BackendChoice, threads?: number): Promise<ProbeAnswer> {
  const args = [
    compiledScript("training/backend/report.js"),
    choice,
    ...(threads === undefined ? [] : [String(threads)]),
  ];
  return new Promise((resolve) => {
    const limit = { timeout: SECONDS * 1_000, killSignal: "SIGKILL" } as const;
    execFile(process.execPath, args, limit, (error, out, stderr) => {
      if (error === null) resolve(JSON.parse(out) as ProbeAnswer);
      else resolve({ problem: whyEnded(error, stderr) });
    });
  });
}

/**
 * A process that crashed instead of answering has printed its reason last, e.g. that the processor lacks an
 * instruction.
 */
function whyEnded({ killed, signal, code }: ExecFileException, stderr: string): string {
  if (killed) return `its process took longer than ${SECONDS} s`;
  const said = stderr.trim().split("\n").at(-1)!.trim();
  return `its process ended with ${signal ?? `code ${code}`}${said === "" ? "" : `: ${said}`}`;
}
