import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { HarmonicService } from "../../src/service/service.js";
import { testService } from "../support/service.js";
import { CommandLine } from "./support/command-line.js";
import { toyFolder } from "./support/toy.js";

const files = toyFolder();
const on = ["--task", "toy-task", "--device", "toy-device"];
const network = { depth: 2, width: 64, operator: "d" };

const toyBench = ["--samples", files.table, "--space", files.space, ...on, "--budget", "24", "--seeds", "2"];

describe("commands on a toy space", () => {
  let service: HarmonicService;
  let line: CommandLine;
  const text = async (...args: string[]) => {
    const { code, stdout, stderr } = await line.run(...args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    return stdout;
  };

  beforeAll(async () => {
    ({ service } = await testService());
    line = new CommandLine(service);
    await line.json("space", "add", files.space);
    await line.json("samples", "import", files.table, "--space", "toy");
  });
  afterAll(() => service.close());

  test("space list, show, add", async () => {
    expect(await line.json("space", "list")).toMatchObject({
      spaces: expect.arrayContaining([{ id: "toy", genes: 3, structure: null }]),
    });
    expect(await line.json("space", "show", "toy")).toMatchObject({
      id: "toy",
      genes: [{ name: "depth", choices: [1, 2] }, { name: "width" }, { name: "operator" }],
      cardinality: "24",
      partialCardinality: "24",
    });
    expect(await text("space", "show", "toy")).toMatch(/distinct networks: +24\n/);
    expect(await text("space", "add", files.space)).toBe("search space toy was known already\n");
    for (const id of ["toy", "av-mnist", "nas-bench-201"]) {
      const shown = files.file("shown.json", await text("space", "show", id, "--json"));
      expect(await line.json("space", "add", shown)).toEqual({ id, created: false });
    }
  });

  test("samples import reports the columns, and changes nothing the second time", async () => {
    const again = await line.json("samples", "import", files.table, "--space", "toy");
    expect(again).toMatchObject({
      name: "toy-toy",
      rows: 24,
      networks: 24,
      measurementsStored: 0,
      alreadyImported: true,
    });
    expect(await text("samples", "import", files.table, "--space", "toy")).toMatch(
      /changed[\s\S]*│ toy-task.accuracy +│ accuracy +│ +24 │ +0 │/,
    );
    expect(await line.json("samples", "list")).toMatchObject({
      tables: [{ name: "toy-toy", space: "toy", rows: 24 }],
    });
  });

  test("task and device: list and add", async () => {
    expect(await line.json("task", "add", "other", "--space", "toy")).toMatchObject({
      id: "other",
      created: true,
    });
    expect(await line.json("task", "add", "other", "--space", "toy")).toMatchObject({ created: false });
    expect(await line.json("device", "add", "phone", "--batch", "4")).toMatchObject({
      id: "phone",
      batch: 4,
      created: true,
    });
    expect(await line.json("device", "list")).toMatchObject({
      devices: expect.arrayContaining([expect.objectContaining({ id: "phone" })]),
    });
    expect(await text("task", "list")).toContain("│ toy-task │ toy ");
  });

  test("front: the shape of its JSON, by --json or --format json", async () => {
    const front = await line.json("front", ...on);
    expect(front).toMatchObject({
      objectives: ["accuracy", "latency", "energy"],
      referencePoint: {
        accuracy: expect.any(Number),
        latency: expect.any(Number),
        energy: expect.any(Number),
      },
      hypervolume: expect.any(Number),
      nearest: [],
    });
    const { points } = front as { points: Record<string, unknown>[] };
    expect(points.length).toBeGreaterThan(2);
    expect(points[0]).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{64}$/),
      architecture: network,
      accuracy: 0.888,
      testAccuracy: null,
      latency: 12.16,
      energy: 27.32,
      intervals: {},
      sources: { accuracy: "MEASURED", testAccuracy: null, latency: "MEASURED", energy: "MEASURED" },
      feasibility: 1,
      clashing: [],
      extrapolated: [],
    });
    expect(JSON.parse(await text("front", ...on, "--format", "json"))).toEqual(front);
    expect(JSON.parse(await text("--json", "front", ...on))).toEqual(front);
  });

  test("front: a table with units, and CSV with every digit", async () => {
    const table = await text("front", ...on, "--objectives", "accuracy,latency", "--max-latency", "2");
    expect(table).toMatch(/│ architecture +│ +accuracy │ +latency \[ms\] │/);
    expect(table).toMatch(
      /m measured\ngenes: .+\nhypervolume [\d.e-]+, reference point: accuracy [\d.]+, latency 2 ms\n$/,
    );
    const csv = await text("front", ...on, "--format", "csv");
    expect(csv.split("\n")[0]).toBe(
      "id,depth,width,operator,accuracy,accuracy.lower,accuracy.upper,accuracy.source," +
        "testAccuracy,testAccuracy.lower,testAccuracy.upper,testAccuracy.source," +
        "latency,latency.lower,latency.upper,latency.source,energy,energy.lower,energy.upper,energy.source",
    );
    expect(csv.split("\n")[1]).toMatch(
      /^[0-9a-f]{64},2,64,d,0.888,,,MEASURED,,,,,12.16,,,MEASURED,27.32,,,MEASURED$/,
    );
  });

  test("front: if nothing is feasible, an empty front and the nearest networks with what they miss", async () => {
    const front = await line.json("front", ...on, "--min-accuracy", "0.99");
    expect(front).toMatchObject({
      points: [],
      hypervolume: 0,
      nearest: expect.arrayContaining([
        expect.objectContaining({ misses: { accuracy: expect.any(Number) } }),
      ]),
    });
    expect(await text("front", ...on, "--min-accuracy", "0.99")).toMatch(
      /^The front is empty\.\nNearest:\n[\s\S]*misses accuracy by 0\.\d+/,
    );
    expect(await line.json("recommend", ...on, "--min-accuracy", "0.99")).toMatchObject({ point: null });
  });

  test("recommend", async () => {
    expect(await line.json("recommend", ...on, "--prefer", "latency", "--min-accuracy", "0.8")).toMatchObject(
      {
        point: { accuracy: expect.any(Number), sources: { latency: "MEASURED" } },
        reason: expect.stringContaining("lowest latency"),
      },
    );
    expect(await line.json("recommend", ...on, "--prefer", "accuracy")).toMatchObject({
      reason: expect.stringContaining("highest accuracy"),
      notes: expect.any(Array),
    });
    for (const [option, field] of [
      ["--max-macs", "maxMacs"],
      ["--max-params", "maxParams"],
    ] as const) {
      for (const command of ["front", "recommend"]) {
        const { stderr } = await line.run(command, ...on, option, "5");
        expect(stderr).toMatch(new RegExp(`are not known, so ${field} cannot be kept`));
      }
    }
    expect(await text("recommend", ...on)).toMatch(/knee[\s\S]*\{"depth":/);
    const weighted = ["recommend", ...on, "--prefer", "weighted"];
    expect(
      await line.json(...weighted, "--weights", "accuracy=2,latency=1", "--confidence", "0.9"),
    ).toMatchObject({ feasibility: 1, reason: expect.stringContaining("weighted accuracy 2, latency 1") });
    expect(await text("recommend", ...on, "--min-accuracy", "0.8")).toMatch(/with a probability of 100 %/);
    expect((await line.run(...weighted)).stderr).toMatch(/--prefer weighted needs --weights/);
    expect((await line.run(...weighted, "--weights", "accuracy")).stderr).toMatch(/METRIC=WEIGHT/);
  });

  test("predictor train and list, predict, suggest", async () => {
    for (const metric of ["accuracy", "latency", "energy"]) {
      expect(await line.json("predictor", "train", ...on, "--metric", metric, "--seed", "3")).toMatchObject({
        predictor: { metric, seed: 3 },
        contest: { reason: expect.stringContaining("cross-validated") },
        quality: { kendallTau: expect.any(Number) },
      });
    }
    expect(await line.json("predictor", "list", "--metric", "latency")).toMatchObject({
      predictors: [
        {
          device: "toy-device",
          contest: {
            scale: "log",
            entries: expect.arrayContaining([expect.objectContaining({ family: "gaussian-process" })]),
            reason: expect.stringContaining("cross-validated"),
          },
        },
      ],
    });
    expect(await text("predictor", "list")).toMatch(/toy\.toy-device\.latency\.v1 +│ yes/);
    const predicted = await line.json(
      "predict",
      ...on,
      "--architecture",
      JSON.stringify([network, { ...network, depth: 1 }]),
    );
    expect(predicted).toMatchObject({
      predictions: [
        {
          architecture: network,
          intervals: { latency: [expect.any(Number), expect.any(Number)] },
          sources: { latency: "PREDICTED" },
        },
        { architecture: { depth: 1 } },
      ],
    });
    expect(await text("predict", ...on, "--architecture", JSON.stringify(network))).toMatch(
      /\[[\d.]+, [\d.]+\] p/,
    );
    expect(await line.json("measurements", "suggest", ...on, "--count", "2")).toMatchObject({
      points: expect.any(Array),
    });
  });

  test("measurements: submit, show, retract", async () => {
    const request = {
      ...{ task: "toy-task", device: "toy-device" },
      measurements: [{ architecture: network, latency: 90 }],
      idempotencyKey: "k",
    };
    const file = files.file("request.json", JSON.stringify(request));
    const submission = await line.json("measurements", "submit", file);
    expect(submission).toMatchObject({
      stored: 1,
      measurements: [{ latency: 90 }],
      clashing: [expect.any(String)],
    });
    expect(await line.json("measurements", "submit", file)).toMatchObject({
      measurements: [{ latency: 90 }],
    });
    const { measurements, clashing } = submission as { measurements: { id: string }[]; clashing: string[] };
    expect(await text("measurements", "show", clashing[0])).toMatch(/│ +90 │[\s\S]*│ no +│/);
    const bare = files.file("bare.json", JSON.stringify([{ architecture: network, latency: 91 }]));
    const second = await line.json("measurements", "submit", bare, ...on);
    expect(await line.json("measurements", "retract", measurements[0].id)).toMatchObject({ retracted: true });
    const {
      measurements: [other],
    } = second as { measurements: { id: string }[] };
    expect(await text("measurements", "retract", other.id)).toMatch(/^retracted measurement/);
  });

  test("device import-profile stores a profile once, and cost fails in one line where it lacks an entry", async () => {
    const profile = files.file(
      "profile.json",
      JSON.stringify({ "Sum-input:1_192_16-N:1-C:192-L:16": { lat: 0.5, enrg: 2 } }),
    );
    expect(await line.json("device", "import-profile", profile, "--device", "board")).toMatchObject({
      device: "board",
      entries: 1,
      changed: 1,
    });
    expect(await text("device", "import-profile", profile, "--device", "board")).toBe(
      "board: 1 entries read, 0 new or changed\n",
    );
    const { code, stderr } = await line.run(
      "cost",
      "--task",
      "toy-task",
      "--device",
      "board",
      "--architecture",
      JSON.stringify(network),
    );
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringMatching(/^error: [^\n]+\n$/) });
  });

  test("archive info and backup; doctor", async () => {
    expect(await line.json("archive", "info")).toMatchObject({
      architectures: 24,
      tasks: { "toy-task": { measured: 24 } },
      devices: { "toy-device": { measured: 24 } },
    });
    expect(await text("archive", "info")).toMatch(/│ task +│ toy-task +│ +24 │/);
    const copy = join(files.folder, "copy.db");
    expect(await line.json("archive", "backup", copy)).toEqual({ file: copy });
    expect(existsSync(copy)).toBe(true);
    expect(await line.run("archive", "backup", copy)).toMatchObject({ code: 2, stdout: "" });
    expect(await line.json("doctor")).toEqual({
      tensorBackend: "wasm",
      archive: expect.any(String),
      queue: "local",
      seeds: "all",
      profiler: {
        onnxruntime: expect.stringMatching(/^\d+\.\d+/),
        meter: expect.toSatisfy((name: unknown) => name === null || typeof name === "string"),
        taskset: expect.any(Boolean),
      },
      advice: expect.arrayContaining(["native is faster"]),
    });
    expect(await text("doctor", "--tensor-backend", "cpu")).toMatch(
      /^tensor backend: +wasm, as cpu chooses$[\s\S]*- native is faster/m,
    );
  });

  test("bench search", async () => {
    const report = await line.json(
      "bench",
      "search",
      ...toyBench,
      "--strategy",
      "random",
      "--first-seed",
      "5",
    );
    expect(report).toEqual({
      trueHypervolume: expect.any(Number),
      trueFrontSize: expect.any(Number),
      candidates: 24,
      leftOut: 0,
      seeds: [5, 6].map((seed) => ({
        seed,
        evaluationsTo: {
          "0.9": expect.any(Number),
          "0.95": expect.any(Number),
          "0.99": expect.any(Number),
          "0.999": expect.any(Number),
        },
        curve: expect.any(Array),
        seconds: expect.any(Number),
      })),
      median: {
        "0.9": expect.any(Number),
        "0.95": expect.any(Number),
        "0.99": expect.any(Number),
        "0.999": expect.any(Number),
      },
    });
    expect(
      await line.json("bench", "search", ...toyBench, "--strategy", "random", "--objectives", "accuracy"),
    ).toMatchObject({ trueFrontSize: 1 });
    expect(await text("bench", "search", ...toyBench, "--strategy", "random", "--budget", "1")).toMatch(
      /│ median │ +> 1 │/,
    );
  });

  test("bench predictor", async () => {
    const args = ["--samples", files.table, "--space", files.space, "--train", "12", "--seeds", "2"];
    const figures = [
      ...["kendallTau", "spearman", "mae", "within5", "within10", "coverage90", "width90", "intervalScore90"],
      ...["intervalScore90ConstantWidth", "fitSeconds", "predictionsPerSecond"],
    ];
    const result = {
      family: expect.any(String),
      ...Object.fromEntries(figures.map((name) => [name, expect.any(Number)])),
    };
    const report = await line.json(
      "bench",
      "predictor",
      ...args,
      "--device",
      "toy-device",
      "--metric",
      "latency",
    );
    expect(report).toEqual({
      networks: 24,
      leftOut: 0,
      seeds: [
        { seed: 1, ...result },
        { seed: 2, ...result },
      ],
      median: result,
    });
    const energy = ["--device", "toy-device", "--metric", "energy", "--feature", "toy-device.latency_ms"];
    expect(await text("bench", "predictor", ...args, ...energy)).toMatch(
      /^24 networks, 0 left out; trained on 12, tested on 12\n[\s\S]*mean[\s\S]*error[\s\S]*\[mJ\][\s\S]*│ median │/,
    );
  });

  test("help names units, defaults and an example", async () => {
    expect(await text()).toContain("Usage: harmonic [options] [command]");
    const help = await text("front", "--help");
    expect(help).toMatch(
      /--max-latency <ms>[\s\S]*\[ms\][\s\S]*default: "table"[\s\S]*Examples:\n {2}\$ harmonic front/,
    );
    expect(await text("serve", "--help")).toMatch(/Settings:\n[\s\S]*--port <number>[\s\S]*default: 4000/);
    expect(await text("--version")).toBe("1.2.3\n");
  });

  test("archive reset empties the archive", async () => {
    expect(await line.json("archive", "reset", "--yes")).toMatchObject({ reset: true });
    expect(await line.json("archive", "info")).toMatchObject({ architectures: 0 });
    expect(readFileSync(files.table, "utf8")).not.toBe("");
  });
});
