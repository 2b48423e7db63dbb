import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { HarmonicService } from "../../src/service/service.js";
import type { CommandLine } from "./support/command-line.js";
import { toyFolder } from "./support/toy.js";
import { openFilledToy } from "./support/toy-line.js";

const files = toyFolder();
const on = ["--task", "toy-task", "--device", "toy-device"];
const network = { depth: 2, width: 64, operator: "d" };

describe("commands on a toy space", () => {
  let service: HarmonicService;
  let line: CommandLine;
  const text = (...args: string[]) => line.text(...args);

  beforeAll(async () => {
    ({ service, line } = await openFilledToy(files));
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
