import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { SHARE_ENV, Worker } from "node:worker_threads";
import { Admission } from "../../src/base/async/admission.js";
import { throwIfCancelled } from "../../src/base/async/cancelling.js";
import { defined, optional } from "../../src/base/defined.js";
import { type HarmonicError, InvalidInput, NotEnoughData, Unavailable } from "../../src/base/errors.js";
import type { Space } from "../../src/space/space.js";
import type { Predictor, PredictorState, TrainingSet } from "../port.js";
import { revivePredictor } from "../revive.js";
import type { TrainOptions } from "./train.js";

/** The data sent to the worker thread, which are copied by structured clone. */
export interface TrainingJob {
  readonly set: Omit<TrainingSet, "space"> & { readonly spec: Space["spec"] };
  readonly seed: number;
  readonly family?: string;
  readonly warmStart?: PredictorState;
  /** Address of the module that trains neural networks, for the family that needs it; it exports `openMlpTrainer`. */
  readonly mlpModule?: string;
}

/** The answer of the worker thread. */
export type TrainingAnswer =
  | { readonly kind: "trained"; readonly state: PredictorState }
  | { readonly kind: "problem"; readonly code: string; readonly field: string; readonly message: string };

/** What a training is asked for, and what cancels it. */
export interface BackgroundOptions extends TrainOptions {
  readonly signal?: AbortSignal;
}

/**
 * Trains predictors on worker threads, one after the other, so that the event loop stays free and keeps a core to
 * itself. The threads run the compiled `dist/predictors/training/worker.js`, even if this module runs from its
 * TypeScript source.
 */
export class BackgroundTraining {
  readonly #turns = new Admission(1, Number.POSITIVE_INFINITY, "trainings");
  readonly #ended = new AbortController();

  /** @param mlpModule address of the module that trains neural networks; only the family `mlp-ensemble` needs it */
  constructor(private readonly mlpModule?: string) {}

  /**
   * Trains a predictor like `trainPredictor`. Once the signal aborts, the training ends at once, or leaves the queue.
   * @throws NotEnoughData and InvalidInput as `trainPredictor` does; Cancelled once the signal aborts; Unavailable
   * after `end`; Error if the program is not compiled
   */
  async train(set: TrainingSet, { signal, ...options }: BackgroundOptions): Promise<Predictor> {
    const { space, ...rest } = set;
    const job: TrainingJob = {
      set: { ...rest, spec: space.spec },
      seed: options.seed,
      ...defined({
        family: options.family,
        warmStart: optional(options.warmStart, (warmStart) => warmStart.state),
        mlpModule: this.mlpModule,
      }),
    };
    const stop = AbortSignal.any([this.#ended.signal, ...(signal === undefined ? [] : [signal])]);
    const place = this.#turns.enter(stop);
    try {
      await place.ready;
      return revivePredictor(await runWorker(job, stop), space);
    } catch (error) {
      if (this.#ended.signal.aborted) throw processEnds();
      throwIfCancelled(signal);
      throw error;
    } finally {
      place.leave();
    }
  }

  /**
   * Ends the current training and all queued ones, which fail with `Unavailable`, and lets no other begin. To be called
   * when the process stops.
   */
  end(): void {
    this.#ended.abort();
  }
}

const processEnds = () => new Unavailable("the process is stopping, so the predictor was not trained");

async function runWorker(job: TrainingJob, stop: AbortSignal): Promise<PredictorState> {
  stop.throwIfAborted();
  // The thread shares the environment, because native code reads that of the process and not a thread's copy.
  const worker = new Worker(workerScript(), { workerData: job, env: SHARE_ENV });
  const terminate = (): void => void worker.terminate();
  stop.addEventListener("abort", terminate, { once: true });
  try {
    return await new Promise((resolve, reject) => {
      worker.once("message", (answer: TrainingAnswer) => {
        if (answer.kind === "trained") resolve(answer.state);
        else reject(asError(answer));
      });
      worker.once("error", reject);
      worker.once("exit", (code) =>
        reject(new Error(`the training thread ended with code ${code} and without an answer`)),
      );
    });
  } finally {
    stop.removeEventListener("abort", terminate);
  }
}

/** Path of the compiled worker. */
function workerScript(): string {
  const beside = fileURLToPath(new URL("./worker.js", import.meta.url));
  if (existsSync(beside)) return beside;
  const built = fileURLToPath(new URL("../../dist/predictors/training/worker.js", import.meta.url));
  if (existsSync(built)) return built;
  throw new Error(`training needs the compiled program, and ${built} is missing: run npm run build`);
}

/** The error that the worker caught, built anew on this thread. */
function asError({ code, field, message }: Extract<TrainingAnswer, { kind: "problem" }>): HarmonicError {
  return code === "NOT_ENOUGH_DATA" ? new NotEnoughData(field, message) : new InvalidInput(field, message);
}
