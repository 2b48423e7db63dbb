import { parentPort, workerData } from "node:worker_threads";
import { defined, optional } from "../../src/base/defined.js";
import { HarmonicError } from "../../src/base/errors.js";
import { lowerPriority } from "../../src/base/process/priority.js";
import { compileSpace } from "../../src/space/compile.js";
import { MLP_ENSEMBLE } from "../families/mlp/index.js";
import type { MlpTrainer } from "../families/mlp/port.js";
import { revivePredictor } from "../revive.js";
import type { TrainingAnswer, TrainingJob } from "./background.js";
import { trainPredictor } from "./train.js";

/** Trains the predictor of a job; expected failures become answers, others are thrown. */
async function answer(job: TrainingJob): Promise<TrainingAnswer> {
  const { seed, family, warmStart } = job;
  const { spec, ...set } = job.set;
  const space = compileSpace(spec);
  try {
    const mlp = (family ?? warmStart?.family) === MLP_ENSEMBLE ? await openTrainer(job.mlpModule) : undefined;
    const predictor = trainPredictor(
      { ...set, space },
      {
        seed,
        ...defined({
          family,
          mlp,
          warmStart: optional(warmStart, (warmStart) => revivePredictor(warmStart, space)),
        }),
      },
    );
    return { kind: "trained", state: predictor.state };
  } catch (error) {
    if (!(error instanceof HarmonicError)) throw error;
    return { kind: "problem", code: error.code, field: error.field ?? "", message: error.message };
  }
}

/** Loads the trainer and its tensor backend; only the family that needs them does this, on its own thread. */
async function openTrainer(module: string | undefined): Promise<MlpTrainer | undefined> {
  if (module === undefined) return undefined;
  const { openMlpTrainer } = (await import(module)) as {
    readonly openMlpTrainer: (log: (line: string) => void) => Promise<MlpTrainer>;
  };
  return openMlpTrainer(() => undefined);
}

lowerPriority("thread");
parentPort?.postMessage(await answer(workerData as TrainingJob));
