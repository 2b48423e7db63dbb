import type { Predictor } from "../../../../predictors/port.js";
import { normalQuantile } from "../../../base/statistics/normal.js";
import type { OutOfFold } from "../cross-validation.js";

/** How many measurements lie in the intervals of a level; both are fractions. */
export interface CalibrationLevel {
  readonly level: number;
  readonly coverage: number;
}

const LEVELS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95] as const;
const GIVEN = 0.9;

/**
 * The coverage of intervals of several levels. They follow from the 90 % intervals: on the predictor's latent scale
 * errors are taken as normal, so that all intervals have the same middle, and widths in the ratio of normal quantiles.
 * At 90 %, it is the coverage of the intervals that are given.
 */
export function calibrationOf(
  predictor: Pick<Predictor, "toLatent">,
  { lower, upper }: OutOfFold,
  truth: Float64Array,
): readonly CalibrationLevel[] {
  const [from, to, at] = [lower, upper, truth].map((values) => predictor.toLatent(values));
  const quantile = (level: number) => normalQuantile((1 + level) / 2);
  const distances = Array.from(at, (value, i) => {
    const half = Math.abs(to[i] - from[i]) / 2;
    const distance = Math.abs(value - (to[i] + from[i]) / 2);
    return half > 0 ? distance / half : distance > 0 ? Number.POSITIVE_INFINITY : 0;
  });
  return LEVELS.map((level) => {
    const factor = quantile(level) / quantile(GIVEN);
    const inside = distances.filter((distance) => distance <= factor * (1 + 1e-9)).length;
    return { level, coverage: inside / truth.length };
  });
}
