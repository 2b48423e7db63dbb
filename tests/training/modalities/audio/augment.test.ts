import { describe, expect, test } from "vitest";
import { Random } from "../../../../src/base/random.js";
import { spectrogramAugment } from "../../../../src/training/modalities/audio/augment.js";

const SHAPE = [1, 4, 6];
/** Coefficient c at time t is 10 c + t + 1: no value is 0. */
const EXAMPLE = Float32Array.from({ length: 24 }, (_, i) => 10 * Math.floor(i / 6) + (i % 6) + 1);

function changed(settings: { shift: number; mask: number; gain: number }, seed: number): number[][] {
  const target = new Float32Array(24);
  spectrogramAugment(SHAPE, settings)(EXAMPLE, target, new Random(seed));
  return Array.from({ length: 4 }, (_, c) => [...target.subarray(6 * c, 6 * c + 6)]);
}

const seeds = Array.from({ length: 40 }, (_, seed) => seed);

describe("spectrogramAugment", () => {
  test("leaves an example unchanged if all ranges are 0", () => {
    expect(changed({ shift: 0, mask: 0, gain: 0 }, 1).flat()).toEqual([...EXAMPLE]);
  });

  test("shifts all coefficients equally in time, within the limit in both directions, and repeats the ends", () => {
    const shifts = seeds.map((seed) => {
      const rows = changed({ shift: 2, mask: 0, gain: 0 }, seed);
      const shift = 3 - (rows[0][3] - 1);
      rows.forEach((row, c) => {
        expect(row).toEqual(row.map((_, t) => 10 * c + Math.min(5, Math.max(0, t - shift)) + 1));
      });
      return shift;
    });
    expect([...new Set(shifts)].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2]);
  });

  test("sets at most a band of coefficients and a run of frames to zero", () => {
    for (const seed of seeds) {
      const rows = changed({ shift: 0, mask: 2, gain: 0 }, seed);
      const masked = (values: readonly number[]) => values.every((value) => value === 0);
      const bands = rows.filter(masked).length;
      const runs = rows[0].filter((_, t) => masked(rows.map((row) => row[t]))).length;
      expect(bands).toBeLessThanOrEqual(2);
      expect(runs).toBeLessThanOrEqual(2);
      expect(rows.flat().filter((value) => value === 0)).toHaveLength(bands * 6 + runs * 4 - bands * runs);
    }
  });

  test("changes the loudness in the first coefficient only", () => {
    const rows = changed({ shift: 0, mask: 0, gain: 1 }, 3);
    const gain = rows[0][0] - 1;
    expect(gain).not.toBe(0);
    rows[0].forEach((value, t) => {
      expect(value).toBeCloseTo(t + 1 + gain, 5);
    });
    expect(rows.slice(1).flat()).toEqual([...EXAMPLE.subarray(6)]);
  });
});
