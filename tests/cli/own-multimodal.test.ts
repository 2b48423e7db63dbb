import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import { Random } from "../../src/base/random.js";
import { testService } from "../support/service.js";
import { CommandLine } from "./support/command-line.js";

const folder = mkdtempSync(join(tmpdir(), "harmonic-own-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (...names: string[]): string => join(folder, ...names);

const SPACE = {
  id: "tiny",
  classes: 3,
  backbones: {
    image: {
      kind: "elastic",
      input: [3, 16, 16],
      stem: 8,
      stages: [{ width: 8, stride: 2, squeezeExcitation: true }],
      finalExpand: 16,
      featureMix: 16,
    },
    text: { kind: "maxout", input: [300] },
  },
  fusion: { cells: [1, 2], nodes: [1], channels: 24, positions: 4, operators: ["SE1", "LinearGLU", "Sum"] },
};
const WORDS = ["comedy laugh", "army battle", "rocket planet"];

function manifest(): string {
  const random = new Random(1);
  const line = (split: string, i: number) => {
    const image = Array.from({ length: 768 }, (_, p) => (p % 3 === i % 3 ? 1 : 0) + 0.3 * random.normal());
    const labels = i % 4 === 3 ? [i % 3, (i + 1) % 3] : [i % 3];
    return JSON.stringify({ split, labels, inputs: { image, text: { text: WORDS[i % 3] } } });
  };
  const splits = [...Array(24).fill("train"), ...Array(9).fill("validation"), ...Array(6).fill("test")];
  return splits.map(line).join("\n");
}

test("a space of images and texts of one's own trains, exports and runs", { timeout: 120_000 }, async () => {
  const cli = new CommandLine((await testService()).service);
  cli.environment = { DATASETS: at("datasets"), SUPERNETS: at("supernets"), TENSOR_THREADS: "1" };
  symlinkSync(resolve("node_modules"), at("node_modules"));
  writeFileSync(at("tiny.json"), JSON.stringify(SPACE));
  writeFileSync(at("pairs.ndjson"), manifest());
  const broken = { ...SPACE, fusion: { ...SPACE.fusion, positions: 8 } };
  writeFileSync(at("broken.json"), JSON.stringify(broken));
  expect((await cli.run("space", "add", at("broken.json"))).stderr).toContain(
    "fusion.positions must be 1, 4, 9 or 16",
  );
  expect(await cli.json("space", "add", at("tiny.json"))).toEqual({ id: "tiny", created: true });
  const shown = await cli.json("space", "show", "tiny");
  writeFileSync(at("again.json"), JSON.stringify(shown));
  expect(await cli.json("space", "add", at("again.json"))).toEqual({ id: "tiny", created: false });
  await cli.json("task", "add", "pairs", "--space", "tiny", "--score", "macro-f1");
  const data = await cli.json("dataset", "import", at("pairs.ndjson"), "--task", "pairs");
  expect(data).toMatchObject({
    targets: "labels",
    classes: 3,
    modalities: { image: [3, 16, 16], text: [300] },
  });
  for (const modality of ["image", "text"]) {
    const flags = ["--epochs", "2", "--scores", "largest"];
    const report = await cli.json("train", "supernet", "--task", "pairs", "--modality", modality, ...flags);
    expect(report).toMatchObject({ score: "macro-f1" });
  }
  const genes = {
    ...{
      "image.depth_1": 2,
      "image.kernel_1": 3,
      "image.kernel_2": 3,
      "image.expand_1": 3,
      "image.expand_2": 3,
    },
    ...{ "fusion.cells": 1, "fusion.nodes": 1, "fusion.input_1_1": "image.2", "fusion.input_1_2": "text.2" },
    ...{ "fusion.edge_1_1_1": "input.1", "fusion.edge_1_1_2": "input.2", "fusion.operator_1_1": "LinearGLU" },
  };
  const { LocalTraining } = await import("../../src/training/tools.js");
  const { composed } = await import("../../src/space/network/backbone.js");
  const places = {
    ...{ datasets: at("datasets"), supernets: at("supernets"), networkBytes: 1e9, threads: 1 },
    backend: "auto",
  } as const;
  const fusion = await new LocalTraining(() => {}).trainFusion(
    {
      ...{ task: "pairs", space: "tiny", genes, costs: {}, seed: 1, keepsNetwork: true, trainEpochs: 2 },
      score: "macro-f1",
      composition: composed(SPACE as never),
      costWeights: { latency: 0, energy: 0 },
    },
    places,
    () => {},
    new AbortController().signal,
  );
  const out = ["--task", "pairs", "--format", "onnx", "--out", at("net")];
  const made = await cli.json("export", JSON.stringify(fusion.genes), ...out);
  expect(made).toMatchObject({ weights: "trained" });
  await cli.json("dataset", "export", "pairs", "--split", "validation", "--out", at("validation.npz"));
  const run = [at("net", "run.mjs"), "--split", at("validation.npz")];
  const scored = JSON.parse(execFileSync(process.execPath, run, { encoding: "utf8" }));
  expect(scored.macroF1).toBeCloseTo(fusion.validation.accuracy, 9);
});
