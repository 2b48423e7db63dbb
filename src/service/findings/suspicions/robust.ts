import { median } from "../../../base/statistics/median.js";

/** Robust estimates of location, scale and slope, for values of which up to half may be wrong. */

/** The middle of the shortest interval that contains more than half of the values, and half its length. */
export function shortestHalf(values: ArrayLike<number>): { readonly centre: number; readonly half: number } {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  const covered = n >> 1;
  let [first, half] = [0, Number.POSITIVE_INFINITY];
  for (let i = 0; i + covered < n; i++) {
    const width = (sorted[i + covered] - sorted[i]) / 2;
    if (width < half) [first, half] = [i, width];
  }
  if (half === Number.POSITIVE_INFINITY) return { centre: median(sorted), half };
  const [low, high] = [first + (covered >> 1), first + ((covered + 1) >> 1)];
  return { centre: (sorted[low] + sorted[high]) / 2, half };
}

/** A line `centre + slope * x` and the scale of the residuals about it. */
export interface Line {
  readonly slope: number;
  readonly centre: number;
  readonly scale: number;
}

/** The slopes that are tried: costs of two devices are close to proportional, and a constant is the last resort. */
const SLOPES = [0.3, 0.5, 0.7, 0.85, 1, 1.15, 1.4, 2];

/**
 * Fits the line with the least median of squared residuals (Rousseeuw, JASA 79, 1984) over a grid of slopes. Up to half
 * of the values may be wrong. The scale has Rousseeuw's correction for small samples.
 * @param slopes the slopes that are tried
 */
export function leastMedianLine(
  x: ArrayLike<number>,
  y: Float64Array,
  slopes: readonly number[] = SLOPES,
): Line {
  let best: Line = { slope: 0, centre: 0, scale: Number.POSITIVE_INFINITY };
  const correction = 1.4826 * (1 + 5 / Math.max(1, y.length - 2));
  for (const slope of slopes) {
    const { centre, half } = shortestHalf(y.map((value, i) => value - slope * x[i]));
    if (correction * half < best.scale) best = { slope, centre, scale: correction * half };
  }
  return best;
}
