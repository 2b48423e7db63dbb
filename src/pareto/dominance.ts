/** Whether point i dominates or equals point j, all objectives minimised. The columns are not checked. */
export function weaklyDominates(columns: readonly Float64Array[], i: number, j: number): boolean {
  for (const column of columns) if (column[i] > column[j]) return false;
  return true;
}
