import { Z90 } from "../../src/base/normal.js";
import type { OutOfSample } from "../port.js";

/**
 * How a regressor's standard deviations become honest ones: `factor * exp(slope * mean) * sd ** trust`.
 * `trust` 1 takes the regressor's differences at their word, 0 ignores them.
 */
export interface Calibration {
  readonly factor: number;
  readonly slope: number;
  readonly trust: number;
}

const SLOPES = Array.from({ length: 21 }, (_, i) => (i - 10) / 10);
const TRUSTS = [0, 0.25, 0.5, 0.75, 1, 1.25];
/** Weight of the belief that the regressor is right (slope 0, trust 1), in rows. */
const PRIOR_ROWS = 4;
/** The shape is fitted to the rows that the size is taken from: so many rows' worth of variance goes to it. */
const SHAPE_ROWS = 2;
/** Standardised residuals are bounded from both sides, so that a perfect fit still has an interval. */
const LEAST_FACTOR = 1e-3;

/**
 * Fits shape, then size. The shape is the likeliest under Laplace-distributed residuals of out-of-sample predictions;
 * the size makes the central 90 % intervals cover 90 % of them (split-conformal quantile of the standardised residuals,
 * Lei et al., JASA 113, 2018), and a little more the fewer they are.
 */
export function calibrate(predicted: OutOfSample, targets: Float64Array): Calibration {
  const errors = targets.map((y, i) => Math.abs(y - predicted.mean[i]));
  let best = { slope: 0, trust: 1, loss: Number.POSITIVE_INFINITY };
  for (const slope of SLOPES) {
    for (const trust of TRUSTS) {
      const shape = { factor: 1, slope, trust };
      const loss = laplaceLoss(errors, calibrated(shape, predicted)) + disbelief(shape);
      if (loss < best.loss) best = { slope, trust, loss };
    }
  }
  const shape = { factor: 1, slope: best.slope, trust: best.trust };
  const sd = calibrated(shape, predicted);
  const scores = errors.map((error, i) => error / sd[i]).sort();
  const place = Math.min(scores.length, Math.ceil(0.9 * (scores.length + 1)));
  const inflation = Math.sqrt(1 + SHAPE_ROWS / scores.length);
  return { ...shape, factor: Math.max(LEAST_FACTOR, (inflation * scores[place - 1]) / Z90) };
}

export function calibrated({ factor, slope, trust }: Calibration, { mean, sd }: OutOfSample): Float64Array {
  return sd.map((s, i) => factor * Math.exp(slope * mean[i]) * s ** trust);
}

/** Negative log likelihood, up to a constant, of absolute errors with the given scales times the best common factor. */
function laplaceLoss(errors: Float64Array, scales: Float64Array): number {
  let ratio = 0;
  let logs = 0;
  for (let i = 0; i < errors.length; i++) {
    ratio += errors[i] / scales[i] / errors.length;
    logs += Math.log(scales[i]);
  }
  return errors.length * Math.log(Math.max(ratio, 1e-12)) + logs;
}

const disbelief = ({ slope, trust }: Calibration): number => PRIOR_ROWS * (slope ** 2 + (trust - 1) ** 2);
