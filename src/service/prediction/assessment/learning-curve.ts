import { FAMILIES } from "../../../../predictors/families/index.js";
import { FEW_SHOT } from "../../../../predictors/few-shot/family.js";
import { assess } from "../../../../predictors/quality.js";
import { MOST_NETWORKS as MOST_FEW_SHOT } from "../../../../predictors/training/few-shot.js";
import { checkpoint, unlessCancelled } from "../../../base/async/cancelling.js";
import { defined } from "../../../base/defined.js";
import type { PredictorId } from "../../../base/ids.js";
import type { Metric } from "../../../base/metric.js";
import type { Context } from "../../context.js";
import type { PredictorSummary } from "../promotion.js";
import { isHeldOut, rowsOf } from "../training-rows.js";
import { versionWithData } from "./assess.js";

/** The error of a predictor that learnt from so many networks. */
export interface LearningStep {
  readonly networks: number;
  /** Mean absolute error on the tested networks, in the metric's unit. */
  readonly mae: number;
  /** Kendall's rank correlation on these, -1 to 1. */
  readonly kendallTau: number;
}

/** How the error falls with the number of networks that are learnt from. */
export interface LearningCurve {
  readonly predictor: PredictorId;
  readonly metric: Metric;
  /** The model family that was trained. */
  readonly family: string;
  /** The number of networks on which every step was tested; none of them was learnt from. */
  readonly tested: number;
  /** Ascending by networks. Empty where too few networks are measured. */
  readonly steps: readonly LearningStep[];
  readonly notes: readonly string[];
}

/** Larger trainings than this are left out, since they take minutes [networks]. */
const MOST_NETWORKS = 800;
const MOST_TESTED = 1000;
const LEAST_TESTED = 4;
const LEAST_TRAINED = 5;
/** Every step has twice the networks of the one before; there are at most so many. */
const MOST_STEPS = 5;

/**
 * Trains the family of a version on a growing part of the measured networks, and tests each on the networks that are
 * held out of all trainings. Which networks are learnt from follows from their ids. Throws as `assessPredictor` does.
 */
export function learningCurve(context: Context, id: string, signal?: AbortSignal): Promise<LearningCurve> {
  return unlessCancelled(async () => {
    const { record, all } = await versionWithData(context, id);
    const byId = [...all.ids.keys()].sort((a, b) => (order(all.ids[a]) < order(all.ids[b]) ? -1 : 1));
    const heldOut = byId.filter((row) => isHeldOut(all.ids[row])).slice(0, MOST_TESTED);
    const rest = byId.filter((row) => !isHeldOut(all.ids[row]));
    const family = familyOf(record, rest.length);
    const base = { predictor: record.id, metric: record.metric, family, tested: heldOut.length };
    const sizes = sizesUpTo(Math.min(rest.length, MOST_NETWORKS));
    if (heldOut.length < LEAST_TESTED || sizes.length === 0) {
      const note = `${all.ids.length} networks are measured: too few for a learning curve, which needs about 25`;
      return { ...base, steps: [], notes: [note] };
    }
    const test = rowsOf(all.set, heldOut);
    const steps: LearningStep[] = [];
    for (const networks of sizes) {
      await checkpoint(signal);
      const training = rowsOf(all.set, rest.slice(0, networks));
      const predictor = await context.train(training, { seed: record.seed, family, ...defined({ signal }) });
      const { mae, kendallTau } = assess(predictor.predict(test.genotypes, test.extras), test.values);
      steps.push({ networks, mae, kendallTau });
    }
    return { ...base, steps, notes: notesOf(record, family, rest.length) };
  }, signal);
}

/** Which networks are held out depends on the beginning of an id, so the order goes by the rest of it. */
const order = (id: string): string => id.slice(8);

/**
 * The family of a version or, of a stack, the member with the largest weight: a whole contest would take too long. The
 * few-shot family cannot learn from many networks; then it is the first of all families.
 */
function familyOf({ family, contest }: PredictorSummary, networks: number): string {
  const weights = Object.entries(contest?.entries.find((entry) => entry.family === family)?.weights ?? {});
  const [[heaviest] = [family]] = weights.sort(([, a], [, b]) => b - a);
  return heaviest === FEW_SHOT && networks > MOST_FEW_SHOT ? FAMILIES[0].name : heaviest;
}

/** The largest number and its halves, ascending. */
function sizesUpTo(most: number): number[] {
  const sizes: number[] = [];
  for (let size = most; size >= LEAST_TRAINED && sizes.length < MOST_STEPS; size = Math.floor(size / 2))
    sizes.unshift(size);
  return sizes;
}

const notesOf = (record: PredictorSummary, family: string, networks: number): string[] => [
  ...(family === record.family
    ? []
    : [`the curve is of the family ${family}: that of ${record.id}, ${record.family}, would take too long`]),
  ...(networks <= MOST_NETWORKS
    ? []
    : [`the curve ends at ${MOST_NETWORKS} of ${networks} networks, since larger trainings take minutes`]),
];
