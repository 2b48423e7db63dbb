import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import type { HarmonicService } from "../../src/service/service.js";
import { TOY_SPACE, testService, toyTable } from "../support/service.js";

let service: HarmonicService;

beforeEach(async () => {
  ({ service } = await testService());
  await service.registerSearchSpace(TOY_SPACE);
});

const importToy = (rows?: number) =>
  service.importSamples({ name: "toy", space: "toy", source: toyTable(rows) });

describe("the catalogue", () => {
  it("registers a space once and refuses another of the same id", async () => {
    expect((await service.registerSearchSpace(TOY_SPACE)).created).toBe(false);
    const other = { ...TOY_SPACE, genes: TOY_SPACE.genes.slice(1) };
    await expect(service.registerSearchSpace(other)).rejects.toMatchObject({ code: "CONFLICT", field: "id" });
    await expect(service.registerSearchSpace({ ...TOY_SPACE, id: "nas-bench-201" })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    expect((await service.searchSpace("toy")).cardinality).toBe(24n);
  });

  it("names what is known when something is not", async () => {
    await expect(service.task("nope")).rejects.toMatchObject({ code: "NOT_FOUND", field: "task" });
    await expect(service.paretoFront({ task: "nope", device: "x" })).rejects.toMatchObject({ field: "task" });
    await service.registerTask({ id: "toy-task", space: "toy" });
    await expect(service.paretoFront({ task: "toy-task", device: "x" })).rejects.toMatchObject({
      field: "device",
    });
  });
});

describe("a device that is measured", () => {
  beforeEach(async () => {
    await service.registerTask({ id: "t", space: "toy" });
  });
  const measure = (device: string) =>
    service.submitMeasurements({
      task: "t",
      device,
      measurements: [{ architecture: { depth: 1, width: 16, operator: "a" }, latency: 2 }],
    });

  it("keeps its batch and runtime, which its measurements belong to", async () => {
    await service.registerDevice({ id: "d", batch: 4 });
    expect((await service.registerDevice({ id: "d", batch: 8, runtime: "litert" })).device.batch).toBe(8);
    const { measurements } = await measure("d");
    for (const change of [{ batch: 1 }, { runtime: "onnx" }]) {
      const [field] = Object.keys(change);
      const answer = service.registerDevice({ id: "d", name: "D", ...change });
      await expect(answer).rejects.toMatchObject({ code: "CONFLICT", field });
    }
    expect(await service.device("d")).toMatchObject({ name: "d", batch: 8, runtime: "litert" });
    await service.registerDevice({ id: "d", name: "D", batch: 8, runtime: "litert" });
    await service.retractMeasurement(measurements[0].id);
    expect((await service.registerDevice({ id: "d", batch: 1 })).device).toMatchObject({
      name: "D",
      batch: 1,
    });
  });

  it("may be completed where a table's column gave only its name", async () => {
    await importToy();
    const complete = { id: "toy-device", batch: 32, runtime: "onnx" };
    expect((await service.registerDevice(complete)).device).toMatchObject(complete);
    await expect(service.registerDevice({ id: "toy-device", batch: 1 })).rejects.toMatchObject({
      code: "CONFLICT",
    });
  });
});

describe("operator profiles", () => {
  const content = [{ "Sum-input:1_192_16-N:1-C:192-L:16": { lat: "0.05", enrg: 0.3 } }];

  it("are merged, and the same again changes nothing", async () => {
    const first = await service.importOperatorProfile({ device: "board", spaces: ["av-mnist"], content });
    expect(first).toEqual({ device: "board", entries: 1, changed: 1 });
    expect(
      (await service.importOperatorProfile({ device: "board", spaces: ["av-mnist"], content })).changed,
    ).toBe(0);
    expect((await service.device("board")).batch).toBe(1);
  });

  it("name what is wrong and then leave no device behind", async () => {
    for (const [field, input] of [
      ["spaces", { device: "board", spaces: [], content }],
      ["spaces", { device: "board", spaces: ["nowhere"], content }],
      ["content", { device: "board", content: [] }],
      ["device", { device: "no spaces allowed", content }],
    ] as const) {
      await expect(service.importOperatorProfile(input)).rejects.toMatchObject({ field });
    }
    await expect(
      service.importOperatorProfile({ device: "board", content: [{ k: { lat: -1, enrg: 1 } }] }),
    ).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
    expect(await service.devices()).toEqual([]);
  });

  it("that lack an operator say which, and cost nothing meanwhile", async () => {
    await service.importOperatorProfile({ device: "board", content });
    await service.registerTask({ id: "av", space: "av-mnist" });
    const architecture = { "image.depth_1": 2 };
    await expect(service.cost({ task: "av", device: "board", architecture })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
  });
});

describe("sample tables", () => {
  it("creates what the columns name, and the same file again changes nothing", async () => {
    const report = await importToy();
    expect(report).toMatchObject({
      networks: 24,
      measurementsStored: 48,
      tasksCreated: ["toy-task"],
      devicesCreated: ["toy-device"],
    });
    const before = await service.archiveInfo();
    expect(before).toMatchObject({
      architectures: 24,
      tasks: { "toy-task": { measured: 24 } },
      devices: { "toy-device": { measured: 24 } },
    });
    expect((await importToy()).alreadyImported).toBe(true);
    await service.importSamples({ name: "again", space: "toy", source: toyTable() });
    expect(
      (await service.paretoFront({ task: "toy-task", device: "toy-device" })).points[0].accuracy?.repeats,
    ).toBe(1);
    expect(await service.archiveInfo()).toMatchObject(before);
  });

  it("keeps nothing of a file with a bad row", async () => {
    const bad = `${toyTable(10)}\n3,16,a,0.5,1,1`;
    await expect(service.importSamples({ name: "bad", space: "toy", source: bad })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
    expect(await service.archiveInfo()).toMatchObject({ architectures: 0, tasks: {}, devices: {} });
    expect(await service.sampleTables()).toEqual([]);
  });
});

describe("measurements", () => {
  const architecture = { depth: 1, width: 16, operator: "a" };
  beforeEach(async () => {
    await service.registerTask({ id: "t", space: "toy" });
    await service.registerDevice({ id: "d" });
  });

  it("stores all of a submission or nothing", async () => {
    const good = { architecture, accuracy: 0.9, latency: 2, energy: 3 };
    for (const bad of [
      { architecture: { depth: 9, width: 16, operator: "a" }, accuracy: 0.5 },
      { architecture, latency: -1 },
      { architecture, latency: Number.NaN },
      { architecture, accuracy: 1.2 },
      { architecture },
      { architecture, latency: 1, repeats: 0 },
      { architecture, latency: 1, measuredAt: "yesterday" },
      { architecture, latency: 1, measuredAt: "2026-02-29T12:00:00Z" },
      { architecture, latency: 1, measuredAt: "2026-01-01T12:00:00" },
    ]) {
      await expect(
        service.submitMeasurements({ task: "t", device: "d", measurements: [good, bad] }),
      ).rejects.toMatchObject({
        code: "INVALID_INPUT",
        field: expect.stringMatching(/^measurements\[1\]/),
      });
    }
    expect((await service.archiveInfo()).architectures).toBe(0);
  });

  it("answers an idempotency key once, and refuses it for other content", async () => {
    const submission = {
      task: "t",
      device: "d",
      idempotencyKey: "k",
      measurements: [{ architecture, accuracy: 0.9, latency: 2 }],
    };
    const first = await service.submitMeasurements(submission);
    expect(await service.submitMeasurements(submission)).toEqual(first);
    const [point] = (await service.paretoFront({ task: "t", device: "d" })).points;
    expect(point.latency).toMatchObject({ value: 2, repeats: 1, source: "MEASURED" });
    await expect(
      service.submitMeasurements({ ...submission, measurements: [{ architecture, accuracy: 0.8 }] }),
    ).rejects.toMatchObject({ code: "CONFLICT", field: "idempotencyKey" });
  });

  it("combines repeats, flags clashes, and forgets what is retracted", async () => {
    const submit = (latency: number) =>
      service.submitMeasurements({
        task: "t",
        device: "d",
        measurements: [{ architecture, accuracy: 0.9, latency }],
      });
    await submit(2);
    const second = await submit(4);
    expect(second.clashing).toHaveLength(1);
    const front = () => service.paretoFront({ task: "t", device: "d" });
    expect((await front()).points[0].latency).toMatchObject({ value: 3, repeats: 2, clashing: true });
    const wrong = second.measurements.find((m) => m.subject === "device");
    await service.retractMeasurement(wrong?.id ?? "");
    expect((await front()).points[0].latency).toMatchObject({ value: 2, repeats: 1 });
    const report = await service.architecture(second.measurements[0].architecture);
    expect(report.measurements.filter((m) => m.retracted)).toHaveLength(1);
  });
});

describe("fronts", () => {
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

  it("under any limits is the front of the feasible points", async () => {
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

  it("falls back on predictions where no network has everything measured, and says so", async () => {
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

  it("recommends the knee or the cheapest that meets the limits", async () => {
    await importToy();
    const query = { task: "toy-task", device: "toy-device", constraints: { minAccuracy: 0.75 } };
    const knee = await service.recommend(query);
    expect(knee.kind).toBe("point");
    const cheapest = await service.recommend({
      ...query,
      preference: { kind: "cheapest", metric: "latency" },
    });
    const front = await service.paretoFront(query);
    const least = Math.min(...front.points.map((p) => p.latency!.value));
    expect(cheapest.kind === "point" && cheapest.point.latency?.value).toBe(least);
    const infeasible = await service.recommend({ ...query, constraints: { minAccuracy: 1 } });
    expect(infeasible.kind).toBe("infeasible");
  });

  it("recommends by weights: one alone takes the best of that objective", async () => {
    await importToy();
    const query = { task: "toy-task", device: "toy-device" };
    const { points } = await service.paretoFront(query);
    const weighted = async (weights: { accuracy?: number; latency?: number }) => {
      const answer = await service.recommend({ ...query, preference: { kind: "weighted", weights } });
      return answer.kind === "point" ? answer.point : undefined;
    };
    expect((await weighted({ accuracy: 1 }))?.id).toBe(points[0].id);
    const least = Math.min(...points.map((point) => point.latency?.value ?? Number.POSITIVE_INFINITY));
    expect((await weighted({ latency: 2 }))?.latency?.value).toBe(least);
    await expect(weighted({})).rejects.toMatchObject({ field: "preference.weights" });
    await expect(weighted({ accuracy: -1, latency: 1 })).rejects.toMatchObject({
      field: "preference.weights",
    });
  });

  it("recommends only what keeps the limits with the confidence asked for", async () => {
    const costOnly = toyTable()
      .split("\n")
      .map((line, i) => (i % 2 === 0 ? line : line.replace(/[^,]*$/, "")));
    await service.importSamples({ name: "toy", space: "toy", source: costOnly.join("\n") });
    for (const metric of ["accuracy", "latency", "energy"] as const) {
      await service.trainPredictor({ task: "toy-task", device: "toy-device", metric });
    }
    const query = {
      task: "toy-task",
      device: "toy-device",
      constraints: { maxEnergy: 12 },
      sources: ["MEASURED", "PREDICTED"] as const,
      preference: { kind: "weighted", weights: { accuracy: 1 } } as const,
    };
    const answer = await service.recommend({ ...query, confidence: 0.9 });
    expect(answer.kind === "point" && answer.point.feasibility).toBeGreaterThanOrEqual(0.9);
    const front = await service.paretoFront(query);
    const confidence = Math.max(...front.points.map((point) => point.feasibility));
    expect((await service.recommend({ ...query, confidence })).kind).toBe("point");
    await expect(service.recommend({ ...query, confidence: 1.1 })).rejects.toMatchObject({
      field: "confidence",
    });
  });
});
