import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { batchNorm } from "../../../src/training/nn/batch-norm.js";
import {
  measuredNorms,
  type NormSource,
  RecordedNorms,
  storedNorms,
} from "../../../src/training/nn/norm-source.js";
import { openForTests } from "../../support/backend.js";
import { normals } from "../../support/gradient-cases.js";

const CHANNELS = 3;
/** Columns of calibration examples, and of examples that are scored. */
const [FRONT, SCORED] = [5, 4];
const calibration = normals("calibration", CHANNELS * FRONT);
const scored = normals("scored", CHANNELS * SCORED);

beforeAll(async () => {
  await openForTests();
});

/** The scored columns of a batch norm behind the given ones. */
function normed(front: Float32Array, source: NormSource, name = "stem"): readonly number[] {
  return tf.tidy(() => {
    const x = tf.concat(
      [tf.tensor2d(front, [CHANNELS, FRONT]), tf.tensor2d(scored, [CHANNELS, SCORED])],
      1,
    ) as tf.Tensor2D;
    const [gamma, beta] = ["gamma", "beta"].map((part) =>
      tf.tensor2d(normals(part, CHANNELS), [CHANNELS, 1]),
    );
    const y = batchNorm(x, gamma, beta, { act: "relu", use: { source, name, count: FRONT } });
    return [...tf.slice(y, [0, FRONT], [CHANNELS, SCORED]).dataSync()];
  });
}

describe("batch norms", () => {
  test("that were recorded give bit-identical results after all-zero examples", () => {
    const recorded = new RecordedNorms(FRONT);
    const measured = normed(calibration, recorded);
    expect(normed(calibration, measuredNorms(FRONT))).toEqual(measured);
    const stored = { examples: FRONT, parts: [recorded.values] };
    const blank = new Float32Array(CHANNELS * FRONT);
    expect(normed(blank, storedNorms(stored))).toEqual(measured);
    expect(normed(blank, measuredNorms(FRONT))).not.toEqual(measured);
  });

  test("of a chunk that was not recorded are those of the last recorded one", () => {
    const [first, second] = [0, 1].map((part) => {
      const recorded = new RecordedNorms(FRONT);
      normed(normals(`part ${part}`, CHANNELS * FRONT), recorded);
      return recorded.values;
    });
    const stored = { examples: FRONT, parts: [first, second] };
    const outputs = [0, 1, 2].map((part) => normed(calibration, storedNorms(stored, part)));
    expect(outputs[1]).not.toEqual(outputs[0]);
    expect(outputs[2]).toEqual(outputs[1]);
  });

  test("that were not recorded are named in the error", () => {
    const stored = { examples: FRONT, parts: [{}] };
    expect(() => normed(calibration, storedNorms(stored), "block1.expand")).toThrow(
      'no batch norm "block1.expand" was stored',
    );
  });
});
