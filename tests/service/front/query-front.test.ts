import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import type { Metric } from "../../../src/base/metric.js";
import { registerDevice } from "../../../src/service/catalog/devices.js";
import type { FrontQuery } from "../../../src/service/front/front.js";
import { queryFront } from "../../../src/service/front/query-front.js";
import type { HarmonicService } from "../../../src/service/service.js";
import { TOY_SPACE, testService, toyTable } from "../../support/service.js";
import {
  importRows,
  names,
  plainFrontOf,
  rowsBut,
  submitOne,
  TOY,
  TOY_NETWORKS,
  toyContext,
} from "../harness.js";

let service: HarmonicService;

beforeEach(async () => {
  ({ service } = await testService());
  await service.registerSearchSpace(TOY_SPACE);
});

const importToy = (rows?: number) =>
  service.importSamples({ name: "toy", space: "toy", source: toyTable(rows) });

describe("a Pareto front", () => {
  it("shows measured points, their reference point and hypervolume", async () => {
    await importToy();
    const front = await service.paretoFront({ task: "toy-task", device: "toy-device" });
    expect(front.objectives).toEqual(["accuracy", "latency", "energy"]);
    expect(front.sources).toEqual(["MEASURED"]);
    expect(front.referencePoint.accuracy).toBeCloseTo(0.632, 9);
    expect(front.hypervolume).toBeGreaterThan(0);
    for (const a of front.points) {
      for (const b of front.points) {
        const dominates =
          a.accuracy!.value >= b.accuracy!.value &&
          a.latency!.value <= b.latency!.value &&
          a.energy!.value <= b.energy!.value &&
          (a.accuracy!.value > b.accuracy!.value ||
            a.latency!.value < b.latency!.value ||
            a.energy!.value < b.energy!.value);
        expect(dominates).toBe(false);
      }
    }
  });

  it("keeps limits, and shows the nearest points where nothing does", async () => {
    await importToy();
    const ask = (constraints: object) =>
      service.paretoFront({ task: "toy-task", device: "toy-device", constraints });
    const limited = await ask({ maxLatency: 2, minAccuracy: 0.7 });
    expect(limited.points.length).toBeGreaterThan(0);
    expect(limited.points.every((p) => p.latency!.value <= 2 && p.accuracy!.value >= 0.7)).toBe(true);
    const none = await ask({ maxLatency: 0.9, minAccuracy: 0.85 });
    expect(none.points).toEqual([]);
    expect(none.nearest.length).toBeGreaterThan(0);
    expect(Object.keys(none.nearest[0].misses).length).toBeGreaterThan(0);
    const onlyB = await ask({ genes: { operator: "b" } });
    expect(onlyB.points.every((p) => p.architecture.operator === "b")).toBe(true);
    await expect(ask({ genes: { colour: "red" } })).rejects.toMatchObject({
      field: "constraints.genes.colour",
    });
    await expect(ask({ maxLatency: -3 })).rejects.toMatchObject({ field: "constraints.maxLatency" });
  });

  it("is the front of the feasible points under any limits", async () => {
    await importToy();
    const all = await service.paretoFront({
      task: "toy-task",
      device: "toy-device",
      objectives: ["accuracy"],
    });
    expect(all.objectives).toEqual(["accuracy"]);
    const points = toyTable()
      .split("\n")
      .slice(1)
      .map((line) => line.split(",").slice(3).map(Number) as [number, number, number]);
    const dominates = (a: number[], b: number[]) =>
      a[0] >= b[0] && a[1] <= b[1] && a[2] <= b[2] && (a[0] > b[0] || a[1] < b[1] || a[2] < b[2]);
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 0.6, max: 0.95, noNaN: true }),
        fc.double({ min: 0.5, max: 13, noNaN: true }),
        fc.double({ min: 1, max: 30, noNaN: true }),
        async (minAccuracy, maxLatency, maxEnergy) => {
          const constraints = { minAccuracy, maxLatency, maxEnergy };
          const front = await service.paretoFront({ task: "toy-task", device: "toy-device", constraints });
          const feasible = points.filter(
            ([a, l, e]) => a >= minAccuracy && l <= maxLatency && e <= maxEnergy,
          );
          const expected = feasible.filter((p) => !feasible.some((q) => dominates(q, p)));
          const found = front.points.map((p) => [p.accuracy!.value, p.latency!.value, p.energy!.value]);
          expect(found.map(String).sort()).toEqual(expected.map(String).sort());
          expect(front.nearest.length > 0).toBe(expected.length === 0);
        },
      ),
    );
  });

  it("shows predictions where no network has everything measured, and marks them as predicted", async () => {
    const half = toyTable()
      .split("\n")
      .map((line) => line.split(","));
    const accuracyOnly = half
      .filter((_, i) => i === 0 || i % 2 !== 0)
      .map((cells) => cells.slice(0, 4).join(","));
    const costOnly = half
      .filter((_, i) => i === 0 || i % 2 === 0)
      .map((cells) => [...cells.slice(0, 3), ...cells.slice(4)].join(","));
    await service.importSamples({ name: "accuracy", space: "toy", source: accuracyOnly.join("\n") });
    await service.importSamples({ name: "cost", space: "toy", source: costOnly.join("\n") });
    const ask = () => service.paretoFront({ task: "toy-task", device: "toy-device" });
    expect(await ask()).toMatchObject({ points: [] });
    for (const metric of ["accuracy", "latency", "energy"] as const) {
      const report = await service.trainPredictor({ task: "toy-task", device: "toy-device", metric });
      expect(report.promoted).toBe(true);
    }
    const front = await ask();
    expect(front.points.length).toBeGreaterThan(0);
    expect(front.sources).toContain("PREDICTED");
    const predicted = front.points
      .flatMap((p) => [p.accuracy, p.latency, p.energy])
      .find((e) => e?.source === "PREDICTED");
    expect(predicted?.lower).toBeLessThan(predicted?.upper ?? 0);
  });
});

describe("the objectives of a front", () => {
  it("are by default accuracy and the costs that are known of the device", async () => {
    const context = await toyContext();
    await importRows(context, rowsBut(), ["energy"]);
    await registerDevice(context, { id: "blank-device" });
    expect((await queryFront(context, TOY)).objectives).toEqual(["accuracy", "latency"]);
    expect((await queryFront(context, { ...TOY, device: "blank-device" })).objectives).toEqual(["accuracy"]);
  });

  it("give the order of the points: best value of the first objective first", async () => {
    const context = await toyContext();
    await importRows(context, rowsBut());
    const accuracies = (await queryFront(context, TOY)).points.map(({ accuracy }) => accuracy!.value);
    expect(accuracies).toEqual([...accuracies].sort((a, b) => b - a));
    expect(accuracies.length).toBeGreaterThan(2);
    const cheapest = await queryFront(context, { ...TOY, objectives: ["energy", "accuracy"] });
    const energies = cheapest.points.map(({ energy }) => energy!.value);
    expect(energies).toEqual([...energies].sort((a, b) => a - b));
    expect(names(cheapest.points)).toEqual(names(plainFrontOf(TOY_NETWORKS, ["energy", "accuracy"])));
    expect(cheapest.referencePoint).toEqual({ energy: 27.32, accuracy: 0.632 });
  });

  it("have their limits as the reference point, or else the worst known values", async () => {
    const context = await toyContext();
    await importRows(context, rowsBut());
    const { referencePoint } = await queryFront(context, { ...TOY, constraints: { maxLatency: 3 } });
    expect(referencePoint).toEqual({ accuracy: 0.632, latency: 3, energy: 27.32 });
  });
});

describe("a limit on a metric that is no objective", () => {
  const objectives: readonly Metric[] = ["accuracy", "latency"];

  it("lets networks onto the front that only infeasible ones dominate", async () => {
    const context = await toyContext();
    await importRows(context, rowsBut());
    const ask = (maxEnergy?: number) =>
      queryFront(context, { ...TOY, objectives, ...(maxEnergy && { constraints: { maxEnergy } }) });
    const [free, limited] = [await ask(), await ask(7)];
    expect(names(free.points)).not.toContain("2,32,a");
    expect(names(limited.points)).toContain("2,32,a");
    expect(limited.referencePoint).toEqual(free.referencePoint);
    for (const { energy } of limited.points) expect(energy!.value).toBeLessThanOrEqual(7);
  });

  it("gives the front of the feasible networks, whatever the limits are", async () => {
    const context = await toyContext();
    await importRows(context, rowsBut());
    const accuracy = fc.double({ min: 0.6, max: 0.9, noNaN: true });
    const latency = fc.double({ min: 0.5, max: 13, noNaN: true });
    const energy = fc.double({ min: 1, max: 30, noNaN: true });
    const asked = fc.constantFrom<readonly Metric[]>(
      ["accuracy", "latency"],
      ["energy", "accuracy"],
      ["latency"],
    );
    await fc.assert(
      fc.asyncProperty(asked, accuracy, latency, energy, async (objectives, least, slowest, most) => {
        const constraints = { minAccuracy: least, maxLatency: slowest, maxEnergy: most };
        const front = await queryFront(context, { ...TOY, objectives, constraints });
        const feasible = TOY_NETWORKS.filter(
          (network) => network.accuracy >= least && network.latency <= slowest && network.energy <= most,
        );
        expect(names(front.points)).toEqual(names(plainFrontOf(feasible, objectives)));
      }),
    );
  });
});

describe("the version of a front", () => {
  it("changes with what is known and with the question, and with nothing else", async () => {
    const context = await toyContext();
    await importRows(context, rowsBut(23));
    const versionOf = async (query: Partial<FrontQuery> = {}) =>
      (await queryFront(context, { ...TOY, ...query })).version;
    const first = await versionOf();
    expect(await versionOf()).toBe(first);
    expect(await versionOf({ constraints: { maxLatency: 5 } })).not.toBe(first);
    expect(await versionOf({ objectives: ["accuracy"] })).not.toBe(first);
    await submitOne(context, TOY_NETWORKS[23]);
    expect(await versionOf()).not.toBe(first);
  });
});
