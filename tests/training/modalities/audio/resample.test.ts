import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { logMelOf, mfccOf } from "../../../../src/training/modalities/audio/mfcc.js";
import { audio } from "../../../../src/training/modalities/audio/modality.js";
import { resample } from "../../../../src/training/modalities/audio/resample.js";
import { wavBytes } from "../../../support/generated-av-mnist.js";
import references from "./references.json" with { type: "json" };

const folder = mkdtempSync(join(tmpdir(), "harmonic-sounds-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The wave of bench/peers/reader_references.py. */
const wave = (length: number): Float64Array =>
  Float64Array.from(
    { length },
    (_, t) => 0.5 * Math.sin(0.03 * t + 1e-6 * t * t) + 0.3 * Math.sin(1.9 * t) + 0.1 * Math.cos(0.4 * t),
  );

const largestError = (found: ArrayLike<number>, expected: readonly number[]): number =>
  Math.max(...expected.map((value, i) => Math.abs(value - found[i])));

describe("resample", () => {
  test.each(references.resampled)(
    "gives what SciPy's resample_poly gives from $from to $to Hz",
    (reference) => {
      const found = resample(wave(reference.length), reference.from, reference.to);
      expect(found.length).toBe(reference.values.length);
      expect(largestError(found, reference.values)).toBeLessThan(1e-9);
    },
  );

  test("removes what the lower rate cannot hold, and keeps the rest", () => {
    const tone = (hertz: number) =>
      Float64Array.from({ length: 44_100 }, (_, t) => Math.sin((2 * Math.PI * hertz * t) / 44_100));
    const power = (hertz: number): number => {
      const out = resample(tone(hertz), 44_100, 8000).subarray(1000, 7000);
      return out.reduce((sum, value) => sum + value * value, 0) / out.length;
    };
    expect(power(1000)).toBeCloseTo(0.5, 2);
    expect(power(6000)).toBeLessThan(1e-4);
  });
});

test.each(references.spectra)(
  "$features are those of librosa's filters and SciPy's transforms",
  (reference) => {
    const make = reference.features === "mfcc" ? mfccOf : logMelOf;
    expect(largestError(make(reference.settings)(wave(reference.length)), reference.values)).toBeLessThan(
      1e-4,
    );
  },
);

describe("sounds of any rate and number of channels", () => {
  const shape = [1, 20, 20];
  const pcm = (rate: number, channels: number, seconds = 0.8): Uint8Array => {
    const samples = Int16Array.from({ length: Math.round(rate * seconds) * channels }, (_, i) => {
      const t = Math.floor(i / channels) / rate;
      const side = channels === 2 ? (i % 2 === 0 ? 1.5 : 0.5) : 1;
      return side * 9000 * Math.sin(2 * Math.PI * 500 * t) * Math.sin(2 * Math.PI * 3 * t);
    });
    return wavBytes(samples, { rate, channels });
  };
  const files = { "a.wav": pcm(44_100, 2), "b.wav": pcm(16_000, 1), "c.wav": pcm(48_000, 1, 3) };
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  const paths = Object.keys(files).map((name) => join(folder, name));
  const read = (name: string, preparation: Readonly<Record<string, string | number | undefined>>) =>
    audio.readers[".wav"](join(folder, name), { shape, field: "manifest", preparation });

  test("give nearly the same MFCCs for the same sound at another rate in stereo", async () => {
    const { preparation } = await audio.prepare({ seconds: 0.8 }, paths, { shape, field: "manifest" });
    expect(preparation).toEqual({ features: "mfcc", rate: 16_000, seconds: 0.8 });
    const [first, second] = [await read("a.wav", preparation), await read("b.wav", preparation)];
    const spread = Math.sqrt(second.reduce((sum, value) => sum + value * value, 0) / 400);
    const difference = Math.sqrt(first.reduce((sum, value, i) => sum + (value - second[i]) ** 2, 0) / 400);
    expect(difference / spread).toBeLessThan(0.2);
  });

  test("are as long as 95 % of them, unless told; what is cut is said", async () => {
    expect(await audio.prepare({}, paths, { shape, field: "manifest" })).toMatchObject({
      preparation: { seconds: 3 },
      notes: [],
    });
    expect(await audio.prepare({ seconds: 1 }, paths, { shape, field: "manifest" })).toMatchObject({
      preparation: { seconds: 1 },
      notes: ["1 of 3 sounds are longer than 1 s: their ends are cut off"],
    });
  });

  test("become log-mel spectra if wished; the words of their preparation name every constant", async () => {
    const { preparation } = await audio.prepare({ features: "log-mel", rate: 8000, seconds: 1 }, paths, {
      shape,
      field: "manifest",
    });
    expect((await read("b.wav", preparation)).length).toBe(400);
    const words = audio.preparation(shape, preparation);
    for (const part of ["8000 Hz", "930 samples", "372 apart", "1024", "20 triangular filters", "1 s"])
      expect(words).toContain(part);
    expect(words).not.toContain("DCT");
  });
});
