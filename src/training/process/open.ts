import { type ChildProcess, fork } from "node:child_process";
import { Unavailable } from "../../base/errors.js";
import type { OnStage, TrainingTools } from "../../cli/training-tools.js";
import { compiledScript } from "../compiled-script.js";
import { type Answer, errorOf, type Request } from "./messages.js";

/**
 * Settings of the C library's allocator, which reads them when a process starts: freed tensors go back to the operating
 * system otherwise, and fetching their pages again takes a large part of a small network's training step.
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
 * Training in a process of its own, started with the first call and again after a crash: what serves or waits for
 * Ctrl-C stays responsive. It never keeps its parent alive, and ends with it. `note` takes a line about the tensor
 * backend.
 */
export function trainingProcess(note: (line: string) => void): TrainingTools {
  const process = new TrainingProcess(note);
  return {
    buildAvMnist: (request, onStage) => process.call("buildAvMnist", [request], onStage),
    buildFromManifest: (request, onStage) => process.call("buildFromManifest", [request], onStage),
    trainSupernet: (request, places, onStage, signal) =>
      process.call("trainSupernet", [request, places], onStage, signal),
    checkFusion: (request, places) => process.call("checkFusion", [request, places]),
    backboneScores: (request, places) => process.call("backboneScores", [request, places]),
    scoreNetwork: (request, places) => process.call("scoreNetwork", [request, places]),
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
    given: readonly unknown[],
    onStage: OnStage = () => {},
    signal?: AbortSignal,
  ): Promise<T> {
    signal?.throwIfAborted();
    const call = ++this.#last;
    const child = this.#running();
    const send = (request: Request) => child.send(request);
    const abort = () => send({ call, abort: true });
    signal?.addEventListener("abort", abort);
    try {
      return await new Promise<T>((resolve, reject) => {
        this.#calls.set(call, { child, onStage, resolve: resolve as (result: unknown) => void, reject });
        this.#hold();
        send({ call, method, given });
      });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener("abort", abort);
      this.#calls.delete(call);
      this.#hold();
    }
  }

  /** The process keeps its parent alive while it has something to answer. */
  #hold(): void {
    const child = this.#child;
    if (this.#calls.size > 0) {
      child?.ref();
      child?.channel?.ref();
    } else {
      child?.unref();
      child?.channel?.unref();
    }
  }

  #running(): ChildProcess {
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
   * A process that could not start never exits, and one that cannot be reached never answers: both end all its calls.
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
