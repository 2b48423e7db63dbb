/** Rounds a cost in evaluations, a sum of decimal prices, to 9 decimals, which removes rounding errors of the sum. */
export const roundedCost = (evaluations: number): number => Math.round(1e9 * evaluations) / 1e9;
