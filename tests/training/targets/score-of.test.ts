import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { ScoreId } from "../../../src/base/metric.js";
import { type ClassScore, scoreOfClasses, scoreOfSets } from "../../../src/training/targets/score-of.js";

interface Case {
  readonly name: string;
  readonly truth: readonly number[];
  readonly predicted: readonly number[];
  readonly scores: Readonly<Partial<Record<ScoreId, number>>>;
}

/** Written by bench/peers/scores.py. */
const expected = JSON.parse(readFileSync(new URL("./scikit-learn-scores.json", import.meta.url), "utf8")) as {
  readonly sets: readonly (Case & { readonly labels: number })[];
  readonly classes: readonly Case[];
};

describe("scores of predictions equal those of scikit-learn to 1e-12", () => {
  test("for sets of labels, also where labels have no examples and examples no labels", () => {
    expect(expected.sets.length).toBeGreaterThan(60);
    for (const { name, truth, predicted, labels, scores } of expected.sets)
      for (const [score, value] of Object.entries(scores)) {
        const own = scoreOfSets(score as ScoreId, predicted, Uint8Array.from(truth), labels);
        expect(Math.abs(own - value), `${name}: ${score}`).toBeLessThan(1e-12);
      }
  });

  test("for classes, also where some are never there or never predicted", () => {
    for (const { name, truth, predicted, scores } of expected.classes)
      for (const [score, value] of Object.entries(scores)) {
        const own = scoreOfClasses(score as ClassScore, predicted, truth);
        expect(Math.abs(own - value), `${name}: ${score}`).toBeLessThan(1e-12);
      }
  });
});

test("every score of no examples is 0", () => {
  for (const score of ["accuracy", "weighted-f1", "macro-f1"] as const)
    expect(scoreOfClasses(score, [], [])).toBe(0);
  for (const score of ["accuracy", "weighted-f1", "macro-f1", "samples-f1"] as const)
    expect(scoreOfSets(score, [], new Uint8Array(), 3)).toBe(0);
});
