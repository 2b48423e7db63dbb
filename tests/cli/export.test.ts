import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { Random } from "../../src/base/random.js";
import type { FusionReport } from "../../src/runs/network-trainer.js";
import { toArchitecture } from "../../src/space/architecture.js";
import { builtInSpace } from "../../src/space/built-in/index.js";
import { compileSpace } from "../../src/space/compile.js";
import { sampler } from "../../src/space/sampling/sample.js";
import { writeDataset } from "../../src/training/data/dataset.js";
import { LocalTraining } from "../../src/training/tools.js";
import { generatedDataset, SMALLEST_BACKBONES, withSegments } from "../support/generated-av-mnist.js";
import { testService } from "../support/service.js";
import { CommandLine } from "./support/command-line.js";
import { exportFolder } from "./support/export-folder.js";

const { folder, at, manifestOf, node } = exportFolder();

const TASKS = { one: "generated", sets: "segments" };
const FILES = ["model.onnx", "manifest.json", "run.py", "raw.py", "run.mjs", "raw.mjs"];
const PARTIAL = { ...SMALLEST_BACKBONES, "fusion.cells": 2, "fusion.nodes": 1 };
const python = process.env.PYTHON ?? "python3";
const hasTorch = spawnSync(python, ["-c", "import numpy, onnx, onnxruntime, torch"]).status === 0;
const hasPython = spawnSync(python, ["-c", "import numpy, onnxruntime"]).status === 0;

let cli: CommandLine;
const trained: Record<string, FusionReport> = {};

beforeAll(async () => {
  cli = new CommandLine((await testService()).service);
  cli.environment = { DATASETS: at("datasets"), SUPERNETS: at("supernets"), TENSOR_THREADS: "1" };
  const places = {
    datasets: at("datasets"),
    supernets: at("supernets"),
    networkBytes: 1e9,
    backend: "auto",
    threads: 1,
  } as const;
  const one = generatedDataset({ train: 64, validation: 70, test: 16, seed: 5 });
  const standardisation = { image: { mean: [3], sd: [2] }, audio: audioConstants() };
  mkdirSync(at("datasets"));
  const tools = new LocalTraining(() => {});
  for (const dataset of [
    { ...one, standardisation },
    { ...withSegments(one), id: TASKS.sets },
  ]) {
    const task = dataset.id;
    await cli.json("task", "add", task, "--space", "av-mnist");
    await writeDataset(join(places.datasets, `${task}.dataset`), dataset);
    const subject = { task, space: "av-mnist", seed: 1 };
    const signal = new AbortController().signal;
    for (const modality of ["image", "audio"]) {
      const request = { ...subject, modality, epochs: 1, scored: "largest", replace: false } as const;
      await tools.trainSupernet(request, places, () => {}, signal);
    }
    trained[task] = await tools.trainFusion(
      {
        ...subject,
        genes: PARTIAL,
        costs: Object.fromEntries(OPERATORS.map((name) => [name, { latency: 1, energy: 1 }])) as never,
        costWeights: { latency: 0, energy: 0 },
        searchEpochs: 1,
        trainEpochs: 2,
        keepsNetwork: true,
      },
      places,
      () => {},
      signal,
    );
  }
}, 180_000);

const OPERATORS = ["Sum", "ScaleDotAttn", "LinearGLU", "ConcatFC", "SE1", "CatConvMish"];
const audioConstants = () => ({
  mean: Array.from({ length: 20 }, (_, i) => i / 10),
  sd: Array.from({ length: 20 }, (_, i) => 1 + i / 10),
});
const genesOf = (task: string): string => JSON.stringify(trained[task].genes);
const exported = (task: string, out: string, ...rest: string[]) =>
  cli.json("export", genesOf(task), "--task", task, "--format", "onnx", "--out", at(out), ...rest);

describe("export of a trained network", { timeout: 60_000 }, () => {
  test("writes model, manifest and programs, and says that the weights are trained", async () => {
    expect(await exported(TASKS.one, "net")).toMatchObject({ files: FILES, weights: "trained" });
    expect(readdirSync(at("net")).sort()).toEqual([...FILES].sort());
    expect(manifestOf("net")).toMatchObject({
      task: { id: TASKS.one },
      classes: { count: 10, targets: "class" },
      weights: { kind: "trained", validation: trained[TASKS.one].validation },
      inputs: [
        { name: "image", shape: ["batch", 1, 28, 28] },
        { name: "audio", shape: ["batch", 1, 20, 20] },
      ],
      output: { name: "logits", shape: ["batch", 10] },
      preprocessing: {
        image: { standardisation: { axis: null, mean: [3], sd: [2] } },
        audio: { standardisation: { axis: 2, ...audioConstants() } },
      },
      dataLicence: expect.stringContaining("not known"),
    });
  });

  test.each([
    ["one class each", TASKS.one, "accuracy", []],
    ["one class each, in batches of 8", TASKS.one, "accuracy", ["--batch", "8"]],
    ["sets of labels", TASKS.sets, "weightedF1", []],
  ])("scores a split exactly as it was scored in training: %s", async (_, task, metric, rest) => {
    const [out, split] = [`${task}-${rest.length}`, at(`${task}.npz`)];
    await exported(task, out, ...rest);
    const report = await cli.json("dataset", "export", task, "--split", "validation", "--out", split);
    expect(report).toEqual({ file: split, examples: 70 });
    const found = node(out, "--split", split);
    expect(found.examples).toBe(70);
    expect(found[metric]).toBeCloseTo(trained[task].validation.accuracy, 12);
  });

  test.skipIf(!hasPython)(
    "run.py scores and classifies as run.mjs does (needs numpy, onnxruntime)",
    async () => {
      await exported(TASKS.one, "python", "--batch", "8");
      await cli.json("dataset", "export", TASKS.one, "--out", at("python.npz"));
      const run = (...args: string[]) =>
        execFileSync(python, [at("python", "run.py"), ...args], { encoding: "utf8" })
          .trim()
          .split("\n");
      expect(JSON.parse(run("--split", at("python.npz"))[0])).toEqual(
        node("python", "--split", at("python.npz")),
      );
      expect(run("--example", at("python.npz"))).toHaveLength(70);
      expect(JSON.parse(run()[0]).logits).toHaveLength(10);
    },
  );

  test("--raw standardises with the constants of the manifest", async () => {
    await exported(TASKS.one, "raw");
    const { image, audio } = generatedDataset({ train: 64, validation: 70, test: 16, seed: 5 }).splits.test
      .inputs;
    const { mean, sd } = audioConstants();
    const row = (i: number): number => Math.floor(i / 20) % 20;
    const { npzOf } = await import("../../src/export/npz.js");
    const files = {
      raw: [image.map((v) => 2 * v + 3), audio.map((v, i) => v * sd[row(i)] + mean[row(i)])],
      ready: [image, audio],
    };
    const classes = Object.entries(files).map(([name, [images, sounds]]) => {
      const arrays = {
        image: { shape: [16, 1, 28, 28], values: images },
        audio: { shape: [16, 1, 20, 20], values: sounds },
      };
      writeFileSync(at(`${name}.npz`), npzOf(arrays));
      const args = [
        at("raw", "run.mjs"),
        "--example",
        at(`${name}.npz`),
        ...(name === "raw" ? ["--raw"] : []),
      ];
      const lines = execFileSync(process.execPath, args, { encoding: "utf8" }).trim().split("\n");
      return lines.map((line) => JSON.parse(line).logits as number[]);
    });
    classes[0].flat().forEach((logit, i) => {
      expect(logit).toBeCloseTo(classes[1].flat()[i], 3);
    });
  });
});

describe("export", { timeout: 60_000 }, () => {
  test("of a network that was never trained has seeded weights, says so, and is the same every time", async () => {
    const genes = JSON.stringify({
      ...trained[TASKS.one].genes,
      "fusion.operator_1_1": "Sum",
      "image.kernel_1": 7,
    });
    const run = (out: string, seed: string) =>
      cli.json("export", genes, "--task", TASKS.one, "--out", at(out), "--seed", seed);
    expect(await run("seeded", "3")).toMatchObject({
      weights: "seeded",
      seed: 3,
      note: expect.stringContaining("no trained network"),
    });
    await run("again", "3");
    await run("other", "4");
    const model = (out: string) => readFileSync(at(out, "model.onnx"));
    expect(model("seeded").equals(model("again"))).toBe(true);
    expect(model("seeded").equals(model("other"))).toBe(false);
    expect(manifestOf("seeded").weights).toMatchObject({ kind: "seeded", seed: 3 });
    expect(node("seeded").logits).toHaveLength(10);
  });

  test("falls back to seeded weights with the reason where a backbone is not the one of the training", async () => {
    const supernet = at("supernets", `${TASKS.sets}.image.1.supernet`);
    const kept = readFileSync(supernet);
    writeFileSync(supernet, readFileSync(at("supernets", `${TASKS.one}.image.1.supernet`)));
    const report = await exported(TASKS.sets, "mismatch");
    writeFileSync(supernet, kept);
    expect(report).toMatchObject({ weights: "seeded", note: expect.stringContaining("cannot be used") });
  });

  test.each([
    ["a folder with something in it", () => ["--out", folder], "exists and is not empty"],
    ["a file as the folder", () => ["--out", at("datasets", `${TASKS.one}.dataset`)], "is a file"],
    ["an unknown format", () => ["--out", at("new"), "--format", "tflite"], "onnx"],
    ["a batch of 0", () => ["--out", at("new"), "--batch", "0"], "--batch"],
  ])("refuses %s in one line and writes nothing", async (_, args, message) => {
    const before = readdirSync(folder);
    const ended = await cli.run("export", genesOf(TASKS.one), "--task", TASKS.one, ...args());
    expect([ended.code, ended.stdout]).toEqual([2, ""]);
    expect(ended.stderr).toContain(message);
    expect(ended.stderr.trim().split("\n")).toHaveLength(1);
    expect(readdirSync(folder)).toEqual(before);
  });

  test("in the format pytorch adds genotype, weights and a module", async () => {
    expect(await exported(TASKS.one, "pytorch", "--format", "pytorch")).toMatchObject({ weights: "trained" });
    const names = ["genotype.json", "network.py", "weights.safetensors"];
    expect(readdirSync(at("pytorch"))).toEqual(expect.arrayContaining([...FILES, ...names]));
    const genotype = JSON.parse(readFileSync(at("pytorch", "genotype.json"), "utf8"));
    expect(genotype.reference).toMatch(/^Genotype\(edges=\[\('skip', \d\), .*concat=\[8, 9\]\)$/);
    expect(genotype.backbones[0]).toMatchObject({ name: "image", ks: [3, 3, 3, 3], e: [3, 3, 3, 3], d: [2] });
  });

  test.skipIf(!hasTorch)("the PyTorch module gives the logits of the ONNX model (needs torch)", async () => {
    await exported(TASKS.one, "torch", "--format", "pytorch");
    const check = resolve("bench/peers/export_check.py");
    const line = execFileSync(python, [check], { input: `${at("torch")}\n`, encoding: "utf8" });
    expect(JSON.parse(line).excess).toBeLessThan(1);
  });

  test("in the format ofa has {ks, e, d, r}, and is refused for a network with fusion", async () => {
    const compiled = compileSpace(builtInSpace("ofa-mobilenet-v3")!);
    const genes = JSON.stringify(toArchitecture(compiled, sampler(compiled)(new Random("ofa"))));
    await cli.json("task", "add", "ofa-task", "--space", "ofa-mobilenet-v3");
    await cli.json("export", genes, "--task", "ofa-task", "--format", "ofa", "--out", at("ofa"));
    expect(Object.keys(JSON.parse(readFileSync(at("ofa", "ofa.json"), "utf8")))).toEqual([
      "ks",
      "e",
      "d",
      "r",
    ]);
    const args = ["--task", TASKS.one, "--format", "ofa", "--out", at("ofa-av")];
    const ended = await cli.run("export", genesOf(TASKS.one), ...args);
    expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining("ofa-mobilenet-v3 only")]);
    expect(existsSync(at("ofa-av"))).toBe(false);
  });

  test("refuses a partial network", async () => {
    const args = ["--task", TASKS.one, "--out", at("partial")];
    const ended = await cli.run("export", JSON.stringify(PARTIAL), ...args);
    expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining("the architecture is partial")]);
    expect(existsSync(at("partial"))).toBe(false);
  });

  test("of a split that does not exist, or of a missing data set, is refused", async () => {
    const unknown = await cli.run("dataset", "export", TASKS.one, "--split", "all", "--out", at("x.npz"));
    const missing = await cli.run("dataset", "export", "nothing", "--out", at("x.npz"));
    expect([unknown.code, missing.code]).toEqual([2, 2]);
    expect(missing.stderr).toContain("nothing.dataset does not exist");
    expect(existsSync(at("x.npz"))).toBe(false);
  });
});
