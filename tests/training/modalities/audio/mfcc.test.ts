import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Random } from "../../../../src/base/random.js";
import { type MfccSettings, mfccOf } from "../../../../src/training/modalities/audio/mfcc.js";
import {
  RECORDING_RATE,
  SPOKEN_SHAPE,
  spokenCoefficients,
} from "../../../../src/training/modalities/audio/spoken.js";
import { generatedSound } from "../../../support/generated-av-mnist.js";
import { sumOf } from "../../../support/plain-network.js";

const SMALL: MfccSettings = {
  rate: 4000,
  window: 48,
  hop: 20,
  fft: 64,
  filters: 12,
  coefficients: 7,
  frames: 5,
};
/** What AV-MNIST's sounds are made of: every third sample of 8 kHz, 20 frames of 75 ms every 30 ms. */
const SPOKEN: MfccSettings = {
  rate: 8000 / 3,
  window: 200,
  hop: 80,
  fft: 256,
  filters: 26,
  coefficients: 20,
  frames: 20,
};

const range = (n: number): number[] => [...Array(n).keys()];
const mel = (hertz: number): number => 2595 * Math.log10(1 + hertz / 700);
const hertz = (value: number): number => 700 * (10 ** (value / 2595) - 1);

/** The definition, with a naive Fourier transform: (coefficients, frames), flat. */
function plainMfcc(settings: MfccSettings, wave: Float64Array): number[] {
  const { rate, window, hop, fft, filters, coefficients, frames } = settings;
  const edge = (i: number): number => hertz((mel(rate / 2) * i) / (filters + 1));
  const weight = (filter: number, bin: number): number => {
    const f = (bin * rate) / fft;
    const [low, middle, high] = [edge(filter), edge(filter + 1), edge(filter + 2)];
    if (f <= low || f >= high) return 0;
    return f <= middle ? (f - low) / (middle - low) : (high - f) / (high - middle);
  };
  const columns = range(frames).map((frame) => {
    const part = range(window).map(
      (i) => (wave[frame * hop + i] ?? 0) * Math.sin((Math.PI * (i + 0.5)) / window) ** 2,
    );
    const power = range(fft / 2 + 1).map((bin) => {
      const angle = (i: number): number => (2 * Math.PI * bin * i) / fft;
      return (
        sumOf(part.map((v, i) => v * Math.cos(angle(i)))) ** 2 +
        sumOf(part.map((v, i) => v * Math.sin(angle(i)))) ** 2
      );
    });
    const logs = range(filters).map((m) => Math.log(1e-6 + sumOf(power.map((p, bin) => p * weight(m, bin)))));
    return range(coefficients).map((c) => {
      const sum = sumOf(logs.map((v, m) => v * Math.cos((Math.PI * c * (2 * m + 1)) / (2 * filters))));
      return sum * Math.sqrt((c === 0 ? 1 : 2) / filters);
    });
  });
  return range(coefficients).flatMap((c) => columns.map((column) => column[c]));
}

const noise = (seed: number, length: number): Float64Array => {
  const random = new Random(seed);
  return Float64Array.from({ length }, () => 0.3 * random.normal());
};

function expectWithin(actual: Float32Array, expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  const errors = expected.map((value, i) => Math.abs(actual[i] - value));
  expect(Math.max(...errors)).toBeLessThan(1e-4);
}

describe("mfccOf", () => {
  const small = mfccOf(SMALL);

  test("equals the definition with a naive Fourier transform, for waves of any length", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 200 }), (seed, length) => {
        const wave = noise(seed, length);
        expectWithin(small(wave), plainMfcc(SMALL, wave));
      }),
      { numRuns: 20 },
    );
  });

  test("of silence, only the first coefficient is not zero", () => {
    const [first, ...others] = range(7).map((c) => [
      ...small(new Float64Array(150)).subarray(5 * c, 5 * c + 5),
    ]);
    for (const value of first) expect(value).toBeCloseTo(Math.log(1e-6) * Math.sqrt(12), 4);
    for (const value of others.flat()) expect(value).toBeCloseTo(0, 5);
  });

  test("samples after the last frame have no effect, nor has an earlier call", () => {
    const wave = noise(1, 200);
    const first = small(wave);
    small(noise(2, 90));
    expect(small(wave)).toEqual(first);
    expect(small(wave.slice(0, 4 * 20 + 48))).toEqual(first);
  });
});

describe("spokenCoefficients", () => {
  test("are the MFCCs of every third sample: 20 coefficients of 20 frames", () => {
    expect(SPOKEN_SHAPE).toEqual([1, 20, 20]);
    expect(RECORDING_RATE).toBe(8000);
    const wave = Float64Array.from(generatedSound(4, new Random(1)), (sample) => sample / 2 ** 15);
    expectWithin(
      spokenCoefficients(wave),
      plainMfcc(
        SPOKEN,
        wave.filter((_, i) => i % 3 === 0),
      ),
    );
  });

  test("doubling the amplitude changes the first coefficient only", () => {
    const wave = noise(3, 6000);
    const quiet = spokenCoefficients(wave);
    const loud = spokenCoefficients(wave.map((v) => 2 * v));
    for (let i = 0; i < 400; i++)
      expect(loud[i] - quiet[i]).toBeCloseTo(i < 20 ? Math.log(4) * Math.sqrt(26) : 0, 2);
  });
});
