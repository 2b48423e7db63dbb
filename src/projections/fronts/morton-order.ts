/** Bits of the code by which points are ordered, for all objectives together. */
const CODE_BITS = 18;
/** Points from which the quantiles are estimated. */
const SAMPLED = 4096;

/**
 * An order in which near points stand together: that of the Morton code of the quantiles of their values.
 * @param points `width` values of each point, one after the other
 * @returns the numbers of the points in that order; points with one code stay in the order of their numbers
 */
export function mortonOrder(points: Float64Array, width: number): Int32Array {
  const count = points.length / width;
  const bits = Math.max(1, Math.min(10, Math.floor(CODE_BITS / width)));
  const codes = new Int32Array(count);
  for (let m = 0; m < width; m++) {
    const cuts = quantiles(points, width, m, 2 ** bits);
    const spread = Int32Array.from(
      { length: 2 ** bits },
      (_, bucket) => spreadBits(bucket, bits, width) << m,
    );
    for (let i = 0, at = m; i < count; i++, at += width) codes[i] |= spread[bucketOf(cuts, points[at])];
  }
  const starts = new Int32Array(2 ** (bits * width) + 1);
  for (let i = 0; i < count; i++) starts[codes[i] + 1]++;
  for (let code = 1; code < starts.length; code++) starts[code] += starts[code - 1];
  const order = new Int32Array(count);
  for (let i = 0; i < count; i++) order[starts[codes[i]]++] = i;
  return order;
}

/** The values of one objective between `parts` equal parts of a sample. */
function quantiles(points: Float64Array, width: number, objective: number, parts: number): Float64Array {
  const count = points.length / width;
  const step = Math.max(1, Math.floor(count / SAMPLED));
  const sorted = Float64Array.from(
    { length: Math.ceil(count / step) },
    (_, i) => points[i * step * width + objective],
  ).sort();
  return Float64Array.from(
    { length: parts - 1 },
    (_, q) => sorted[Math.floor(((q + 1) * sorted.length) / parts)],
  );
}

/** The bits of a number, each `apart` places from the next. */
function spreadBits(number: number, bits: number, apart: number): number {
  let spread = 0;
  for (let b = 0; b < bits; b++) spread |= ((number >> b) & 1) << (b * apart);
  return spread;
}

/** The number of cuts that are at most the value. */
function bucketOf(cuts: Float64Array, value: number): number {
  let [low, high] = [0, cuts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cuts[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
