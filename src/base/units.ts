import type { Brand } from "./brand.js";

export type Milliseconds = Brand<number, "Milliseconds">;
export type Millijoules = Brand<number, "Millijoules">;
/** A share of one, e.g. top-1 accuracy 0.93. */
export type Fraction = Brand<number, "Fraction">;

/** The largest cost that is taken, in ms or mJ: products of such numbers, as in a hypervolume, stay finite. */
export const MOST_COST = 1e9;

export const milliseconds = (value: number): Milliseconds => value as Milliseconds;
export const millijoules = (value: number): Millijoules => value as Millijoules;
export const fraction = (value: number): Fraction => value as Fraction;
