/** Half the width of the central 90 % interval of a normal distribution, in standard deviations. */
export const Z90 = 1.6448536269514722;

/**
 * The standard normal distribution function. The absolute error is below 1.2e-7 (erfcc in Press et al., Numerical
 * Recipes).
 */
export function normalCdf(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + x / 2);
  let sum = 0.17087277;
  for (const c of ERFC) sum = c + t * sum;
  const tail = (t * Math.exp(-x * x + sum)) / 2;
  return z > 0 ? 1 - tail : tail;
}

/**
 * The inverse of the standard normal distribution function for 0 < p < 1. The relative error is below 1.2e-9 (P. J.
 * Acklam's rational approximation).
 */
export function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    return polynomial(TAIL_NUMERATOR, q) / polynomial(TAIL_DENOMINATOR, q);
  }
  const q = p - 0.5;
  return (q * polynomial(NUMERATOR, q * q)) / polynomial(DENOMINATOR, q * q);
}

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduce((sum, c) => sum * x + c, 0);

const ERFC = [
  -0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196, 1.00002368,
  -1.26551223,
];
const NUMERATOR = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
  2.506628277459239,
];
const DENOMINATOR = [
  -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1,
];
const TAIL_NUMERATOR = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const TAIL_DENOMINATOR = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1];
