import { folds } from "../../../predictors/matrix.js";
import type { Predictions, Predictor, TrainingSet } from "../../../predictors/port.js";
import { rowsOf } from "./training-rows.js";

/** Trains on a set: everything that makes a predictor of measured networks. */
export type Recipe = (set: TrainingSet) => Promise<Predictor>;

/** Predictions of networks by predictors that have not learnt from them, in natural units, one per network. */
export type OutOfFold = Pick<Predictions, "value" | "lower" | "upper">;

/** Up to this many networks, each is left out alone. */
const MOST_LEFT_OUT_ALONE = 12;
/** Up to this many networks, the division into folds is repeated. */
const MOST_REPEATED = 100;
const FOLDS = 5;
const REPETITIONS = 2;

/** How many folds there are, and how often the division is repeated; the same for the same number of networks. */
function planOf(networks: number): { readonly folds: number; readonly repetitions: number } {
  if (networks <= MOST_LEFT_OUT_ALONE) return { folds: networks, repetitions: 1 };
  return { folds: FOLDS, repetitions: networks <= MOST_REPEATED ? REPETITIONS : 1 };
}

/** The plan for so many networks, in words. */
export function planInWords(networks: number): string {
  const plan = planOf(networks);
  if (plan.folds === networks) return "leave-one-out cross-validation";
  return plan.repetitions === 1
    ? `${FOLDS}-fold cross-validation`
    : `${FOLDS}-fold cross-validation, repeated twice`;
}

/**
 * Predicts every network by a recipe that was applied without it, once per repetition. The folds depend on the number
 * of networks alone, so that two recipes are compared over the same folds.
 */
export async function crossValidate(set: TrainingSet, recipe: Recipe): Promise<readonly OutOfFold[]> {
  const rows = set.genotypes.length;
  const plan = planOf(rows);
  const rounds: OutOfFold[] = [];
  for (let repetition = 1; repetition <= plan.repetitions; repetition++) {
    const round = {
      value: new Float64Array(rows),
      lower: new Float64Array(rows),
      upper: new Float64Array(rows),
    };
    for (const { trainingRows, leftOutRows } of folds(rows, plan.folds, repetition)) {
      const predictor = await recipe(rowsOf(set, trainingRows));
      const tested = rowsOf(set, leftOutRows);
      const predicted = predictor.predict(tested.genotypes, tested.extras);
      for (const [i, row] of leftOutRows.entries()) {
        round.value[row] = predicted.value[i];
        round.lower[row] = predicted.lower[i];
        round.upper[row] = predicted.upper[i];
      }
    }
    rounds.push(round);
  }
  return rounds;
}

/** Some networks of every round, in the order given. */
export const partOf = (rounds: readonly OutOfFold[], rows: readonly number[]): readonly OutOfFold[] =>
  rounds.map(({ value, lower, upper }) => {
    const taken = (values: Float64Array) => Float64Array.from(rows, (row) => values[row]);
    return { value: taken(value), lower: taken(lower), upper: taken(upper) };
  });
