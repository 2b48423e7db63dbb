/** Evaluations' worth, a sum of decimal prices, without the last digits, which are noise. */
export const roundedWorth = (evaluations: number): number => Math.round(1e9 * evaluations) / 1e9;
