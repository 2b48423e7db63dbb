import { type ExecFileException, execFile } from "node:child_process";
import { Unavailable } from "../../base/errors.js";
import { compiledScript } from "../../base/process/compiled-script.js";
import { type BackendChoice, type BackendName, describeBackend, type TensorBackend } from "./open.js";

const SECONDS = 60;

/** The choice to try next if one does not work. */
const INSTEAD = { native: "auto", auto: "wasm", wasm: "cpu" } as const;

type ProbeAnswer = { readonly backend: TensorBackend } | { readonly problem: string };

/**
 * Opens a backend in a separate process and describes it, so that the caller need not load it. If the chosen one does
 * not work, the result describes the next best backend, and `advice` has the reason.
 *
 * @param threads threads per kernel of native TensorFlow; default: one per processor
 * @throws Unavailable if no backend works
 */
export async function probeBackend(
  choice: BackendChoice,
  threads?: number,
): Promise<{ readonly name: BackendName; readonly description: string; readonly advice: readonly string[] }> {
  const answer = await ask(choice, threads);
  if ("problem" in answer) {
    if (choice === "cpu") throw new Unavailable(`no tensor backend can be opened: ${answer.problem}`);
    const other = await probeBackend(INSTEAD[choice], threads);
    return {
      ...other,
      advice: [`TENSOR_BACKEND=${choice} is not available: ${answer.problem}`, ...other.advice],
    };
  }
  const { backend } = answer;
  const advice = backend.drawback === undefined ? [] : [backend.drawback];
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
 * Says why a process ended without an answer. A process that crashed may have printed the reason in its last line, e.g.
 * that the processor lacks an instruction.
 */
function whyEnded({ killed, signal, code }: ExecFileException, stderr: string): string {
  if (killed) return `its process took longer than ${SECONDS} s`;
  const lastLine = stderr.trim().split("\n").at(-1)!.trim();
  return `its process ended with ${signal ?? `code ${code}`}${lastLine === "" ? "" : `: ${lastLine}`}`;
}
