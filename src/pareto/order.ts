/**
 * Sorts point indices in lexicographic order: by ascending first objective, ties by the second and so on, equal points
 * by index. Every point comes after the points that dominate it, and equal points are neighbours. The columns are not
 * checked.
 * @param members indices of the points to sort; all points by default
 */
export function lexicographicOrder(
  columns: readonly Float64Array[],
  members: Int32Array = allIndices(columns[0].length),
): Int32Array {
  const first = columns[0];
  return members.slice().sort((i, j) => {
    const difference = first[i] - first[j];
    if (difference < 0) return -1;
    if (difference > 0) return 1;
    for (let m = 0; m < columns.length; m++) {
      if (columns[m][i] < columns[m][j]) return -1;
      if (columns[m][i] > columns[m][j]) return 1;
    }
    return i - j;
  });
}

/** The dense rank of every value: its position, from 0, among the `distinct` different values in ascending order. */
export function denseRanks(column: Float64Array): { readonly ranks: Int32Array; readonly distinct: number } {
  const sorted = column.slice().sort();
  let distinct = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (i === 0 || sorted[i] !== sorted[distinct - 1]) sorted[distinct++] = sorted[i];
  }
  const ranks = new Int32Array(column.length);
  for (let i = 0; i < column.length; i++) ranks[i] = lowerBound(sorted, column[i], 0, distinct);
  return { ranks, distinct };
}

/** The first position in `sorted[from..to)` whose value is at least `value`; `to` if there is none. */
export function lowerBound(sorted: ArrayLike<number>, value: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The indices 0, 1, ... count - 1. */
export function allIndices(count: number): Int32Array {
  const indices = new Int32Array(count);
  for (let i = 0; i < count; i++) indices[i] = i;
  return indices;
}
