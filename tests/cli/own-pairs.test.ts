import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, expect, test } from "vitest";
import { Random } from "../../src/base/random.js";
import { wavOf } from "../support/wav-file.js";
import { trainingCommandLine } from "./support/training-command-line.js";

const folder = mkdtempSync(join(tmpdir(), "harmonic-own-pairs-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (...names: string[]): string => join(folder, ...names);
const python = process.env.PYTHON ?? "python3";
const hasPython = spawnSync(python, ["-c", "import numpy, onnxruntime, PIL"]).status === 0;

const CLASSES = ["bird", "dog", "bell"];
const SIDE = 64;
const RATE = 44_100;
const STAGE = { width: 8, stride: 2, kernels: [3, 5], expands: [2, 3], depths: [1, 2] };
const SIZES = { stem: 4, stages: [STAGE], finalExpand: 8, featureMix: 8 };
const SPACE = {
  id: "photos",
  classes: 3,
  backbones: {
    image: { kind: "elastic", input: [3, 16, 16], ...SIZES },
    audio: { kind: "elastic", input: [1, 10, 10], ...SIZES },
  },
  fusion: { cells: [1], nodes: [1] },
};

/** Writes a coloured square with noise on grey, 64 x 64, and a tone of 0.25 s in stereo at 44.1 kHz. */
async function writePair(name: string, label: number, random: Random): Promise<void> {
  const [x, y] = [random.int(30), random.int(30)];
  const pixels = Uint8Array.from({ length: SIDE * SIDE * 3 }, (_, i) => {
    const [column, row] = [Math.floor(i / 3) % SIDE, Math.floor(i / 3 / SIDE)];
    const isInside = column >= x && column < x + 30 && row >= y && row < y + 30;
    return (isInside && i % 3 === label ? 220 : 90) + random.int(30);
  });
  const picture = sharp(pixels, { raw: { width: SIDE, height: SIDE, channels: 3 } });
  await picture.toFile(at("own", `${name}.${label === 0 ? "jpg" : "png"}`));
  const wave = Float64Array.from({ length: RATE / 2 }, (_, i) => {
    const tone = Math.sin((2 * Math.PI * [300, 1200, 4000][label] * Math.floor(i / 2)) / RATE);
    return 0.4 * tone + 0.05 * random.normal();
  });
  writeFileSync(at("own", `${name}.wav`), wavOf(wave, { rate: RATE, channels: 2, bits: 16, form: 1 }));
}

const extension = (i: number): string => (i % 3 === 0 ? "jpg" : "png");

test("own pairs in a table become a front and a network that classifies a new pair", {
  timeout: 300_000,
}, async () => {
  mkdirSync(at("own"));
  const random = new Random(1);
  for (let i = 0; i < 63; i++) await writePair(`${i}`, i % 3, random);
  const rows = Array.from({ length: 60 }, (_, i) => `${i}.${extension(i)},${i}.wav,${CLASSES[i % 3]}`);
  const header = "photo,recording,label";
  writeFileSync(at("own", "pairs.csv"), [header, ...rows].join("\n"));
  const broken = ["none.png,0.wav,dog", "1.png,pairs.csv,dog", "1.png,1.wav,dog"];
  writeFileSync(at("own", "broken.csv"), [header, ...rows, ...broken].join("\n"));
  writeFileSync(at("space.json"), JSON.stringify(SPACE));
  const cli = await trainingCommandLine(folder);
  await cli.json("space", "add", at("space.json"));
  await cli.json("task", "add", "mine", "--space", "photos");
  const named = ["--task", "mine", "--column", "image=photo", "--column", "audio=recording"];

  const tried = await cli.run("dataset", "import", at("own", "broken.csv"), ...named, "--dry-run", "--json");
  expect(tried.code).toBe(1);
  expect(JSON.parse(tried.stdout).skipped).toEqual([
    expect.stringMatching(/broken.csv line 62: inputs.image: .*none.png cannot be read/),
    expect.stringMatching(/broken.csv line 63: inputs.audio: .*pairs.csv is a .csv file/),
  ]);
  expect((await cli.run("dataset", "check", "mine")).stderr).toContain("mine.dataset does not exist");

  const imported = await cli.json("dataset", "import", at("own", "pairs.csv"), ...named);
  expect(imported).toMatchObject({ train: 42, validation: 9, test: 9, names: ["bell", "bird", "dog"] });
  expect(imported).toMatchObject({
    notes: expect.arrayContaining([expect.stringContaining("60 are larger than 16 x 16 and lose detail")]),
  });
  const checked = await cli.json("dataset", "check", "mine", "--sheet", at("mine.png"));
  expect(checked).toMatchObject({
    splits: { train: { examples: 42, labels: { bell: 14, bird: 14, dog: 14 } } },
    modalities: { image: { shape: [3, 16, 16] }, audio: { shape: [1, 10, 10] } },
  });
  expect((await sharp(at("mine.png")).metadata()).width).toBeGreaterThan(400);

  for (const modality of ["image", "audio"]) {
    const flags = ["--modality", modality, "--epochs", "6", "--scores", "largest"];
    await cli.json("train", "supernet", "--task", "mine", ...flags);
  }
  const search = ["search", "--task", "mine", "--evaluator", "training", "--budget", "1"];
  const early = await cli.run(...search, "--device", "board");
  expect(early.code).not.toBe(0);
  await cli.json("device", "add", "board");
  const operators = { "Sum-input:1_192_16-N:1-C:192-L:16": { lat: 0.1, enrg: 1 } };
  writeFileSync(at("operators.json"), JSON.stringify(operators));
  await cli.json("device", "import-profile", at("operators.json"), "--device", "board");
  const uncosted = await cli.run(...search, "--device", "board");
  expect([uncosted.code, uncosted.stderr]).toEqual([2, expect.stringContaining("import-profile")]);
  const { keys } = (await cli.json("device", "profile-template", "--space", "photos")) as { keys: string[] };
  const costs = Object.fromEntries(keys.map((key, i) => [key, { lat: 0.1 + 0.001 * i, enrg: 1 + i }]));
  writeFileSync(at("profile.json"), JSON.stringify(costs));
  const profile = ["--device", "board", "--space", "photos"];
  await cli.json("device", "import-profile", at("profile.json"), ...profile);
  const found = (await cli.json(...search, "--device", "board")) as {
    points: { id: string; accuracy: number; latency: number }[];
  };
  const [best] = [...found.points].sort((a, b) => b.accuracy - a.accuracy);
  expect(best.accuracy).toBeGreaterThan(0.6);
  expect(best.latency).toBeGreaterThan(0);

  const kept = readdirSync(at("supernets")).find((name) => name.endsWith(".network")) as string;
  const scored = (await cli.json("train", "score", kept)) as Record<"recorded" | "scored", object>;
  expect(scored.scored).toEqual(scored.recorded);

  const made = await cli.json("export", best.id, "--task", "mine", "--out", at("net"));
  expect(made).toMatchObject({ weights: "trained" });
  const classify = (program: string, file: string, i: number) => {
    const pair = ["--image", at("own", `${i}.${extension(i)}`), "--audio", at("own", `${i}.wav`)];
    return JSON.parse(execFileSync(program, [at("net", file), ...pair], { encoding: "utf8" }));
  };
  const news = [60, 61, 62].map((i) => ({ i, run: classify(process.execPath, "run.mjs", i) }));
  expect(news.filter(({ i, run }) => run.name === CLASSES[i % 3]).length).toBeGreaterThanOrEqual(2);
  const manifest = JSON.parse(readFileSync(at("net", "manifest.json"), "utf8"));
  expect(manifest.preprocessing.audio.raw).toMatchObject({ kind: "spectrum", features: "mfcc" });
  if (!hasPython) return;
  for (const { i, run } of news) {
    const { name, logits } = classify(python, "run.py", i);
    expect(name).toBe(run.name);
    for (const [c, logit] of logits.entries()) expect(Math.abs(logit - run.logits[c])).toBeLessThan(0.3);
  }
});
