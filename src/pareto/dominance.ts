/**
 * Compares two points by Pareto dominance, all objectives minimised. A point dominates another if it is worse in no
 * objective and better in at least one. Both points must have the same length and no NaN; neither is checked.
 * @returns -1 if `a` dominates `b`, 1 if `b` dominates `a`, 0 if neither dominates the other (equal points included)
 */
export function compareDominance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let isBetter = false;
  let isWorse = false;
  for (let m = 0; m < a.length; m++) {
    if (a[m] < b[m]) isBetter = true;
    else if (a[m] > b[m]) isWorse = true;
  }
  return Number(isWorse && !isBetter) - Number(isBetter && !isWorse);
}

/** Whether point i dominates or equals point j, all objectives minimised. The columns are not checked. */
export function weaklyDominates(columns: readonly Float64Array[], i: number, j: number): boolean {
  for (const column of columns) if (column[i] > column[j]) return false;
  return true;
}
