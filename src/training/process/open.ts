import { type ChildProcess, fork } from "node:child_process";
import { Unavailable } from "../../base/errors.js";
import { compiledScript } from "../../base/process/compiled-script.js";
import type { OnStage, TrainingTools } from "../../cli/training-tools.js";
import { type Answer, errorOf, type Request } from "./messages.js";

/**
 * Settings of glibc's allocator, which reads them when a process starts. Without them the memory of freed tensors is
 * returned to the operating system, and getting it back takes a large part of the training step of a small network.
 */
const ALLOCATOR = {
  MALLOC_MMAP_THRESHOLD_: String(2 ** 30),
  MALLOC_TRIM_THRESHOLD_: String(2 ** 32),
  MALLOC_TOP_PAD_: String(2 ** 28),
};

interface Call {
  readonly child: ChildProcess;
  readonly onStage: OnStage;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/**
 * Returns training tools that run in a separate process, so that the parent (a server, or a command that waits for
 * Ctrl-C) stays responsive. The process starts with the first call, and again with the next call after a crash. It ends
 * with its parent and keeps the parent alive only while calls are unanswered. A call rejects with `Unavailable` if the
 * process cannot start or ends without an answer.
 *
 * @param note receives lines for the user, e.g. about the tensor backend
 */
export function trainingProcess(note: (line: string) => void): TrainingTools {
  const process = new TrainingProcess(note);
  return {
    buildAvMnist: (request, onStage) => process.call("buildAvMnist", [request], onStage),
    buildClipArt: (request, onStage) => process.call("buildClipArt", [request], onStage),
    buildFromManifest: (request, onStage) => process.call("buildFromManifest", [request], onStage),
    tryManifest: (request, onStage) => process.call("tryManifest", [request], onStage),
    checkDataset: (request, places) => process.call("checkDataset", [request, places]),
    trainSupernet: (request, places, onStage, signal) =>
      process.call("trainSupernet", [request, places], onStage, signal),
    checkFusion: (request, places) => process.call("checkFusion", [request, places]),
    backboneScores: (request, places) => process.call("backboneScores", [request, places]),
    scoreNetwork: (request, places) => process.call("scoreNetwork", [request, places]),
    exportNetwork: (request, places) => process.call("exportNetwork", [request, places]),
    exportSplit: (request, places) => process.call("exportSplit", [request, places]),
    trainFusion: (request, places, onStage, signal) =>
      process.call("trainFusion", [request, places], onStage, signal),
  };
}

class TrainingProcess {
  #child: ChildProcess | undefined;
  readonly #calls = new Map<number, Call>();
  #last = 0;

  constructor(private readonly note: (line: string) => void) {}

  async call<T>(
    method: keyof TrainingTools,
    args: readonly unknown[],
    onStage: OnStage = () => {},
    signal?: AbortSignal,
  ): Promise<T> {
    signal?.throwIfAborted();
    const call = ++this.#last;
    const child = this.#process();
    const send = (request: Request) => child.send(request);
    const abort = () => send({ call, abort: true });
    signal?.addEventListener("abort", abort);
    try {
      return await new Promise<T>((resolve, reject) => {
        this.#calls.set(call, { child, onStage, resolve: resolve as (result: unknown) => void, reject });
        this.#updateHold();
        send({ call, method, args });
      });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener("abort", abort);
      this.#calls.delete(call);
      this.#updateHold();
    }
  }

  /** Makes the process keep its parent alive if and only if calls are unanswered. */
  #updateHold(): void {
    const child = this.#child;
    if (this.#calls.size > 0) {
      child?.ref();
      child?.channel?.ref();
    } else {
      child?.unref();
      child?.channel?.unref();
    }
  }

  #process(): ChildProcess {
    if (this.#child !== undefined) return this.#child;
    const child = fork(compiledScript("training/process/child.js"), {
      env: { ...ALLOCATOR, ...process.env },
      execArgv: [],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    child.on("message", (answer: Answer) => this.#take(answer));
    child.on("error", ({ message }) => this.#end(child, `failed: ${message}`));
    child.on("exit", (code, signal) => this.#end(child, `ended with ${signal ?? `code ${code}`}`));
    this.#child = child;
    return child;
  }

  /**
   * Rejects the unanswered calls of a process. Called for its errors as well as its exit, because a process that could
   * not start never exits and one that cannot be reached never answers.
   */
  #end(child: ChildProcess, how: string): void {
    if (this.#child === child) this.#child = undefined;
    child.kill();
    for (const call of this.#calls.values())
      if (call.child === child) call.reject(new Unavailable(`the training process ${how}`));
  }

  #take(answer: Answer): void {
    if ("note" in answer) {
      this.note(answer.note);
      return;
    }
    const call = this.#calls.get(answer.call);
    if ("stage" in answer) call?.onStage(...answer.stage);
    else if ("result" in answer) call?.resolve(answer.result);
    else call?.reject(errorOf(answer.failure));
  }
}
