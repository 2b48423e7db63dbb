import { describe, expect, it } from "vitest";
import type { StartSearch } from "../../../src/runs/request/start-search.js";
import { importSamples } from "../../../src/service/samples/import-samples.js";
import { slicedVolume } from "../../support/plain-pareto.js";
import { ended, REQUEST, startProcess, toyArchive } from "../harness.js";

/** A table of the toy space with three more devices: `x` has latencies only, `y` and `z` energies as well. */
function wideTable(): string {
  const lines = [
    "depth,width,operator,toy-task.accuracy,x.latency_ms,y.latency_ms,y.energy_mj,z.latency_ms,z.energy_mj",
  ];
  for (const depth of [1, 2]) {
    for (const width of [16, 32, 64]) {
      for (const [k, operator] of ["a", "b", "c", "d"].entries()) {
        const accuracy = (depth * width + k) / 200;
        lines.push([depth, width, operator, accuracy, depth * width, 9 - k, k + 1, depth, width].join(","));
      }
    }
  }
  return lines.join("\n");
}

describe("a run for several devices", () => {
  it("optimises every cost of each device, and shows the costs on each", async () => {
    const archive = await toyArchive();
    const process = startProcess(archive);
    await importSamples(process.context, { name: "wide", space: "toy", source: wideTable() });
    const request = {
      ...REQUEST,
      samples: "wide",
      devices: ["x", "y"],
      budget: 24,
      strategy: "random",
    } as const;
    const { id } = await process.runs.startSearch(request);
    await ended(process, id);
    const outcomes = (await archive.findings(id)).map(({ outcome }) => outcome);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ values: { length: 4 } });
    const { objectives, points, referencePoint, hypervolume } = await process.runs.run(id);
    expect(objectives).toEqual(["accuracy", "x.latency", "y.latency", "y.energy"]);
    expect(referencePoint).toEqual({ accuracy: 0.08, "x.latency": 128, "y.latency": 9, "y.energy": 4 });
    for (const { architecture, latency, energy, devices } of points) {
      const { depth, width, operator } = architecture;
      const k = ["a", "b", "c", "d"].indexOf(String(operator));
      expect([latency, energy]).toEqual([undefined, undefined]);
      expect(devices?.x.latency).toMatchObject({ value: Number(depth) * Number(width), source: "MEASURED" });
      expect(devices?.x.energy).toBeUndefined();
      expect([devices?.y.latency?.value, devices?.y.energy?.value]).toEqual([9 - k, k + 1]);
    }
    const values = points.map(({ accuracy, devices }) => [
      -accuracy!.value,
      devices!.x.latency!.value,
      devices!.y.latency!.value,
      devices!.y.energy!.value,
    ]);
    expect(hypervolume).toBeCloseTo(slicedVolume(values, [-0.08, 128, 9, 4]), 9);
    expect(hypervolume).toBeGreaterThan(0);
  });

  it("keeps the limit of each device, and limits on one device alone", async () => {
    const archive = await toyArchive();
    const process = startProcess(archive);
    await importSamples(process.context, { name: "wide", space: "toy", source: wideTable() });
    const base = {
      ...REQUEST,
      samples: "wide",
      devices: ["x", "y"],
      budget: 24,
      strategy: "random",
    } as const;
    const perDevice = [
      { device: "y", maxLatency: 8, maxEnergy: 3 },
      { device: "x", maxLatency: 40 },
    ];
    const { id, settings } = await process.runs.startSearch({ ...base, constraints: { perDevice } });
    expect(settings.constraints.perDevice?.map(({ device }) => device)).toEqual(["x", "y"]);
    await ended(process, id);
    const { points, referencePoint } = await process.runs.run(id);
    expect(referencePoint).toEqual({ accuracy: 0.08, "x.latency": 40, "y.latency": 8, "y.energy": 3 });
    expect(points.length).toBeGreaterThan(0);
    for (const { devices } of points) {
      expect(devices!.x.latency!.value).toBeLessThanOrEqual(40);
      expect(devices!.y.latency!.value).toBeLessThanOrEqual(8);
      expect(devices!.y.energy!.value).toBeLessThanOrEqual(3);
    }
    const general = { maxLatency: 40, perDevice: [{ device: "y", maxLatency: 8 }] };
    const second = await process.runs.startSearch({ ...base, constraints: general });
    await ended(process, second.id);
    const view = await process.runs.run(second.id);
    expect(view.referencePoint).toMatchObject({ "x.latency": 40, "y.latency": 8 });
  });

  it("optimises a cost on one device only where it is named so", async () => {
    const archive = await toyArchive();
    const process = startProcess(archive);
    await importSamples(process.context, { name: "wide", space: "toy", source: wideTable() });
    const base = {
      ...REQUEST,
      samples: "wide",
      devices: ["x", "y"],
      budget: 24,
      strategy: "random",
    } as const;
    const { id } = await process.runs.startSearch({
      ...base,
      objectives: ["y.latency", "accuracy"],
      constraints: { perDevice: [{ device: "x", maxLatency: 100 }] },
    });
    await ended(process, id);
    const { run, objectives, points } = await process.runs.run(id);
    expect(run.settings).toMatchObject({
      objectives: ["accuracy", "latency"],
      costObjectives: [{ metric: "latency", device: "y" }],
    });
    expect(objectives).toEqual(["accuracy", "y.latency"]);
    expect(points.map(({ devices }) => devices?.y.latency?.value).sort()).toEqual([6, 6]);
    expect(points.every(({ devices }) => devices!.x.latency!.value <= 100)).toBe(true);
    const every = await process.runs.startSearch({ ...base, objectives: ["y.latency", "x.latency"] });
    expect(every.settings.objectives).toEqual(["latency"]);
    expect(every.settings.costObjectives).toBeUndefined();
    await ended(process, every.id);
  });

  it("with one device, its own limit is the limit of the run", async () => {
    const process = startProcess(await toyArchive());
    await importSamples(process.context, { name: "wide", space: "toy", source: wideTable() });
    const { id, settings } = await process.runs.startSearch({
      ...{ ...REQUEST, samples: "wide", devices: ["y"], budget: 24, strategy: "random" },
      objectives: ["accuracy", "y.latency"],
      constraints: { perDevice: [{ device: "y", maxLatency: 8 }] },
    });
    expect(settings).toMatchObject({ constraints: { maxLatency: 8 }, objectives: ["accuracy", "latency"] });
    await ended(process, id);
    const { points, referencePoint } = await process.runs.run(id);
    expect(referencePoint).toMatchObject({ latency: 8 });
    expect(points[0].devices).toBeUndefined();
  });

  it.each([
    [{ constraints: { perDevice: [{ device: "z", maxLatency: 8 }] } }, "constraints.perDevice[0].device"],
    [
      {
        constraints: {
          perDevice: [
            { device: "y", maxLatency: 8 },
            { device: "y", maxEnergy: 8 },
          ],
        },
      },
      "constraints.perDevice[1].device",
    ],
    [{ constraints: { perDevice: [{ device: "y" }] } }, "constraints.perDevice[0]"],
    [{ constraints: { perDevice: [{ device: "y", maxLatency: 0 }] } }, "constraints.perDevice[0].maxLatency"],
    [{ constraints: { perDevice: [{ device: "x", maxEnergy: 8 }] } }, "constraints.perDevice"],
    [{ objectives: ["accuracy", "z.latency"] }, "objectives"],
    [{ objectives: ["accuracy", "x.energy"] }, "objectives"],
    [{ objectives: ["latency", "y.latency"] }, "objectives"],
    [{ objectives: ["x.accuracy"] }, "objectives"],
    [{ objectives: ["x.speed"] }, "objectives"],
    [{ devices: ["x", "x"] }, "devices[1]"],
    [{ devices: ["x", "nothing"] }, "devices[1]"],
  ])("refuses %j on %s, and stores nothing", async (given, field) => {
    const archive = await toyArchive();
    const process = startProcess(archive);
    await importSamples(process.context, { name: "wide", space: "toy", source: wideTable() });
    const request = { ...REQUEST, samples: "wide", devices: ["x", "y"], ...given } as StartSearch;
    await expect(process.runs.startSearch(request)).rejects.toMatchObject({ field });
    expect(await archive.listRuns({ limit: 10 })).toEqual([]);
  });

  it("has at most five objectives", async () => {
    const process = startProcess(await toyArchive());
    await importSamples(process.context, { name: "wide", space: "toy", source: wideTable() });
    const request = { ...REQUEST, samples: "wide", devices: ["x", "y", "z"] };
    await expect(process.runs.startSearch(request)).rejects.toMatchObject({
      field: "devices",
      code: "INVALID_INPUT",
    });
  });

  it("may limit more costs than it optimises", async () => {
    const archive = await toyArchive();
    const process = startProcess(archive);
    await importSamples(process.context, { name: "wide", space: "toy", source: wideTable() });
    const { id } = await process.runs.startSearch({
      ...REQUEST,
      ...{ samples: "wide", devices: ["x", "y", "z"], budget: 20, strategy: "surrogate" },
      ...{ objectives: ["accuracy", "latency"], constraints: { maxEnergy: 32 } },
    });
    await ended(process, id);
    const outcomes = (await archive.findings(id)).map(({ outcome }) => outcome);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ values: { length: 6 } });
  });
});
