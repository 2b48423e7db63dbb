import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CommandLine } from "./support/command-line.js";
import { trainingCommandLine } from "./support/training-command-line.js";

// Miniatures of the published data sets of images and texts, in their original layouts, through the command line alone.
const folder = mkdtempSync(join(tmpdir(), "harmonic-miniatures-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (...names: string[]): string => join(folder, ...names);

const spaceOf = (id: string, classes: number) => ({
  id,
  classes,
  backbones: {
    image: {
      kind: "elastic",
      input: [3, 16, 16],
      stem: 4,
      stages: [{ width: 8, stride: 2, squeezeExcitation: true, kernels: [3], expands: [2], depths: [1] }],
      finalExpand: 8,
      featureMix: 8,
    },
    text: { kind: "maxout", input: [300] },
  },
  fusion: { cells: [1], nodes: [1] },
});

/** A poster of one colour per topic: grey, CMYK, or RGB as JPEG. */
function poster(i: number): Promise<Buffer> {
  const pixel = [0, 1, 2].map((c) => (c === i % 3 ? 210 : 60 + ((7 * i) % 40)));
  const data = Uint8Array.from({ length: 60 * 40 * 3 }, (_, k) => pixel[k % 3]);
  const picture = sharp(data, { raw: { width: 40, height: 60, channels: 3 } });
  if (i % 7 === 3) return picture.toColourspace("b-w").jpeg().toBuffer();
  return (i % 7 === 5 ? picture.toColourspace("cmyk") : picture).jpeg().toBuffer();
}

const TOPICS = [
  { genre: "Drama", plot: "Zwei Männer\nreisen nach “Łódź”, it’s cold.\t1942::A. Author" },
  { genre: "Comedy", plot: "A wedding goes wrong: laughs, cake — and 3 clowns! 🎬" },
  { genre: "Sci-Fi", plot: "ロボット and rockets land on planet Ω; don't panic." },
];

async function writeFilms(root: string): Promise<void> {
  mkdirSync(join(root, "dataset"), { recursive: true });
  const split: Record<string, string[]> = { train: [], dev: [], test: [] };
  for (let i = 0; i < 32; i++) {
    const id = String(i).padStart(7, "0");
    const { genre, plot } = TOPICS[i % 3];
    const genres = [genre, ...(i % 4 === 0 ? ["News"] : []), ...(i % 5 === 0 ? ["Romance"] : [])];
    const described = { plot: [plot, "Short."], genres: i === 30 ? ["Adult"] : genres };
    writeFileSync(join(root, "dataset", `${id}.json`), JSON.stringify(described));
    if (i !== 31) writeFileSync(join(root, "dataset", `${id}.jpeg`), await poster(i));
    split[i % 8 === 6 ? "dev" : i % 8 === 7 && i < 30 ? "test" : "train"].push(id);
  }
  writeFileSync(join(root, "split.json"), JSON.stringify(split));
}

async function writeMemes(root: string): Promise<void> {
  mkdirSync(join(root, "images"), { recursive: true });
  const labels = ["not harmful", "somewhat harmful", "very harmful"];
  const memes = Array.from({ length: 27 }, (_, i) => ({
    id: `memes_${i}`,
    image: `memes_${i}.png`,
    labels: i % 3 === 0 ? [labels[0]] : [labels[i % 3], "individual"],
    text: `${TOPICS[i % 3].plot.split("::")[0]}\nVOTE №${i}\n`,
  }));
  const write = (name: string, from: number, to: number): void =>
    writeFileSync(
      join(root, name),
      memes
        .slice(from, to)
        .map((meme) => `${JSON.stringify(meme)}\n`)
        .join(""),
    );
  write("train_v1.jsonl", 0, 15);
  write("val_v1.jsonl", 15, 21);
  write("test_v1.jsonl", 21, 27);
  for (const [i, { image }] of memes.entries())
    if (i !== 14) writeFileSync(join(root, "images", image), await poster(i));
}

let cli: CommandLine;

beforeAll(async () => {
  cli = await trainingCommandLine(folder);
  await cli.json("device", "add", "board");
  for (const space of [spaceOf("films", 23), spaceOf("memes", 3)]) {
    writeFileSync(at("space.json"), JSON.stringify(space));
    await cli.json("space", "add", at("space.json"));
    const { keys } = (await cli.json("device", "profile-template", "--space", space.id)) as {
      keys: string[];
    };
    writeFileSync(at("costs.json"), JSON.stringify(Object.fromEntries(keys.map((key) => [key, { lat: 1 }]))));
    await cli.json("device", "import-profile", at("costs.json"), "--device", "board", "--space", space.id);
  }
  await writeFilms(at("mmimdb"));
  await writeMemes(at("harm-p"));
}, 60_000);

/** Imports, trains and searches a task; exports its best network and classifies a raw example with it. */
async function wholeWay(task: string, space: string, layout: string, source: string) {
  await cli.json("task", "add", task, "--space", space);
  const data = await cli.json(
    "dataset",
    "import",
    source,
    "--task",
    task,
    "--layout",
    layout,
    "--skip-broken",
  );
  for (const modality of ["image", "text"]) {
    const flags = ["--modality", modality, "--epochs", "2", "--scores", "largest"];
    await cli.json("train", "supernet", "--task", task, ...flags);
  }
  const run = ["--task", task, "--device", "board", "--evaluator", "training", "--budget", "1"];
  const { points } = (await cli.json("search", ...run)) as { points: { id: string; accuracy: number }[] };
  const made = await cli.json("export", points[0].id, "--task", task, "--out", at(`${task}-net`));
  expect(made).toMatchObject({ weights: "trained" });
  await cli.json("dataset", "export", task, "--split", "validation", "--out", at(`${task}.npz`));
  return { data, accuracy: points[0].accuracy, scored: program(task, "--split", at(`${task}.npz`)) };
}

const program = (task: string, ...args: string[]) =>
  JSON.parse(execFileSync(process.execPath, [at(`${task}-net`, "run.mjs"), ...args], { encoding: "utf8" }));

describe("a miniature", { timeout: 300_000 }, () => {
  test("of MM-IMDB's folder trains, is searched, exported and scored", async () => {
    const { data, accuracy, scored } = await wholeWay("imdb", "films", "mm-imdb", at("mmimdb"));
    expect(data).toMatchObject({ targets: "labels", classes: 23, validation: 3, test: 3 });
    expect(data).toMatchObject({
      notes: [expect.stringContaining("genres outside the 23, which do not count: News")],
      skipped: [expect.stringContaining("0000031.jpeg"), expect.stringContaining("no genre")],
    });
    expect(scored.weightedF1).toBeCloseTo(accuracy, 9);
    const raw = [
      "--image",
      at("mmimdb", "dataset", "0000003.jpeg"),
      "--text",
      "Cake and clowns: don't laugh",
    ];
    expect(program("imdb", ...raw).logits).toHaveLength(23);
    const checked = await cli.json("dataset", "check", "imdb");
    expect(checked).toMatchObject({ splits: { train: { examples: 24 } }, warnings: expect.any(Array) });
  });

  test("of MM-IMDB's HDF5 file does so too; its texts are values, which no raw text becomes", async () => {
    const file = resolve("tests/training/data/fixtures/multimodal_imdb.hdf5");
    const { data, accuracy, scored } = await wholeWay("imdb-hdf5", "films", "mm-imdb", file);
    expect(data).toMatchObject({ targets: "labels", train: 6, validation: 2, test: 2 });
    expect(scored.weightedF1).toBeCloseTo(accuracy, 9);
    const raw = ["--image", at("mmimdb", "dataset", "0000001.jpeg"), "--text", "A plot"];
    expect(() => program("imdb-hdf5", ...raw)).toThrow('raw examples of "text"');
  });

  test("of Harm-P does so too", async () => {
    const { data, accuracy, scored } = await wholeWay("harmful", "memes", "harm-p", at("harm-p"));
    expect(data).toMatchObject({
      names: ["not harmful", "somewhat harmful", "very harmful"],
      train: 14,
      skipped: [expect.stringContaining("memes_14.png")],
    });
    expect(scored.accuracy).toBeCloseTo(accuracy, 9);
    const raw = ["--image", at("harm-p", "images", "memes_1.png"), "--text", "Two\nlines №1"];
    expect(program("harmful", ...raw).name).toMatch(/harmful$/);
  });
});
