import { describe, expect, test } from "vitest";
import { scoreLogits } from "../../../src/training/targets/score.js";
import { labelSets, oneClass } from "../../../src/training/targets/targets.js";
import { binaryCrossEntropy } from "../../support/plain-network.js";

describe("the score of logits", () => {
  test("on one class each is accuracy and mean cross-entropy", () => {
    const { accuracy, crossEntropy } = scoreLogits(Float32Array.of(2, 0, 0, 0, 5, 5), oneClass([0, 1]));
    expect(accuracy).toBe(1);
    const losses = [Math.log(1 + 2 * Math.exp(-2)), Math.log(2 + Math.exp(-5))];
    expect(crossEntropy).toBeCloseTo((losses[0] + losses[1]) / 2, 6);
  });

  test("on sets of labels is weighted F1 at a threshold of 0.5, and mean binary cross-entropy", () => {
    const logits = [3, -1, 0, -2, 4, -0.5];
    const { accuracy, crossEntropy } = scoreLogits(Float32Array.from(logits), labelSets([[0], [1, 2]], 3));
    expect(accuracy).toBeCloseTo((1 + 1 + 0) / 3, 12);
    expect(crossEntropy).toBeCloseTo(binaryCrossEntropy(logits, [1, 0, 0, 0, 1, 1]), 6);
  });

  test("ignores columns beyond the labels", () => {
    const targets = labelSets([[0], [1]], 2);
    const narrow = scoreLogits(Float32Array.of(1, -1, -2, 2), targets);
    expect(scoreLogits(Float32Array.of(1, -1, 9, -2, 2, 9), targets)).toEqual(narrow);
    expect(narrow.accuracy).toBe(1);
  });

  test("is finite for very large logits", () => {
    const { crossEntropy } = scoreLogits(Float32Array.of(1e30, -1e30), labelSets([[1]], 2));
    expect(crossEntropy).toBeCloseTo(1e30, -24);
  });
});
