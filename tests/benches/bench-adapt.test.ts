import { createReadStream } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { InvalidInput, NotEnoughData, NotFound } from "../../src/base/errors.js";
import { deviceId, taskId } from "../../src/base/ids.js";
import { type BenchAdaptOptions, benchAdapt } from "../../src/benches/bench-adapt.js";
import { builtInSpace } from "../../src/space/built-in/index.js";
import { compileSpace } from "../../src/space/compile.js";
import { enumerate } from "../../src/space/sampling/enumerate.js";
import { type NetworkTable, parseTable } from "../../src/tables/parse-table.js";
import { tableEvaluator } from "../../src/tables/table-evaluator.js";
import { landscape, landscapeValues } from "../search/toy.js";
import { dataFolder } from "../support/data.js";

const HEAD = [
  ...landscape.genes.map(({ name }) => name),
  "t.accuracy",
  "d.latency_ms",
  "e.latency_ms",
  "f.energy_mj",
];

/** 1,024 networks with an accuracy, and latencies of two devices that are alike. */
const csv = (): string =>
  [
    HEAD,
    ...[...enumerate(landscape)].map((genotype) => {
      const [accuracy, latency, energy] = landscapeValues(genotype);
      return [...genotype, accuracy, latency, 3 * latency ** 1.1, energy];
    }),
  ]
    .map((cells) => cells.join(","))
    .join("\n");

const options: BenchAdaptOptions = {
  space: landscape,
  task: taskId("t"),
  device: deviceId("d"),
  fromDevices: [deviceId("e")],
  accuracies: 60,
  measure: 5,
  verify: 10,
  seeds: 2,
  clock: () => 0,
};

describe("bench adapt", () => {
  let table: NetworkTable;
  beforeAll(async () => {
    table = await parseTable(csv(), landscape);
  });
  const bench = (change: Partial<BenchAdaptOptions> = {}) =>
    benchAdapt(table, { ...options, ...change }, tableEvaluator);

  it("reports shares of the true front's hypervolume per seed, and their medians", async () => {
    const { seeds, median, candidates, leftOut } = await bench();
    expect({ candidates, leftOut }).toEqual({ candidates: 1024, leftOut: 0 });
    expect(seeds.map(({ seed }) => seed)).toEqual([1, 2]);
    for (const { hypervolumeShare, search, random } of seeds) {
      for (const share of [hypervolumeShare, search, random]) {
        expect(share).toBeGreaterThan(0);
        expect(share).toBeLessThanOrEqual(1 + 1e-12);
      }
    }
    expect(median.random).toBeCloseTo((seeds[0].random + seeds[1].random) / 2, 12);
    expect(median.hypervolumeShare).toBeGreaterThan(median.random);
    expect(median.hypervolumeShare).toBeGreaterThan(0.95);
  });

  it("gives each seed the same figures, whichever others run", async () => {
    const { seeds } = await bench();
    expect((await bench({ seeds: 1, firstSeed: 2 })).seeds).toEqual(seeds.slice(1));
  });

  it("finds the whole front where everything is looked up", async () => {
    const few = csv().split("\n").slice(0, 41).join("\n");
    const small = await parseTable(few, landscape);
    const report = await benchAdapt(
      small,
      { ...options, accuracies: 40, measure: 10, verify: 30, seeds: 1 },
      tableEvaluator,
    );
    const { seeds } = report;
    expect(seeds[0].hypervolumeShare).toBeCloseTo(1, 12);
    expect(seeds[0].search).toBeCloseTo(1, 12);
    expect(seeds[0].random).toBeCloseTo(1, 12);
  });

  it("counts every step", async () => {
    const steps: number[] = [];
    await bench({ onProgress: (progress) => steps.push(progress.steps) });
    expect(steps).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it.each([
    ["an unknown task", { task: taskId("x") }, NotFound, /unknown task "x"/],
    ["an unknown device", { device: deviceId("x") }, NotFound, /unknown device "x"/],
    ["a device without latency", { device: deviceId("f") }, NotFound, /unknown device "f"/],
    ["an unknown source", { fromDevices: [deviceId("x")] }, NotFound, /--from-devices names it/],
    [
      "the device as its own source",
      { fromDevices: [deviceId("d")] },
      InvalidInput,
      /--from-devices names d/,
    ],
    ["too many accuracies", { accuracies: 1025 }, NotEnoughData, /--accuracies/],
    ["too few measurements", { measure: 3 }, InvalidInput, /measure/],
    ["nothing to verify", { verify: 0 }, InvalidInput, /verify/],
  ])("refuses %s", async (_, change, kind, message) => {
    const error = await bench(change).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(kind);
    expect((error as Error).message).toMatch(message);
  });
});

describe.skipIf(dataFolder === undefined)("on NAS-Bench-201 (skipped without the real data)", () => {
  it("holds more of the front than as many random networks", { timeout: 120_000 }, async () => {
    const space = compileSpace(builtInSpace("nas-bench-201")!);
    const stream = createReadStream(join(dataFolder!, "nas-bench-201/samples.csv"));
    const table = await parseTable(stream, space, { distinct: "topology" });
    const { median } = await benchAdapt(
      table,
      {
        ...options,
        space,
        task: taskId("cifar100"),
        device: deviceId("raspberry-pi-5-litert"),
        fromDevices: [deviceId("gold-6240"), deviceId("pixel3")],
        accuracies: 100,
        measure: 10,
        verify: 10,
        seeds: 1,
      },
      tableEvaluator,
    );
    expect(median.hypervolumeShare).toBeGreaterThan(median.random);
    expect(median.hypervolumeShare).toBeGreaterThan(0.93);
  });
});
