import { beforeAll, describe, expect, it } from "vitest";
import type { Metric } from "../../../src/base/metric.js";
import type { Archive } from "../../../src/records/archive.js";
import type { StartSearch } from "../../../src/runs/request/start-search.js";
import { submitMeasurements } from "../../../src/service/measurements/submit.js";
import { importSamples } from "../../../src/service/samples/import-samples.js";
import { ended, findingsOf, pausingTable, REQUEST, startProcess, toyArchive, until } from "../harness.js";

const BEST: StartSearch = { ...REQUEST, objectives: ["accuracy"], constraints: { maxLatency: 3 } };

async function finished(archive: Archive, request: StartSearch) {
  const process = startProcess(archive);
  const { id } = await process.runs.startSearch(request);
  await ended(process, id);
  return process.runs.run(id);
}

describe("a search with objectives of its own", () => {
  let archive: Archive;
  beforeAll(async () => {
    archive = await toyArchive();
  });

  it("ends at the most accurate network within the limits", async () => {
    const { points, hypervolume, referencePoint } = await finished(archive, { ...BEST, budget: 24 });
    const all = await finished(archive, { ...REQUEST, budget: 24, constraints: { maxLatency: 3 } });
    expect(points).toHaveLength(1);
    expect(points[0].accuracy?.value).toBe(all.points[0].accuracy?.value);
    expect(points[0].latency?.value).toBeLessThanOrEqual(3);
    expect(referencePoint).toEqual({ accuracy: 0.632 });
    expect(hypervolume).toBeCloseTo((points[0].accuracy?.value ?? 0) - 0.632, 12);
    expect(all.points.length).toBeGreaterThan(1);
  });

  it("ignores a metric that is neither optimised nor limited", async () => {
    const { points, run } = await finished(archive, BEST);
    expect(points[0]).not.toHaveProperty("energy");
    const [first] = await findingsOf(archive, run);
    expect(first.outcome).toMatchObject({ values: [expect.any(Number), expect.any(Number)] });
  });

  it("stores its objectives in its settings, in the usual order; without the option it stores none", async () => {
    const { run } = await finished(archive, { ...REQUEST, objectives: ["energy", "accuracy"] });
    expect(run.settings.objectives).toEqual(["accuracy", "energy"]);
    expect((await finished(archive, REQUEST)).run.settings).not.toHaveProperty("objectives");
  });

  it("optimises a cost alone, under a limit on accuracy", async () => {
    const { points } = await finished(archive, {
      ...REQUEST,
      budget: 24,
      objectives: ["latency"],
      constraints: { minAccuracy: 0.8 },
    });
    expect(points).toHaveLength(1);
    expect(points[0].accuracy?.value).toBeGreaterThanOrEqual(0.8);
  });

  it.each(["surrogate", "nsga2"] as const)("is resumed as if it had never stopped (%s)", async (strategy) => {
    const request = { ...BEST, strategy };
    const straight = await finished(archive, request);
    const first = startProcess(archive, { evaluators: pausingTable(9, () => void first.interruptAll()) });
    const { id } = await first.runs.startSearch(request);
    expect((await ended(first, id)).status.kind).toBe("interrupted");
    const second = startProcess(archive, { owner: "here:2:b" });
    await second.runs.resumeSearch(id);
    const run = await ended(second, id);
    expect(run.settings).toEqual(straight.run.settings);
    expect(await findingsOf(archive, run)).toEqual(await findingsOf(archive, straight.run));
    expect((await second.runs.run(id)).points).toEqual(straight.points);
  });

  it.each([
    ["none", []],
    ["one that does not exist", ["speed"]],
    ["a metric twice", ["accuracy", "accuracy"]],
    ["no list", "accuracy"],
  ])("refuses %s", async (_, objectives) => {
    const request = { ...REQUEST, objectives: objectives as readonly Metric[] };
    await expect(startProcess(archive).runs.startSearch(request)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      field: "objectives",
    });
  });

  it("refuses to optimise or to limit what a device lacks", async () => {
    const { context, runs } = startProcess(archive);
    const source = "depth,width,operator,toy-task.accuracy,lean.latency_ms\n1,16,a,0.6,2\n2,16,a,0.7,3\n";
    await importSamples(context, { name: "lean", space: "toy", source });
    const lean: StartSearch = { ...REQUEST, devices: ["lean"], samples: "lean", objectives: ["accuracy"] };
    await expect(runs.startSearch({ ...lean, objectives: ["accuracy", "energy"] })).rejects.toMatchObject({
      field: "objectives",
      message: expect.stringContaining("energy"),
    });
    await expect(runs.startSearch({ ...lean, constraints: { maxEnergy: 9 } })).rejects.toMatchObject({
      field: "constraints.maxEnergy",
    });
  });

  it("of costs alone needs no accuracy, and of accuracy alone no cost", async () => {
    const bare = await toyArchive({ measurements: false });
    const process = startProcess(bare);
    for (const [objectives, measured] of [
      [["latency"], { latency: 5 }],
      [["accuracy"], { accuracy: 0.5 }],
    ] as const) {
      const { samples: _, ...rest } = REQUEST;
      const { id } = await process.runs.startSearch({
        ...rest,
        evaluator: "external",
        objectives,
        budget: 2,
      });
      await until(async () => (await process.runs.run(id)).pending.length > 0);
      const { architecture } = (await process.runs.run(id)).pending[0];
      const measurements = [{ architecture, ...measured }];
      await submitMeasurements(process.context, { task: "toy-task", device: "toy-device", measurements });
      await until(async () => (await process.runs.run(id)).evaluations === 1);
      expect((await process.runs.run(id)).referencePoint).toEqual(measured);
      expect(await process.runs.run(id)).not.toHaveProperty("leftOut");
      await process.runs.cancelSearch(id);
    }
  });

  it("waits only for measurements of what is optimised or limited", async () => {
    const process = startProcess(archive);
    const { samples: _, constraints: __, ...rest } = BEST;
    const { id } = await process.runs.startSearch({
      ...rest,
      evaluator: "external",
      devices: ["blank-device"],
      objectives: ["energy"],
      budget: 2,
    });
    await until(async () => (await process.runs.run(id)).pending.length > 0);
    const { architecture } = (await process.runs.run(id)).pending[0];
    await submitMeasurements(process.context, {
      task: "toy-task",
      device: "blank-device",
      measurements: [{ architecture, energy: 5 }],
    });
    await until(async () => (await process.runs.run(id)).evaluations === 1);
    const { points, referencePoint } = await process.runs.run(id);
    expect([points.length, referencePoint]).toEqual([1, { energy: 5 }]);
    await process.runs.cancelSearch(id);
  });
});
