import { createReadStream } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { NotEnoughData, NotFound } from "../../src/base/errors.js";
import { deviceId, taskId } from "../../src/base/ids.js";
import { type BenchPredictorOptions, benchPredictor } from "../../src/benches/bench-predictor.js";
import type { OperatorProfile } from "../../src/hardware/types.js";
import { builtInSpace } from "../../src/space/built-in/index.js";
import { compileSpace } from "../../src/space/compile.js";
import { joinTables } from "../../src/tables/join-tables.js";
import { parseTable, type SampleTableData } from "../../src/tables/parse-table.js";
import { dataFolder } from "../support/data.js";

const space = compileSpace(builtInSpace("nas-bench-201")!);
const OPERATORS = ["none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3"];
const GENES = ["edge_0_1", "edge_0_2", "edge_1_2", "edge_0_3", "edge_1_3", "edge_2_3"];

/** 160 cells with made-up costs on two devices. Every tenth has no hint, and every fiftieth is faster than 0.05 ms. */
function csv(): string {
  const lines = [[...GENES, "t.accuracy", "d.latency_ms", "e.latency_ms", "hint"].join(",")];
  for (let i = 0; i < 160; i++) {
    const choices = GENES.map((_, g) => Math.floor(i * 7.3 ** (g / 3) + g * i) % 5);
    const load = choices.reduce((sum, c, g) => sum + c * (1 + g / 10), 0);
    const latency = i % 50 === 0 ? 0.01 : Math.exp(0.1 * load);
    lines.push(
      [
        ...choices.map((c) => OPERATORS[c]),
        0.5 + load / 100,
        latency,
        3 * latency + 1,
        i % 10 === 0 ? "" : load,
      ].join(","),
    );
  }
  return lines.join("\n");
}

const pickKeys = (entries: OperatorProfile["entries"], ...starts: string[]) =>
  Object.fromEntries(
    Object.entries(entries).filter(([key]) => starts.some((start) => key.startsWith(start))),
  );

const base = { space, train: 40, seeds: 2, clock: () => performance.now() };
const latency: BenchPredictorOptions = { ...base, metric: "latency", device: deviceId("d") };

describe("benchPredictor", () => {
  let table: SampleTableData;
  beforeAll(async () => {
    table = await parseTable(csv(), space);
  });

  it("trains for each seed, judges on the other networks, and reports medians", async () => {
    const report = await benchPredictor(table, latency);
    expect(report.seeds.map(({ seed }) => seed)).toEqual([1, 2]);
    expect(report.leftOut).toBeGreaterThan(0);
    expect(report.median.kendallTau).toBeCloseTo(
      (report.seeds[0].kendallTau + report.seeds[1].kendallTau) / 2,
      12,
    );
    expect(report.median.kendallTau).toBeGreaterThan(0.8);
    expect(report.median).toMatchObject({ family: expect.any(String), fitSeconds: expect.any(Number) });
    expect(Object.values(report.median).every((x) => typeof x === "string" || Number.isFinite(x))).toBe(true);
  });

  it("gives the same figures for the same seed", async () => {
    const quality = async () => {
      const {
        fitSeconds: _,
        predictionsPerSecond: __,
        ...rest
      } = (await benchPredictor(table, { ...latency, family: "ridge" })).median;
      return rest;
    };
    expect(await quality()).toEqual(await quality());
  });

  it("gives the predictor one more column, and leaves out networks that lack it", async () => {
    const accuracy = { ...base, metric: "accuracy" as const, task: taskId("t"), family: "ridge" };
    const plain = await benchPredictor(table, accuracy);
    const hinted = await benchPredictor(table, { ...accuracy, features: ["hint"] });
    expect(hinted.networks).toBeLessThan(plain.networks);
    expect(hinted.median.mae).toBeLessThan(plain.median.mae + 1e-3);
  });

  it("predicts better from a handful of networks with the help of another device", async () => {
    const few = { ...latency, train: 10 };
    const alone = await benchPredictor(table, few);
    const helped = await benchPredictor(table, { ...few, fromDevices: [deviceId("e")] });
    expect(helped.median.mae).toBeLessThan(alone.median.mae);
  });

  it("trains on networks that are chosen by design, the same ones for the same seed", async () => {
    const few = { ...latency, train: 10, family: "ridge", isChosen: true };
    const { seeds } = await benchPredictor(table, few);
    const again = await benchPredictor(table, { ...few, seeds: 1 });
    expect(again.seeds[0].mae).toBe(seeds[0].mae);
    const random = await benchPredictor(table, { ...few, isChosen: false });
    expect(random.seeds[0].mae).not.toBe(seeds[0].mae);
    const helped = await benchPredictor(table, { ...few, fromDevices: [deviceId("e")] });
    expect(helped.seeds[0].mae).not.toBe(seeds[0].mae);
  });

  it("knows the sums of operator profiles of every network", async () => {
    const entries = Object.fromEntries(
      GENES.flatMap((gene, g) =>
        OPERATORS.map((operator, c) => [`${gene}=${operator}`, { latency: c * (1 + g / 10) + 0.1 }]),
      ),
    ) as OperatorProfile["entries"];
    const profiles: OperatorProfile[] = [
      { device: deviceId("p"), entries: pickKeys(entries, "edge_0"), source: "a.json" },
      { device: deviceId("p"), entries: pickKeys(entries, "edge_1", "edge_2"), source: "b.json" },
    ];
    const few = { ...latency, train: 8, family: "ridge" };
    const alone = await benchPredictor(table, few);
    const helped = await benchPredictor(table, { ...few, profiles });
    expect(helped.median.spearman).toBeGreaterThan(alone.median.spearman);
    const half = benchPredictor(table, { ...few, profiles: profiles.slice(0, 1) });
    await expect(half).rejects.toThrow(
      /--profile: the profiles of p \(a\.json\) lack the latency of 15 of the 30 keys .* such as edge_1_2=none/,
    );
  });

  it("takes the source device from another table than the target", async () => {
    const column = (index: number) => (line: string) =>
      line.split(",").toSpliced(6, 4, line.split(",")[index]);
    const lines = csv().split("\n");
    const targets = lines.slice(0, 100).map(column(7));
    const sources = [lines[0], ...lines.slice(60)].map(column(8));
    const [target, source] = await Promise.all(
      [targets, sources].map((rows) => parseTable(rows.map((cells) => cells.join(",")).join("\n"), space)),
    );
    const few = { ...latency, train: 10 };
    const alone = await benchPredictor(target, few);
    const joined = joinTables([target, source]);
    const helped = await benchPredictor(joined, { ...few, fromDevices: [deviceId("e")] });
    expect(helped.networks).toBe(alone.networks);
    expect(helped.median.mae).toBeLessThan(alone.median.mae);
  });

  it("counts every predictor that it trains", async () => {
    const trained: number[] = [];
    const onProgress = (progress: { readonly trained: number }) => trained.push(progress.trained);
    await benchPredictor(table, { ...latency, train: 10, fromDevices: [deviceId("e")], onProgress });
    expect(trained).toEqual([0, 1, 2, 3]);
  });

  it("refuses sources that cannot be used, by the name of the option", async () => {
    const from = (...ids: string[]) => ({ ...latency, fromDevices: ids.map(deviceId) });
    await expect(benchPredictor(table, from("x"))).rejects.toThrow(
      /unknown device "x": --from-devices names it, but the table has latency of d, e/,
    );
    await expect(benchPredictor(table, from("e", "d"))).rejects.toThrow(
      /--from-devices names d, the device to be predicted/,
    );
    const accuracy = {
      ...base,
      metric: "accuracy" as const,
      task: taskId("t"),
      fromDevices: [deviceId("e")],
    };
    await expect(benchPredictor(table, accuracy)).rejects.toThrow(/--from-devices is about costs of devices/);
  });

  it("names what the table lacks", async () => {
    await expect(benchPredictor(table, { ...latency, device: deviceId("x") })).rejects.toThrow(NotFound);
    await expect(benchPredictor(table, { ...latency, features: ["x"] })).rejects.toThrow(
      /unknown column "x"/,
    );
    await expect(benchPredictor(table, { ...latency, train: 5000 })).rejects.toThrow(NotEnoughData);
    await expect(benchPredictor(table, { ...base, metric: "latency" })).rejects.toThrow(
      /device must be given/,
    );
  });
});

describe.skipIf(dataFolder === undefined)("on NAS-Bench-201 (skipped without the real data)", () => {
  it("ranks latencies, and gives calibrated intervals", async () => {
    const stream = createReadStream(join(dataFolder!, "nas-bench-201/samples.csv"));
    const table = await parseTable(stream, space, { distinct: "topology" });
    const { median, networks } = await benchPredictor(table, {
      ...base,
      metric: "latency",
      device: deviceId("raspberry-pi-5-onnx"),
      train: 100,
      seeds: 1,
      family: "gaussian-process",
    });
    expect(networks).toBe(6466);
    expect(median.spearman).toBeGreaterThan(0.97);
    expect(median.within10).toBeGreaterThan(0.9);
    expect(median.coverage90).toBeGreaterThan(0.8);
  });
});
