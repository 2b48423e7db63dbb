import { describe, expect, test } from "vitest";
import { Random } from "../../../../src/base/random.js";
import { imageAugment } from "../../../../src/training/modalities/image/augment.js";
import { normals } from "../../../support/gradient-cases.js";

const STILL = { shift: 0, rotation: 0, scale: 0 };

const changed = (shape: readonly number[], settings: typeof STILL, example: Float32Array, seed = "image") => {
  const target = new Float32Array(example.length);
  imageAugment(shape, settings)(example, target, new Random(seed));
  return [...target];
};

describe("imageAugment", () => {
  test("leaves an image unchanged if all ranges are 0", () => {
    const image = normals("still", 2 * 5 * 4);
    expect(changed([2, 5, 4], STILL, image)).toEqual([...image]);
  });

  test("does not change a plane of equal values", () => {
    const settings = { shift: 3, rotation: 40, scale: 0.3 };
    for (const value of changed([1, 6, 6], settings, new Float32Array(36).fill(7)))
      expect(value).toBeCloseTo(7, 5);
  });

  test("moves all planes equally, and equally for equal seeds", () => {
    const plane = normals("plane", 36);
    const settings = { shift: 2, rotation: 12, scale: 0.12 };
    const both = changed([2, 6, 6], settings, Float32Array.from([...plane, ...plane]));
    expect(both.slice(36)).toEqual(both.slice(0, 36));
    expect(both.slice(0, 36)).toEqual(changed([1, 6, 6], settings, plane));
    expect(both.slice(0, 36)).not.toEqual(changed([1, 6, 6], settings, plane, "other"));
    expect(both.slice(0, 36)).not.toEqual([...plane]);
  });

  test("requires channels x height x width", () => {
    expect(() => imageAugment([300], STILL)).toThrow(
      "examples of shape 300 are not channels x height x width",
    );
  });
});
