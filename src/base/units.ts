import type { Brand } from "./brand.js";

export type Milliseconds = Brand<number, "Milliseconds">;
export type Millijoules = Brand<number, "Millijoules">;
/** A share of one, for example a top-1 accuracy of 0.93. */
export type Fraction = Brand<number, "Fraction">;

/** The largest cost that is accepted, in ms or mJ. The bound keeps products of costs finite, as in a hypervolume. */
export const MOST_COST = 1e9;

/** The largest number of examples of a data set that is accepted. */
export const MOST_EXAMPLES = 1e9;

export const milliseconds = (value: number): Milliseconds => value as Milliseconds;
export const millijoules = (value: number): Millijoules => value as Millijoules;
export const fraction = (value: number): Fraction => value as Fraction;
