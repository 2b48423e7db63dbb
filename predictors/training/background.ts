import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { SHARE_ENV, Worker } from "node:worker_threads";
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

/** The training that was queued last. Trainings run one at a time, so that the event loop keeps a core to itself. */
let lastQueued: Promise<unknown> = Promise.resolve();
let current: Worker | undefined;
let isEnded = false;

/**
 * Trains a predictor like `trainPredictor`, but on a worker thread, so that the event loop stays free. Trainings run
 * one after the other. The thread runs the compiled `dist/predictors/training/worker.js`, even if this module runs from
 * its TypeScript source.
 * @param mlpModule address of the module that trains neural networks; only the family `mlp-ensemble` needs it
 * @throws NotEnoughData and InvalidInput as `trainPredictor` does; Unavailable after `endTraining`; Error if the
 * program is not compiled
 */
export function trainInBackground(
  set: TrainingSet,
  options: TrainOptions,
  mlpModule?: string,
): Promise<Predictor> {
  const { space, ...rest } = set;
  const job: TrainingJob = {
    set: { ...rest, spec: space.spec },
    seed: options.seed,
    ...defined({
      family: options.family,
      warmStart: optional(options.warmStart, (warmStart) => warmStart.state),
      mlpModule,
    }),
  };
  const trained = lastQueued.then(() => runWorker(job));
  lastQueued = trained.catch(() => undefined);
  return trained.then((state) => revivePredictor(state, space));
}

/**
 * Ends the current training and all queued ones, which fail with `Unavailable`, and lets no other begin. It is called
 * when the process stops.
 */
export async function endTraining(): Promise<void> {
  isEnded = true;
  await current?.terminate();
}

const processEnds = () => new Unavailable("the process is stopping, so the predictor was not trained");

function runWorker(job: TrainingJob): Promise<PredictorState> {
  if (isEnded) return Promise.reject(processEnds());
  return new Promise((resolve, reject) => {
    // The thread shares the environment, because native code reads that of the process and not a thread's copy.
    const worker = new Worker(workerScript(), { workerData: job, env: SHARE_ENV });
    current = worker;
    worker.once("message", (answer: TrainingAnswer) => {
      if (answer.kind === "trained") resolve(answer.state);
      else reject(asError(answer));
    });
    worker.once("error", reject);
    worker.once("exit", (code) =>
      reject(
        isEnded
          ? processEnds()
          : new Error(`the training thread ended with code ${code} and without an answer`),
      ),
    );
  });
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
