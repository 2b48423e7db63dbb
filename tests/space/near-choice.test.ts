import { expect, test } from "vitest";
import { nearChoice } from "../../src/space/near-choice.js";

test.each([
  ["a choice", [3, 5, 7], 5, 1],
  ["a choice with a rounding error", [0.1, 0.3], 0.30000000000000004, 1],
  ["a choice in single precision", [0.1, 0.3], Math.fround(0.3), 1],
  ["0", [0, 1], 0, 0],
  ["the nearest of two choices", [1, 1 + 1e-8], 1 + 1e-8, 1],
])("%s is found", (_, choices, value, index) => {
  expect(nearChoice(choices, value)).toBe(index);
});

test.each([
  ["a number between choices", [3, 5, 7], 4],
  ["no number", [3, 5, 7], Number.NaN],
  ["an infinite number", [3, 5, 7], Number.POSITIVE_INFINITY],
  ["a number among words", ["a", "b"], 1],
])("%s is no choice", (_, choices, value) => {
  expect(nearChoice(choices, value)).toBe(-1);
});
