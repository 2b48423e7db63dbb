/**
 * Kendall's tau-b, the rank correlation of two lists of numbers with ties taken into account, in O(n log n) (W. R.
 * Knight, JASA 61, 1966). Both lists must have the same length and no NaN, which is not checked.
 * @returns a number from -1 (opposite orders) to 1 (equal orders); 0 for fewer than two values or a constant list
 */
export function kendallTau(a: Float64Array, b: Float64Array): number {
  const n = a.length;
  const order = Int32Array.from({ length: n }, (_, i) => i).sort((i, j) => a[i] - a[j] || b[i] - b[j]);
  const bInOrder = Float64Array.from(order, (i) => b[i]);
  const tiedInBoth = tiedPairs(n, (i) => a[order[i]] === a[order[i - 1]] && bInOrder[i] === bInOrder[i - 1]);
  const tiedInA = tiedPairs(n, (i) => a[order[i]] === a[order[i - 1]]);
  const swaps = sortCountingSwaps(bInOrder);
  const tiedInB = tiedPairs(n, (i) => bInOrder[i] === bInOrder[i - 1]);
  const pairs = (n * (n - 1)) / 2;
  const scale = Math.sqrt((pairs - tiedInA) * (pairs - tiedInB));
  return scale > 0 ? (pairs - tiedInA - tiedInB + tiedInBoth - 2 * swaps) / scale : 0;
}

/** The number of pairs within runs of equal neighbours. */
function tiedPairs(n: number, equalsPrevious: (i: number) => boolean): number {
  let pairs = 0;
  let run = 0;
  for (let i = 1; i < n; i++) {
    run = equalsPrevious(i) ? run + 1 : 0;
    pairs += run;
  }
  return pairs;
}

/** Sorts in place by merging, and returns the number of exchanges of neighbours that an insertion sort would need. */
function sortCountingSwaps(values: Float64Array): number {
  const n = values.length;
  let from: Float64Array = values;
  let to: Float64Array = new Float64Array(n);
  let swaps = 0;
  for (let width = 1; width < n; width *= 2) {
    for (let start = 0; start < n; start += 2 * width) {
      const middle = Math.min(start + width, n);
      const end = Math.min(start + 2 * width, n);
      let left = start;
      let right = middle;
      for (let k = start; k < end; k++) {
        if (left < middle && (right >= end || from[left] <= from[right])) to[k] = from[left++];
        else {
          swaps += middle - left;
          to[k] = from[right++];
        }
      }
    }
    [from, to] = [to, from];
  }
  if (from !== values) values.set(from);
  return swaps;
}

/**
 * Spearman's rho: Pearson's correlation of the ranks, where ties share their mean rank. Both lists must have the same
 * length and no NaN, which is not checked.
 * @returns a number from -1 to 1; 0 for fewer than two values or a constant list
 */
export function spearman(a: Float64Array, b: Float64Array): number {
  return correlation(ranks(a), ranks(b));
}

/** The rank of every value, from 1 for the smallest; ties share their mean rank. */
export function ranks(values: Float64Array): Float64Array {
  const n = values.length;
  const order = Int32Array.from({ length: n }, (_, i) => i).sort((i, j) => values[i] - values[j]);
  const result = new Float64Array(n);
  for (let i = 0; i < n; ) {
    let end = i + 1;
    while (end < n && values[order[end]] === values[order[i]]) end++;
    for (let k = i; k < end; k++) result[order[k]] = (i + 1 + end) / 2;
    i = end;
  }
  return result;
}

/** The linear correlation of two columns; 0 if one of them is constant, or with fewer than two rows. */
export function correlation(a: Float64Array, b: Float64Array): number {
  const n = a.length;
  if (n < 2) return 0;
  const meanA = a.reduce((sum, x) => sum + x, 0) / n;
  const meanB = b.reduce((sum, x) => sum + x, 0) / n;
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < n; i++) {
    ab += (a[i] - meanA) * (b[i] - meanB);
    aa += (a[i] - meanA) ** 2;
    bb += (b[i] - meanB) ** 2;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}
