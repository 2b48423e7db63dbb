import { parentPort, workerData } from "node:worker_threads";
import { HarmonicError } from "../src/base/errors.js";
import { compileSpace } from "../src/space/compile.js";
import type { TrainingAnswer, TrainingJob } from "./background.js";
import { revivePredictor } from "./revive.js";
import { trainPredictor } from "./train.js";

function answer({ set: { spec, ...set }, seed, family, warmStart }: TrainingJob): TrainingAnswer {
  const space = compileSpace(spec);
  try {
    const predictor = trainPredictor(
      { ...set, space },
      {
        seed,
        ...(family === undefined ? {} : { family }),
        ...(warmStart === undefined ? {} : { warmStart: revivePredictor(warmStart, space) }),
      },
    );
    return { kind: "trained", state: predictor.state };
  } catch (error) {
    if (!(error instanceof HarmonicError)) throw error;
    return { kind: "problem", code: error.code, field: error.field ?? "", message: error.message };
  }
}

parentPort?.postMessage(answer(workerData as TrainingJob));
