import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { objectiveOf } from "../../../src/training/targets/objective.js";
import { labelSets, oneClass } from "../../../src/training/targets/targets.js";
import { openForTests } from "../../support/backend.js";
import { expectClose } from "../../support/gradients.js";

beforeAll(async () => {
  await openForTests();
});

describe("an objective", () => {
  test("for one class each has a distribution over the classes as target, smoothed over all of them", () => {
    const wanted = objectiveOf("class").targetProbabilities(oneClass([2, 0]), 4, 0.2);
    expectClose(wanted.dataSync(), [0.05, 0.05, 0.85, 0.05, 0.85, 0.05, 0.05, 0.05]);
    const probabilities = objectiveOf("class").probabilities(tf.tensor2d([[0, Math.log(3)]]));
    expectClose(probabilities.dataSync(), [0.25, 0.75]);
  });

  test("for sets of labels has a smoothed probability of each as target, also for columns beyond the labels", () => {
    const wanted = objectiveOf("labels").targetProbabilities(labelSets([[1], [0, 1]], 2), 3, 0.2);
    expectClose(wanted.dataSync(), [0.1, 0.9, 0.1, 0.9, 0.9, 0.1]);
    const probabilities = objectiveOf("labels").probabilities(tf.tensor2d([[0, Math.log(3)]]));
    expectClose(probabilities.dataSync(), [0.5, 0.75]);
  });

  test.each(["class", "labels"] as const)(
    "for %s: the loss is smallest at the target probabilities",
    (kind) => {
      const logits = tf.tensor2d([[1.5, -0.5, 0.25]]);
      const { loss, probabilities } = objectiveOf(kind);
      const wanted = probabilities(logits);
      const least = loss(logits, wanted).dataSync()[0];
      for (const step of [-0.1, 0.1])
        for (const at of [0, 1, 2]) {
          const moved = tf.add(logits, tf.mul(tf.oneHot([at], 3), step)) as tf.Tensor2D;
          expect(loss(moved, wanted).dataSync()[0]).toBeGreaterThan(least);
        }
    },
  );
});
