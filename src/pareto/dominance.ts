/**
 * Which of two points, both minimised, dominates the other: it is nowhere worse and somewhere better. -1: `a` dominates
 * `b`; 1: `b` dominates `a`; 0: neither does, or they are equal. Points are trusted to be as long as each other, without NaN.
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

/** Whether point i is nowhere worse than point j: it dominates or equals it. Columns are trusted (checked before). */
export function weaklyDominates(columns: readonly Float64Array[], i: number, j: number): boolean {
  for (const column of columns) if (column[i] > column[j]) return false;
  return true;
}
