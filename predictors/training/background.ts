import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { SHARE_ENV, Worker } from "node:worker_threads";
import { defined, optional } from "../../src/base/defined.js";
import { type HarmonicError, InvalidInput, NotEnoughData, Unavailable } from "../../src/base/errors.js";
import type { Space } from "../../src/space/space.js";
import type { Predictor, PredictorState, TrainingSet } from "../port.js";
import { revivePredictor } from "../revive.js";
import type { TrainOptions } from "./train.js";

/** What goes to the worker: plain data, copied by structured clone. */
export interface TrainingJob {
  readonly set: Omit<TrainingSet, "space"> & { readonly spec: Space["spec"] };
  readonly seed: number;
  readonly family?: string;
  readonly warmStart?: PredictorState;
  /** Address of the module that trains networks, for the family that needs it; it exports `openMlpTrainer`. */
  readonly mlpModule?: string;
}

/** What comes back. */
export type TrainingAnswer =
  | { readonly kind: "trained"; readonly state: PredictorState }
  | { readonly kind: "problem"; readonly code: string; readonly field: string; readonly message: string };

/** One training at a time: a second core is the event loop's. */
let last: Promise<unknown> = Promise.resolve();
let current: Worker | undefined;
let isEnded = false;

/**
 * `trainPredictor` on a worker thread, so that the event loop stays free; trainings queue up. The thread runs the
 * compiled `dist/predictors/training/worker.js`, also when this module runs from its TypeScript source.
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
  const trained = last.then(() => runWorker(job));
  last = trained.catch(() => undefined);
  return trained.then((state) => revivePredictor(state, space));
}

/** Ends the training under way and those that wait, with `Unavailable`; no other begins. For a process that stops. */
export async function endTraining(): Promise<void> {
  isEnded = true;
  await current?.terminate();
}

const ended = () => new Unavailable("the process stops: nothing was trained");

function runWorker(job: TrainingJob): Promise<PredictorState> {
  if (isEnded) return Promise.reject(ended());
  return new Promise((resolve, reject) => {
    // Native code reads the environment of the process, not a thread's copy of it.
    const worker = new Worker(workerScript(), { workerData: job, env: SHARE_ENV });
    current = worker;
    worker.once("message", (answer: TrainingAnswer) => {
      if (answer.kind === "trained") resolve(answer.state);
      else reject(asError(answer));
    });
    worker.once("error", reject);
    worker.once("exit", (code) =>
      reject(isEnded ? ended() : new Error(`the training thread ended with code ${code} and no answer`)),
    );
  });
}

function workerScript(): string {
  const beside = fileURLToPath(new URL("./worker.js", import.meta.url));
  if (existsSync(beside)) return beside;
  const built = fileURLToPath(new URL("../../dist/predictors/training/worker.js", import.meta.url));
  if (existsSync(built)) return built;
  throw new Error(
    `training runs on a thread of the compiled program, and ${built} is missing: npm run build`,
  );
}

function asError({ code, field, message }: Extract<TrainingAnswer, { kind: "problem" }>): HarmonicError {
  return code === "NOT_ENOUGH_DATA" ? new NotEnoughData(field, message) : new InvalidInput(field, message);
}
