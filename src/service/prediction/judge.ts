import type { Predictor, Quality } from "../../../predictors/port.js";
import type { ArchitectureId } from "../../base/ids.js";
import type { Stored } from "../../projections/predictors/promoted.js";
import { comparison, type Decision, meanQuality } from "./comparison.js";
import { crossValidate, type OutOfFold, partOf, planInWords, type Recipe } from "./cross-validation.js";
import type { PredictorSummary } from "./promotion.js";
import { isHeldOut, type MeasuredNetworks, rowsOf } from "./training-rows.js";

/** From this many networks on, one in five is held out; with fewer, cross-validation judges. */
const LEAST_FOR_HOLDING_OUT = 50;
/** The least number of networks that are new to a predictor by which it is judged directly. */
const LEAST_NEW = 5;

/** The version that is in use. */
export interface Serving {
  readonly record: PredictorSummary;
  readonly stored: Stored;
  /** The networks from which it may have learnt. */
  readonly learnt: ReadonlySet<ArchitectureId>;
}

/** A new predictor with its quality, and whether it is to be put into use. */
export interface Judged extends Decision {
  readonly predictor: Predictor;
  readonly judgedBy: "held-out" | "cross-validation";
  /** Quality on all networks that judge it. */
  readonly quality: Quality;
  /** The qualities of both versions on the same networks; absent where there is nothing to compare with. */
  readonly compared?: { readonly quality: Quality; readonly previous: Quality };
}

/**
 * Trains a predictor and judges it against the one in use (decision 0080). From 50 networks on, one in five is held
 * out and judges both versions, as far as the one in use has not learnt from it. With fewer, the new version learns
 * from all of them and is judged by cross-validation of its recipe; the one in use is judged on the networks that are
 * new to it if there are at least 5, else by cross-validation of its own recipe over the same folds.
 * @param recipeOf the recipe of a family, or the recipe that is asked for where none is given
 */
export function judge(
  all: MeasuredNetworks,
  serving: Serving | undefined,
  recipeOf: (record?: PredictorSummary) => Recipe,
): Promise<Judged> {
  const heldOut = [...all.ids.keys()].filter((row) => isHeldOut(all.ids[row]));
  const judging = heldOut.filter((row) => serving?.learnt.has(all.ids[row]) !== true);
  return all.ids.length >= LEAST_FOR_HOLDING_OUT && judging.length >= LEAST_NEW
    ? byHeldOut(all, serving, recipeOf(), judging)
    : byCrossValidation(all, serving, recipeOf);
}

async function byHeldOut(
  all: MeasuredNetworks,
  serving: Serving | undefined,
  recipe: Recipe,
  judging: readonly number[],
): Promise<Judged> {
  const training = [...all.ids.keys()].filter((row) => !isHeldOut(all.ids[row]));
  const predictor = await recipe(rowsOf(all.set, training));
  const mine = predictionsOf(predictor, all, judging);
  const truth = rowsOf(all.set, judging).values;
  const quality = meanQuality(mine, truth);
  const base = { predictor, judgedBy: "held-out", quality } as const;
  const on = `on ${judging.length} held-out networks`;
  if (serving?.stored.predictor === undefined) return { ...base, ...withoutComparison(serving, on) };
  const theirs = predictionsOf(serving.stored.predictor, all, judging);
  const previous = meanQuality(theirs, truth);
  return {
    ...base,
    compared: { quality, previous },
    ...comparison(mine, { theirs, previous }, truth, on),
  };
}

async function byCrossValidation(
  all: MeasuredNetworks,
  serving: Serving | undefined,
  recipeOf: (record?: PredictorSummary) => Recipe,
): Promise<Judged> {
  const { values } = all.set;
  const predictor = await recipeOf()(all.set);
  const rounds = await crossValidate(all.set, recipeOf());
  const base = { predictor, judgedBy: "cross-validation", quality: meanQuality(rounds, values) } as const;
  const plan = planInWords(values.length);
  const by = `by ${plan}`;
  if (serving?.stored.predictor === undefined) {
    return { ...base, ...withoutComparison(serving, `${by} on ${values.length} networks`) };
  }
  const { rows, theirs, previous, how } = await servingQuality(all, serving, recipeOf, plan);
  const mine = partOf(rounds, rows);
  const truth = rowsOf(all.set, rows).values;
  return {
    ...base,
    compared: { quality: meanQuality(mine, truth), previous },
    ...comparison(mine, { ...(theirs && { theirs }), previous }, truth, how),
  };
}

/** The quality of the version in use where cross-validation judges the new one: on which rows, and how it is known. */
async function servingQuality(
  all: MeasuredNetworks,
  serving: Serving,
  recipeOf: (record?: PredictorSummary) => Recipe,
  plan: string,
) {
  const rows = [...all.ids.keys()];
  const fresh = rows.filter((row) => !serving.learnt.has(all.ids[row]));
  const { predictor } = serving.stored;
  const { judgedBy, quality } = serving.record;
  const on = `on ${rows.length} networks by ${plan}`;
  if (predictor !== undefined && fresh.length >= LEAST_NEW) {
    const theirs = predictionsOf(predictor, all, fresh);
    const how = `on ${fresh.length} networks that are new to it, the new version by ${plan},`;
    return { rows: fresh, theirs, previous: meanQuality(theirs, rowsOf(all.set, fresh).values), how };
  }
  if (judgedBy === "cross-validation" && fresh.length === 0 && quality.networks === rows.length)
    return { rows, previous: quality, how: `${on}, which judged the one in use on the same networks,` };
  const theirs = await crossValidate(all.set, recipeOf(serving.record));
  const how = `${on} of both recipes, since only ${fresh.length} networks are new to the one in use,`;
  return { rows, theirs, previous: meanQuality(theirs, all.set.values), how };
}

function predictionsOf(
  predictor: Predictor,
  { set }: MeasuredNetworks,
  rows: readonly number[],
): readonly OutOfFold[] {
  const { genotypes, extras } = rowsOf(set, rows);
  return [predictor.predict(genotypes, extras)];
}

const withoutComparison = (serving: Serving | undefined, how: string): Decision => ({
  promoted: true,
  reason:
    serving === undefined
      ? `the first predictor of its kind, judged ${how}`
      : `the one in use, ${serving.record.id}, cannot be used any more (${serving.stored.unusable}), ` +
        `so that there is nothing to compare with; judged ${how}`,
});
