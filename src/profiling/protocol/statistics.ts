/** The quantile of values that are not empty, between neighbours in proportion (`share` in [0, 1]). */
export function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)];
  return low + (sorted[Math.ceil(at)] - low) * (at - Math.floor(at));
}

/** The median of values that are not empty. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The standard deviation of a sample of at least two values; 0 for one value. */
export function deviation(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

/** The range of values as a share of their median. */
export const spread = (values: readonly number[]): number =>
  (Math.max(...values) - Math.min(...values)) / median(values);

/**
 * How much values rise from the first to the last, as a share of their median: the median slope over all pairs
 * (Theil and Sen) times the number of steps. It is 0 where fewer than 80 % of the pairs have the sign of the slope,
 * because such values only scatter.
 */
export function drift(values: readonly number[]): number {
  const slopes = values.flatMap((value, i) =>
    values.slice(i + 1).map((later, k) => (later - value) / (k + 1)),
  );
  if (slopes.length === 0) return 0;
  const slope = median(slopes);
  const agreeing = slopes.filter((one) => one !== 0 && Math.sign(one) === Math.sign(slope)).length;
  return agreeing < 0.8 * slopes.length ? 0 : (slope * (values.length - 1)) / median(values);
}

/**
 * The share of values that are outliers: above 1.5 times the median, and above it by more than six times the scaled
 * median absolute deviation. Only slow runs count, because a run is never faster than the machine.
 */
export function outlierShare(values: readonly number[]): number {
  const middle = median(values);
  const scale = 1.4826 * median(values.map((value) => Math.abs(value - middle)));
  const limit = Math.max(1.5 * middle, middle + 6 * scale);
  return values.filter((value) => value > limit).length / values.length;
}
