import { describe, expect, test } from "vitest";
import { Random } from "../../../src/base/random.js";
import { scoreOfSets } from "../../../src/training/targets/score-of.js";
import { labelSets } from "../../../src/training/targets/targets.js";
import { chooseThresholds } from "../../../src/training/targets/thresholds.js";

const SCORES = ["weighted-f1", "macro-f1", "samples-f1", "accuracy"] as const;
const LABELS = 3;

/** Random label sets, with logits that say something about them. */
function drawn(seed: number) {
  const random = new Random(seed);
  const examples = 4 + random.int(20);
  const sets = Array.from({ length: examples }, () => [0, 1].filter(() => random.next() < 0.4));
  const targets = labelSets(sets, LABELS);
  const logits = Float32Array.from(targets.sets, (has) => Math.round(4 * (has - 1.2 + random.normal())) / 4);
  return { targets, logits };
}

const toldBy = (logits: Float32Array, thresholds: ArrayLike<number>) =>
  Uint8Array.from(logits, (logit, i) => (logit >= thresholds[i % LABELS] ? 1 : 0));

describe("thresholds chosen on examples", () => {
  test.each(SCORES)("score at least as well as 0 everywhere, by %s", (score) => {
    for (let seed = 0; seed < 40; seed++) {
      const { targets, logits } = drawn(seed);
      const scoreAt = (limits: ArrayLike<number>) =>
        scoreOfSets(score, toldBy(logits, limits), targets.sets, LABELS);
      const chosen = chooseThresholds(score, logits, targets);
      expect(scoreAt(chosen)).toBeGreaterThanOrEqual(scoreAt([0, 0, 0]) - 1e-12);
    }
  });

  test.each(["weighted-f1", "macro-f1"] as const)("are the best of all, by %s", (score) => {
    for (let seed = 0; seed < 40; seed++) {
      const { targets, logits } = drawn(seed);
      const scoreAt = (limits: ArrayLike<number>) =>
        scoreOfSets(score, toldBy(logits, limits), targets.sets, LABELS);
      const chosen = chooseThresholds(score, logits, targets);
      for (let label = 0; label < LABELS; label++)
        for (let other = -6; other <= 6; other += 0.125) {
          const moved = [...chosen];
          moved[label] = other;
          expect(scoreAt(moved)).toBeLessThanOrEqual(scoreAt(chosen) + 1e-12);
        }
    }
  });

  test("are 0 where that is as good, for a label that no example has, and beyond the labels", () => {
    const targets = labelSets([[0], [1]], 3);
    const logits = Float32Array.of(2, -1, 5, 9, -2, 3, 4, 9);
    expect([...chooseThresholds("weighted-f1", logits, targets)]).toEqual([0, 0, 0]);
  });

  test("lie halfway between the logits that they separate", () => {
    const chosen = chooseThresholds("macro-f1", Float32Array.of(3, 2, 1), labelSets([[0], [0], []], 1));
    expect([...chosen]).toEqual([1.5]);
  });

  test("tell a label for all examples, or for none, where that is best", () => {
    const all = chooseThresholds("macro-f1", Float32Array.of(-3, -2), labelSets([[0], [0]], 1));
    expect([...all]).toEqual([-4]);
    const none = chooseThresholds("accuracy", Float32Array.of(3, 2, 1), labelSets([[], [], [0]], 1));
    expect(none[0]).toBeGreaterThan(3);
  });
});
