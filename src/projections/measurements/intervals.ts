import { Z90 } from "../../base/statistics/normal.js";

/** A 90 % interval, in the unit of its value. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Returns the 90 % interval of a positive quantity on a log scale: the value divided and multiplied by the factor that
 * a log-normal distribution with this coefficient of variation has. It is positive; for small errors it is the
 * normal interval.
 * @param standardError the standard error of the value, in its unit; undefined if it is not known
 */
export function positiveInterval(value: number, standardError: number | undefined): Interval | undefined {
  if (standardError === undefined) return undefined;
  if (value <= 0) return { lower: 0, upper: Z90 * standardError };
  const logError = Math.sqrt(2 * Math.log(Math.hypot(1, standardError / value)));
  const factor = Math.exp(Z90 * logError);
  return { lower: value / factor, upper: Math.min(value * factor, Number.MAX_VALUE) };
}

/**
 * Returns the 90 % interval of a fraction, within 0 and 1. It has two parts, whose distances from the value are
 * combined as a root of squares: the spread between runs and, where the number of examples is known, the binomial
 * error of having seen only so many (Wilson's score interval). More runs on the same examples lessen only the first.
 * @param standardError the standard error of the mean of the runs; undefined if it is not known
 * @param examples the number of examples that each run was scored on; undefined if it is not known
 */
export function fractionInterval(
  value: number,
  standardError: number | undefined,
  examples: number | undefined,
): Interval | undefined {
  if (standardError === undefined && examples === undefined) return undefined;
  const half = Z90 * (standardError ?? 0);
  const binomial = examples === undefined ? { lower: value, upper: value } : wilson(value, examples);
  return {
    lower: Math.max(0, value - Math.hypot(half, value - binomial.lower)),
    upper: Math.min(1, value + Math.hypot(half, binomial.upper - value)),
  };
}

/** Returns Wilson's 90 % score interval of a fraction of `examples`. */
function wilson(value: number, examples: number): Interval {
  const square = Z90 ** 2 / examples;
  const middle = (value + square / 2) / (1 + square);
  const half = (Math.sqrt(square) / (1 + square)) * Math.sqrt(value * (1 - value) + square / 4);
  return { lower: Math.min(value, middle - half), upper: Math.max(value, middle + half) };
}
