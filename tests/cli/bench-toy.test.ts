import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { HarmonicService } from "../../src/service/service.js";
import type { CommandLine } from "./support/command-line.js";
import { toyFolder } from "./support/toy.js";
import { openFilledToy } from "./support/toy-line.js";

const files = toyFolder();
const on = ["--task", "toy-task", "--device", "toy-device"];

const toyBench = ["--samples", files.table, "--space", files.space, ...on, "--budget", "24", "--seeds", "2"];

describe("benches on a toy space", () => {
  let service: HarmonicService;
  let line: CommandLine;
  const text = (...args: string[]) => line.text(...args);

  beforeAll(async () => {
    ({ service, line } = await openFilledToy(files));
  });
  afterAll(() => service.close());

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
        overLimits: 0,
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
});
