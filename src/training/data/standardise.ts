/** Brings groups of values to mean 0 and variance 1: group g of an example is `values[e * size + i]` for i with `groupOf(i) = g`. */
export function standardiser(
  train: Float32Array,
  size: number,
  groups: number,
  groupOf: (i: number) => number,
): (values: Float32Array) => void {
  const count = new Float64Array(groups);
  const sum = new Float64Array(groups);
  const squares = new Float64Array(groups);
  train.forEach((value, i) => {
    const g = groupOf(i % size);
    count[g]++;
    sum[g] += value;
    squares[g] += value * value;
  });
  const mean = sum.map((s, g) => s / count[g]);
  const sd = squares.map((s, g) => Math.sqrt(Math.max(1e-12, s / count[g] - mean[g] ** 2)));
  return (values) => {
    for (let i = 0; i < values.length; i++) {
      const g = groupOf(i % size);
      values[i] = (values[i] - mean[g]) / sd[g];
    }
  };
}
