/** The median of durations and the one that 99 of 100 do not pass [ms]. */
export interface Quantiles {
  readonly p50: number;
  readonly p99: number;
}

/** Quantiles by nearest rank: the smallest duration that at least this share of all does not pass. NaN without any. */
export function quantilesOf(durations: readonly number[]): Quantiles {
  const sorted = Float64Array.from(durations).sort();
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}
