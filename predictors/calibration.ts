import { Z90 } from "./normal.js";
import type { OutOfSample } from "./port.js";

/** Standard deviations are never corrected by more than this factor, either way. */
const MOST = 4;

/**
 * The factor on standard deviations that makes the central 90 % intervals of out-of-sample predictions cover 90 %
 * (split-conformal quantile of the standardised residuals, Lei et al., JASA 113, 2018).
 */
export function calibrationFactor({ mean, sd }: OutOfSample, targets: Float64Array): number {
  const scores = targets.map((y, i) => Math.abs(y - mean[i]) / sd[i]).sort();
  const place = Math.min(scores.length, Math.ceil(0.9 * (scores.length + 1)));
  return Math.min(MOST, Math.max(1 / MOST, scores[place - 1] / Z90));
}
