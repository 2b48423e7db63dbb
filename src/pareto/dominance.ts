/**
 * Whether point `a` dominates point `b` (both minimised): nowhere worse and somewhere better. A strict partial order;
 * equal points do not dominate each other.
 * @throws RangeError where the lengths differ or a value is NaN
 */
export function dominates(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) throw new RangeError(`points of ${a.length} and ${b.length} objectives`);
  let worse = false;
  let better = false;
  for (let m = 0; m < a.length; m++) {
    if (Number.isNaN(a[m]) || Number.isNaN(b[m])) throw new RangeError(`objective ${m} is NaN`);
    if (a[m] > b[m]) worse = true;
    else if (a[m] < b[m]) better = true;
  }
  return better && !worse;
}

/** Whether point i is nowhere worse than point j: it dominates or equals it. Columns are trusted (checked before). */
export function weaklyDominates(columns: readonly Float64Array[], i: number, j: number): boolean {
  for (const column of columns) if (column[i] > column[j]) return false;
  return true;
}
