import { isMaximised, isOwn, type Metric } from "../src/base/metric.js";

/**
 * The transform from a metric to its latent scale. For a cost it is the logarithm; for a metric of a user's own, too,
 * with the sign that makes smaller better. For accuracy it is the logarithm of
 * the error, or the error to the power -1, -2 or -4 (the family of Box & Cox, JRSS B 26, 1964): the lower the power,
 * the farther apart are the best networks on the scale.
 */
export type TransformKind = "log" | "minus-log" | "log-error" | "error^-1" | "error^-2" | "error^-4";

/**
 * Converts natural values (fraction, ms or mJ) to a latent scale and back. On the latent scale, smaller is better, and
 * the training set has mean 0 and variance 1.
 */
export interface Transform {
  readonly kind: TransformKind;
  toLatent(values: Float64Array): Float64Array;
  toNatural(latent: Float64Array): Float64Array;
  /**
   * The sum of log |d latent / d natural| over the values. Added to a log likelihood on the latent scale, it gives the
   * log likelihood in natural units.
   */
  logDensity(values: Float64Array): number;
  readonly state: TransformState;
}

/** Plain JSON from which `reviveTransform` restores a transform. */
export interface TransformState {
  readonly kind: TransformKind;
  /** Mean and standard deviation of the training set on the transformed scale, before standardisation. */
  readonly mean: number;
  readonly sd: number;
  /** For the kinds `log` and `minus-log`: smaller natural values, such as 0, are raised to this one. */
  readonly floor?: number;
}

/** Added to every error, so that a perfect accuracy has a finite logarithm of its error. */
const LEAST_ERROR = 1e-3;

/** The kinds of transform that suit a metric, the usual one first. */
export function transformKinds(metric: Metric): readonly TransformKind[] {
  if (isOwn(metric)) return [isMaximised(metric) ? "minus-log" : "log"];
  return isMaximised(metric) ? ["log-error", "error^-1", "error^-2", "error^-4"] : ["log"];
}

/**
 * Fits a transform to the values of a training set (natural units, at least one). If all values are equal, their
 * standard deviation is taken as 1.
 */
export function fitTransform(kind: TransformKind, values: Float64Array): Transform {
  const shape = shapeOf(kind, values);
  const raw = rawTransform({ kind, mean: 0, sd: 1, ...shape }).toLatent(values);
  const mean = raw.reduce((sum, x) => sum + x, 0) / raw.length;
  const variance = raw.reduce((sum, x) => sum + (x - mean) ** 2, 0) / raw.length;
  return reviveTransform({ kind, mean, sd: variance > 1e-18 ? Math.sqrt(variance) : 1, ...shape });
}

/** The transform that a state was taken from; it gives the same numbers bit for bit. */
export function reviveTransform(state: TransformState): Transform {
  const raw = rawTransform(state);
  const { mean, sd } = state;
  return {
    kind: state.kind,
    state,
    toLatent: (values) => raw.toLatent(values).map((x) => (x - mean) / sd),
    toNatural: (latent) => raw.toNatural(latent.map((x) => x * sd + mean)),
    logDensity: (values) =>
      values.reduce((sum, value) => sum + raw.logSlope(value), 0) - values.length * Math.log(sd),
  };
}

/** The parameters of a kind other than mean and standard deviation. */
function shapeOf(kind: TransformKind, values: Float64Array): Partial<TransformState> {
  if (kind !== "log" && kind !== "minus-log") return {};
  const positive = values.filter((value) => value > 0);
  return { floor: positive.length === 0 ? 1 : positive.reduce((a, b) => Math.min(a, b)) / 10 };
}

/** A transform before standardisation. */
interface RawTransform extends Pick<Transform, "toLatent" | "toNatural"> {
  /** log |d transformed / d natural| at one value. */
  logSlope(value: number): number;
}

const POWERS = { "error^-1": -1, "error^-2": -2, "error^-4": -4 } as const;

function rawTransform(state: TransformState): RawTransform {
  switch (state.kind) {
    case "log":
      return {
        toLatent: (values) => values.map((value) => Math.log(Math.max(value, state.floor ?? 0))),
        toNatural: (latent) => latent.map(Math.exp),
        logSlope: (value) => -Math.log(Math.max(value, state.floor ?? 0)),
      };
    case "minus-log":
      return {
        toLatent: (values) => values.map((value) => -Math.log(Math.max(value, state.floor ?? 0))),
        toNatural: (latent) => latent.map((x) => Math.exp(-x)),
        logSlope: (value) => -Math.log(Math.max(value, state.floor ?? 0)),
      };
    case "log-error":
      return {
        toLatent: (values) => values.map((value) => Math.log(errorOf(value))),
        toNatural: (latent) => latent.map((x) => accuracyOf(Math.exp(x))),
        logSlope: (value) => -Math.log(errorOf(value)),
      };
    default:
      return boxCox(POWERS[state.kind]);
  }
}

/**
 * The transform z = (error^power - 1) / power for a negative power. Every error has a z below -1 / power; from there
 * on, the accuracy is 0.
 */
function boxCox(power: number): RawTransform {
  const error = (x: number): number => Math.max(0, power * x + 1) ** (1 / power);
  return {
    toLatent: (values) => values.map((value) => (errorOf(value) ** power - 1) / power),
    toNatural: (latent) => latent.map((x) => accuracyOf(error(x))),
    logSlope: (value) => (power - 1) * Math.log(errorOf(value)),
  };
}

const errorOf = (accuracy: number): number => 1 - accuracy + LEAST_ERROR;
const accuracyOf = (error: number): number => Math.min(1, Math.max(0, 1 + LEAST_ERROR - error));
