import { describe, expect, test } from "vitest";
import { scoreFor, scoreLogits } from "../../../src/training/targets/score.js";
import { labelSets, oneClass } from "../../../src/training/targets/targets.js";
import { binaryCrossEntropy } from "../../support/plain-network.js";

const F1 = { score: "weighted-f1" } as const;

describe("the score of logits", () => {
  test("on one class each is accuracy and mean cross-entropy", () => {
    const { accuracy, crossEntropy } = scoreLogits(Float32Array.of(2, 0, 0, 0, 5, 5), oneClass([0, 1]), {
      score: "accuracy",
    });
    expect(accuracy).toBe(1);
    const losses = [Math.log(1 + 2 * Math.exp(-2)), Math.log(2 + Math.exp(-5))];
    expect(crossEntropy).toBeCloseTo((losses[0] + losses[1]) / 2, 6);
  });

  test("on sets of labels is weighted F1 at the thresholds given, and mean binary cross-entropy", () => {
    const logits = [3, -1, 0, -2, 4, -0.5];
    const targets = labelSets([[0], [1, 2]], 3);
    const at = (thresholds: readonly number[]) =>
      scoreLogits(Float32Array.from(logits), targets, { score: "weighted-f1", thresholds });
    expect(at([0, 0, 0]).accuracy).toBeCloseTo((1 + 1 + 0) / 3, 12);
    expect(at([0, 0, -0.5]).accuracy).toBeCloseTo((1 + 1 + 2 / 3) / 3, 12);
    expect(at([0, 0, 0]).crossEntropy).toBeCloseTo(binaryCrossEntropy(logits, [1, 0, 0, 0, 1, 1]), 6);
  });

  test("on sets of labels chooses thresholds on the examples where none are given", () => {
    const logits = Float32Array.of(3, -1, -2, 4);
    const told = scoreLogits(logits, labelSets([[0, 1], [1]], 2), { score: "weighted-f1" });
    expect(told.accuracy).toBe(1);
  });

  test("ignores columns beyond the labels", () => {
    const targets = labelSets([[0], [1]], 2);
    const narrow = scoreLogits(Float32Array.of(1, -1, -2, 2), targets, F1);
    expect(scoreLogits(Float32Array.of(1, -1, 9, -2, 2, 9), targets, F1)).toEqual(narrow);
    expect(narrow.accuracy).toBe(1);
  });

  test("is finite for very large logits", () => {
    const { crossEntropy } = scoreLogits(Float32Array.of(1e30, -1e30), labelSets([[1]], 2), F1);
    expect(crossEntropy).toBeCloseTo(1e30, -24);
  });

  test("of a task that declares none is accuracy or weighted F1; samples F1 needs sets of labels", () => {
    expect(scoreFor(undefined, "class")).toBe("accuracy");
    expect(scoreFor(undefined, "labels")).toBe("weighted-f1");
    expect(scoreFor("macro-f1", "class")).toBe("macro-f1");
    expect(scoreFor("samples-f1", "labels")).toBe("samples-f1");
    expect(() => scoreFor("samples-f1", "class")).toThrow("needs examples with sets of labels");
  });
});
