// Plain implementations with which the Pareto functions are compared; the tests check these, too.

/** Ranks points by NSGA-II's fast non-dominated sorting, which compares every pair once: O(m n^2). */
export function pairwiseRanks(columns: readonly Float64Array[]): Int32Array {
  const count = columns[0].length;
  const dominators = new Int32Array(count);
  const dominated: number[][] = Array.from({ length: count }, () => []);
  for (let i = 0; i < count; i++) {
    for (let j = i + 1; j < count; j++) {
      let iBetter = false;
      let jBetter = false;
      for (const column of columns) {
        if (column[i] < column[j]) iBetter = true;
        else if (column[i] > column[j]) jBetter = true;
      }
      if (iBetter === jBetter) continue;
      dominated[iBetter ? i : j].push(iBetter ? j : i);
      dominators[iBetter ? j : i]++;
    }
  }
  const ranks = new Int32Array(count);
  const queue = Array.from(dominators.keys()).filter((i) => dominators[i] === 0);
  for (const i of queue) {
    for (const j of dominated[i]) {
      if (--dominators[j] > 0) continue;
      ranks[j] = ranks[i] + 1;
      queue.push(j);
    }
  }
  return ranks;
}

/**
 * Computes the hypervolume in three objectives by sweeping a plane along the third. The points swept so far are kept
 * sorted by the first two objectives, and the area of each slice is summed from scratch: O(n^2).
 */
export function planeSweptVolume(columns: readonly Float64Array[], reference: readonly number[]): number {
  const [x, y, z] = columns;
  const order = Array.from(x.keys()).sort((i, j) => z[i] - z[j]);
  const inside = order.filter((i) => columns.every((column, m) => column[i] < reference[m]));
  const slice: number[] = [];
  let volume = 0;
  inside.forEach((i, k) => {
    const place = slice.findIndex((j) => x[j] > x[i] || (x[j] === x[i] && y[j] >= y[i]));
    slice.splice(place < 0 ? slice.length : place, 0, i);
    let area = 0;
    let lowest = reference[1];
    for (const j of slice) {
      if (y[j] >= lowest) continue;
      area += (reference[0] - x[j]) * (lowest - y[j]);
      lowest = y[j];
    }
    volume += area * ((k + 1 < inside.length ? z[inside[k + 1]] : reference[2]) - z[i]);
  });
  return volume;
}
