import { checkFiniteColumns } from "./columns.js";

/**
 * TOPSIS (Hwang, Yoon 1981): the point that is nearest to the ideal (the best value of every objective) in relation to how far
 * it is from the anti-ideal (the worst), by weighted Euclidean distance. Objectives are normalised to [0, 1] between the
 * best and the worst value given, so their units do not matter; one that does not vary is ignored.
 *
 * `columns[m][i]` is objective m of point i, minimised; `weights[m]` is at least 0, and only ratios matter. Ties go to the first.
 * @returns the index of the point, -1 where there are none
 * @throws RangeError on NaN or infinities, columns of different lengths, or weights that do not fit or are all 0
 */
export function topsisPoint(columns: readonly Float64Array[], weights: readonly number[]): number {
  checkFiniteColumns(columns);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (weights.length !== columns.length || !(total > 0) || weights.some((weight) => !(weight >= 0))) {
    throw new RangeError("a weight of at least 0 for each objective, and one above 0");
  }
  const count = columns[0].length;
  const toIdeal = new Float64Array(count);
  const toWorst = new Float64Array(count);
  columns.forEach((column, m) => {
    const low = column.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    const high = column.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    if (!(high > low)) return;
    for (let i = 0; i < count; i++) {
      const share = (column[i] - low) / (high - low);
      toIdeal[i] += ((weights[m] / total) * share) ** 2;
      toWorst[i] += ((weights[m] / total) * (1 - share)) ** 2;
    }
  });
  const closeness = toIdeal.map(
    (ideal, i) => Math.sqrt(toWorst[i]) / (Math.sqrt(ideal) + Math.sqrt(toWorst[i]) || 1),
  );
  return closeness.reduce((best, value, i) => (best < 0 || value > closeness[best] ? i : best), -1);
}
