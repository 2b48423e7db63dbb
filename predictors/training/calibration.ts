import { Z90 } from "../../src/base/statistics/normal.js";
import type { OutOfSample } from "../port.js";

/**
 * How the standard deviations of a model are calibrated: `factor * exp(slope * mean) * sd ** trust`. Slope and trust
 * are the shape of the calibration, the factor is its size.
 */
export interface Calibration {
  readonly factor: number;
  readonly slope: number;
  /** 1 keeps the ratios of the model's standard deviations, 0 ignores them. */
  readonly trust: number;
}

/** The shapes that are tried. */
const SLOPES = Array.from({ length: 21 }, (_, i) => (i - 10) / 10);
const TRUSTS = [0, 0.25, 0.5, 0.75, 1, 1.25];
/** Weight, in rows, of the prior that the model's standard deviations have the right shape (slope 0, trust 1). */
const PRIOR_ROWS = 4;
/** Number of rows whose variance is attributed to fitting the shape, because the size is fitted to the same rows. */
const SHAPE_ROWS = 2;
/** Weight, in rows, of the prior of `calibrateSize`. */
const SIZE_ROWS = 5;
/** Smallest factor, so that even a perfect fit has intervals of some width. */
const LEAST_FACTOR = 1e-3;

/**
 * Calibrates out-of-sample predictions against their targets, both on the latent scale. The shape is the likeliest one
 * if residuals are Laplace-distributed, with a prior for slope 0 and trust 1. The size then makes the central 90 %
 * intervals cover 90 % of the targets (split-conformal quantile of the standardised residuals, Lei et al., JASA 113,
 * 2018), and slightly more if there are few.
 */
export function calibrate(predicted: OutOfSample, targets: Float64Array): Calibration {
  const errors = targets.map((y, i) => Math.abs(y - predicted.mean[i]));
  let best = { slope: 0, trust: 1, loss: Number.POSITIVE_INFINITY };
  for (const slope of SLOPES) {
    for (const trust of TRUSTS) {
      const shape = { factor: 1, slope, trust };
      const loss = laplaceLoss(errors, calibrated(shape, predicted)) + shapePenalty(shape);
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

/**
 * Calibrates predictions of few rows: only the size, from the mean square of the standardised residuals, with a prior
 * that the standard deviations are right as they are. Quantiles and shapes of so few residuals are noise. A size that
 * is known from few rows makes predictions follow Student's t; the factor gives its 90 % intervals.
 */
export function calibrateSize({ mean, sd }: OutOfSample, targets: Float64Array): Calibration {
  const squares = targets.reduce((sum, y, i) => sum + ((y - mean[i]) / sd[i]) ** 2, 0);
  const freedom = targets.length + SIZE_ROWS;
  const factor = Math.sqrt((squares + SIZE_ROWS) / freedom);
  return { factor: factor * widthOfT(freedom), slope: 0, trust: 1 };
}

/**
 * The width of the central 90 % interval of Student's t relative to that of the normal distribution, by its expansion
 * in the reciprocal degrees of freedom (Abramowitz & Stegun, eq. 26.7.5).
 */
const widthOfT = (freedom: number): number =>
  1 + (Z90 ** 2 + 1) / (4 * freedom) + (5 * Z90 ** 4 + 16 * Z90 ** 2 + 3) / (96 * freedom ** 2);

/** The calibrated standard deviations of predictions. */
export function calibrated({ factor, slope, trust }: Calibration, { mean, sd }: OutOfSample): Float64Array {
  return sd.map((s, i) => factor * Math.exp(slope * mean[i]) * s ** trust);
}

/** The negative log likelihood, up to a constant, of absolute errors with these scales times the best common factor. */
function laplaceLoss(errors: Float64Array, scales: Float64Array): number {
  let ratio = 0;
  let logs = 0;
  for (let i = 0; i < errors.length; i++) {
    ratio += errors[i] / scales[i] / errors.length;
    logs += Math.log(scales[i]);
  }
  return errors.length * Math.log(Math.max(ratio, 1e-12)) + logs;
}

/** The negative log prior of a shape, up to a constant. */
const shapePenalty = ({ slope, trust }: Calibration): number => PRIOR_ROWS * (slope ** 2 + (trust - 1) ** 2);
