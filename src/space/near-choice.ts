import type { Choice } from "./types.js";

/** The relative error of a number that was stored in single precision. */
const ROUNDING = 1e-7;

/**
 * Returns the index of the numeric choice that a number stands for up to rounding, as 0.30000000000000004 stands for
 * 0.3; -1 if there is none.
 */
export function nearChoice(choices: readonly Choice[], value: number): number {
  let nearest = -1;
  let least = Number.POSITIVE_INFINITY;
  choices.forEach((choice, i) => {
    if (typeof choice !== "number") return;
    const error = Math.abs(choice - value);
    if (!(error <= ROUNDING * Math.abs(choice)) || error >= least) return;
    nearest = i;
    least = error;
  });
  return nearest;
}
