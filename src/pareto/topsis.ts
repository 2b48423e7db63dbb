import { checkFiniteColumns } from "./columns.js";

/**
 * TOPSIS (Hwang, Yoon 1981): chooses the point with the greatest relative closeness b / (a + b), where a is its
 * weighted Euclidean distance to the ideal (the best value of every objective) and b its distance to the anti-ideal
 * (the worst value of every objective). Objectives are normalised to [0, 1] between the best and the worst value given,
 * so their units do not matter; an objective that does not vary is ignored.
 *
 * `columns[m][i]` is objective m of point i, minimised. `weights[m]` is at least 0; only the ratios of the weights
 * matter. Ties go to the first point.
 * @returns the index of the point; -1 if there are no points
 * @throws RangeError on NaN or infinities, no columns, columns of different lengths, a number of weights other than the
 * number of objectives, a negative weight, or weights that are all 0
 */
export function topsisPoint(columns: readonly Float64Array[], weights: readonly number[]): number {
  checkFiniteColumns(columns);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (weights.length !== columns.length || !(total > 0) || weights.some((weight) => !(weight >= 0))) {
    throw new RangeError("there must be one weight of at least 0 per objective, and at least one above 0");
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
