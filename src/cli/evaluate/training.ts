import { defined, optional } from "../../base/defined.js";
import { Unavailable } from "../../base/errors.js";
import { UNKNOWN_OPERATOR_COSTS } from "../../hardware/fusion-operators.js";
import { NotMeasured, Stopped } from "../../profiling/runners/runner.js";
import { type FusionReport, trainingSeed } from "../../runs/network-trainer.js";
import { ownComposition } from "../../space/network/backbone.js";
import type { Evaluate } from "../../worker/program.js";
import type { TrainingPlaces, TrainingTools } from "../training-tools.js";
import { ownSpaceOf } from "./own-space.js";

const MOST_TRAINING = 200;

/**
 * Evaluates jobs by training: the genes of the fusion network that a job leaves open are searched first, and the
 * accuracy is that on the validation data of the task. Each training has a process of its own, so that the thread that
 * extends leases never computes; the process is used again for a later job. Costs of devices are left to the server,
 * which has their operator profiles.
 *
 * @param open starts a process that trains
 * @param seed the seed of a training follows from it and the network, whoever trains it
 */
export function trainingEvaluator(
  open: () => Promise<TrainingTools>,
  places: TrainingPlaces,
  seed: number,
): Evaluate {
  const idle: TrainingTools[] = [];
  return async (job, signal) => {
    const { task, space, score, architecture: genes } = job;
    if (signal.aborted) throw new Stopped();
    const tools = idle.pop() ?? (await open());
    const own = trainingSeed(seed, genes);
    const weights = { latency: 0, energy: 0 };
    const request = {
      ...{ task, space, genes, costs: UNKNOWN_OPERATOR_COSTS, costWeights: weights },
      ...{ seed: own, keepsNetwork: true },
      ...defined({ score }),
      ...optional(ownSpaceOf(job), ownComposition),
    };
    const training = tools.trainFusion(request, places, () => undefined, signal);
    // A training that is told to stop ends with its epoch; nobody waits for that, and nobody else uses its process.
    void training.catch(() => undefined).finally(() => idle.push(tools));
    try {
      return measurementOf(await unlessStopped(training, signal), own);
    } catch (error) {
      if (signal.aborted) throw new Stopped();
      // Its process ended, for example because memory ran out: that may be due to this network.
      throw error instanceof Unavailable ? new NotMeasured(error.message) : error;
    }
  };
}

async function unlessStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop = (): void => undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(new Stopped());
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

const measurementOf = ({ validation, training, seconds, examples }: FusionReport, seed: number): object => ({
  accuracy: validation.accuracy,
  training: training.slice(0, MOST_TRAINING),
  seeds: [seed],
  seconds,
  ...defined({ examples }),
});
