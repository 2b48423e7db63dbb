import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, describe, expect, test } from "vitest";
import { rawValues } from "../../export/raw.mjs";
import { Random } from "../../src/base/random.js";
import type { RawConstants } from "../../src/export/folder/manifest.js";
import { npyOf } from "../../src/export/npz.js";
import { audio } from "../../src/training/modalities/audio/modality.js";
import { spokenCoefficients } from "../../src/training/modalities/audio/spoken.js";
import { readWav } from "../../src/training/modalities/audio/wav.js";
import { image } from "../../src/training/modalities/image/modality.js";
import { FITS } from "../../src/training/modalities/image/read-image.js";
import { text } from "../../src/training/modalities/text/modality.js";
import { wavOf } from "../support/wav-file.js";

const folder = mkdtempSync(join(tmpdir(), "harmonic-raw-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);
const python = process.env.PYTHON ?? "python3";
const hasPython = spawnSync(python, ["-c", "import numpy"]).status === 0;
const hasPillow = hasPython && spawnSync(python, ["-c", "import PIL"]).status === 0;

/** A raw example: its constants, the shape of its values, and the file or text. */
type Case = readonly [constants: RawConstants, shape: readonly number[], example: string];

/** What `raw.py` makes of some examples. */
function inPython(cases: readonly Case[]): readonly number[][] {
  const program =
    "import json, sys; sys.path.insert(0, 'export'); import pathlib, raw; raw.HERE = pathlib.Path(sys.argv[1])\n" +
    "print(json.dumps([raw.raw_values(*case).ravel().tolist() for case in json.load(sys.stdin)]))";
  const options = { input: JSON.stringify(cases), encoding: "utf8", maxBuffer: 1e9 } as const;
  return JSON.parse(execFileSync(python, ["-c", program, folder], options));
}

const inNode = (cases: readonly Case[]): Promise<readonly Float32Array[]> =>
  Promise.all(cases.map((each) => rawValues(...each)));

const largest = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  expect(a.length).toBe(b.length);
  return Array.from(a, (value, i) => Math.abs(value - b[i])).reduce((most, each) => Math.max(most, each), 0);
};

const TEXTS = [
  "Don't panic: it's 42 o'clock, 3.14 times!",
  "ÀÉÎÕÜ STRASSE straße İstanbul ΟΔΥΣΣΕΎΣ ὈΔΥΣΣΕΎΣ Σ",
  "ﬁne ﬀ ① ½ x² ㎏ Ⅷ",
  "e\u0301clair a\u030aa ’quoted’ — naïve_snake",
  "日本語のテキスト 한국어 मानक हिन्दी العربية ٣٤",
  "🙂 👩‍👩‍👧 emoji 🙂word",
  "the THE The",
  "",
  "   \n\t ... ",
];

describe("raw texts become the values of training in run.mjs and run.py", () => {
  const valuesOf = text.fromText as NonNullable<typeof text.fromText>;
  const cases = TEXTS.map((each): Case => [text.raw([300], {}) as RawConstants, [300], each]);

  test("with hashed words", async () => {
    const expected = TEXTS.map((each) => valuesOf(each, { shape: [300] }));
    const node = await inNode(cases);
    for (const [i, values] of expected.entries()) expect([...node[i]]).toEqual([...values]);
    if (!hasPython) return;
    inPython(cases).forEach((values, i) => {
      expect([TEXTS[i], values]).toEqual([TEXTS[i], [...expected[i]]]);
    });
  });

  test.skipIf(!hasPython)("with the vectors of the folder", () => {
    const random = new Random(1);
    const vectors = new Map(
      ["panic", "don", "straße", "日本語のテキスト", "the"].map((word) => [
        word,
        Float32Array.from({ length: 8 }, () => random.normal()),
      ]),
    );
    writeFileSync(at("vocabulary.txt"), `${[...vectors.keys()].join("\n")}\n`);
    const values = Float32Array.from([...vectors.values()].flatMap((vector) => [...vector]));
    writeFileSync(at("vocabulary.npy"), npyOf({ shape: [vectors.size, 8], values }));
    const raw = text.raw([8], { vocabulary: "some" }) as RawConstants;
    const found = inPython(TEXTS.map((each) => [raw, [8], each]));
    for (const [i, each] of TEXTS.entries())
      expect(found[i]).toEqual([...valuesOf(each, { shape: [8], words: vectors })]);
  });
});

describe("raw sounds become the values of training in run.mjs and run.py", () => {
  const shape = [1, 20, 20];
  const random = new Random(3);
  const sounds = [
    { name: "stereo.wav", rate: 44_100, channels: 2, bits: 16, form: 1 },
    { name: "deep.wav", rate: 22_050, channels: 1, bits: 24, form: 1 },
    { name: "bytes.wav", rate: 11_025, channels: 3, bits: 8, form: 1 },
    { name: "float.wav", rate: 48_000, channels: 1, bits: 32, form: 3 },
    { name: "a-law.wav", rate: 8000, channels: 1, bits: 8, form: 6 },
    { name: "mu-law.wav", rate: 8000, channels: 2, bits: 8, form: 7 },
  ];
  for (const sound of sounds) {
    const length = Math.round(sound.rate * 0.4) * sound.channels;
    const wave = Float64Array.from(
      { length },
      (_, i) => 0.5 * Math.sin(i / 9) * Math.cos(i / 700) + 0.1 * random.normal(),
    );
    writeFileSync(at(sound.name), wavOf(wave, sound));
  }

  test.each([
    { features: "mfcc", rate: 16_000, seconds: 0.5 },
    { features: "log-mel", rate: 8000, seconds: 0.3 },
  ])("as $features", async (preparation) => {
    const raw = audio.raw(shape, preparation) as RawConstants;
    const cases = sounds.map(({ name }): Case => [raw, shape, at(name)]);
    const expected = await Promise.all(
      cases.map(([, , file]) => audio.readers[".wav"](file, { shape, field: "audio", preparation })),
    );
    const node = await inNode(cases);
    const py = hasPython ? inPython(cases) : node;
    for (const [i, values] of expected.entries()) {
      expect(largest(node[i], values)).toBeLessThan(1e-4);
      expect(largest(py[i], values)).toBeLessThan(1e-4);
    }
  });

  test("as the built-in AV-MNIST has them", async () => {
    const wave = Float64Array.from({ length: 5000 }, (_, i) => 0.4 * Math.sin(i / 5));
    writeFileSync(at("digit.wav"), wavOf(wave, { rate: 8000, channels: 1, bits: 16, form: 1 }));
    const expected = spokenCoefficients(await readWav(at("digit.wav"), 8000, "fsdd"));
    const cases: Case[] = [[audio.raw(shape, undefined) as RawConstants, shape, at("digit.wav")]];
    expect(largest((await inNode(cases))[0], expected)).toBeLessThan(1e-4);
    if (hasPython) expect(largest(inPython(cases)[0], expected)).toBeLessThan(1e-4);
  });
});

describe("raw pictures become the values of training in run.mjs, and nearly so in run.py", () => {
  const pictures = ["wide.png", "tall.jpg", "grey.png", "clear.png", "small.webp", "turned.jpg"];
  const draw = async (): Promise<void> => {
    const noise = (width: number, height: number, channels: 1 | 3 | 4) =>
      sharp(
        Buffer.from(
          Uint8Array.from({ length: width * height * channels }, (_, i) => {
            const [pixel, c] = [Math.floor(i / channels), i % channels];
            const [x, y] = [pixel % width, Math.floor(pixel / width)];
            return c === 3 ? (x * 255) / width : 127 + 120 * Math.sin(x / (7 + c) + y / 11);
          }),
        ),
        { raw: { width, height, channels } },
      );
    await noise(101, 64, 3).png().toFile(at("wide.png"));
    await noise(50, 93, 3).jpeg().toFile(at("tall.jpg"));
    await noise(64, 64, 1).toColourspace("b-w").png().toFile(at("grey.png"));
    await noise(80, 60, 4).png().toFile(at("clear.png"));
    await noise(20, 13, 3).webp({ lossless: true }).toFile(at("small.webp"));
    await noise(90, 70, 3).withMetadata({ orientation: 6 }).jpeg().toFile(at("turned.jpg"));
  };

  test.each(FITS.flatMap((fit) => [[fit, 1] as const, [fit, 3] as const]))(
    "%s, %i channels",
    async (fit, channels) => {
      await draw();
      const shape = [channels, 28, 24];
      const raw = image.raw(shape, { fit }) as RawConstants;
      const cases = pictures.map((name): Case => [raw, shape, at(name)]);
      const expected = await Promise.all(
        pictures.map((name) => {
          const extension = name.slice(name.lastIndexOf("."));
          return image.readers[extension](at(name), { shape, field: "image", preparation: { fit } });
        }),
      );
      const node = await inNode(cases);
      const py = hasPillow ? inPython(cases) : node;
      for (const [i, values] of expected.entries()) {
        expect([...node[i]]).toEqual([...values]);
        const mean = Array.from(values, (value, k) => Math.abs(value - py[i][k])).reduce((a, b) => a + b, 0);
        expect([pictures[i], mean / values.length < 0.005]).toEqual([pictures[i], true]);
      }
    },
  );
});

test("the programs of the folder name what they cannot read", async () => {
  writeFileSync(at("no.wav"), "RIFF, but no sound");
  const spectrum = audio.raw([1, 20, 20], undefined) as RawConstants;
  await expect(Promise.resolve().then(() => rawValues(spectrum, [1, 20, 20], at("no.wav")))).rejects.toThrow(
    "no.wav is not a wav file",
  );
  expect(readFileSync("export/raw.py", "utf8")).toContain("pip install pillow");
});
