import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Archive } from "../../../src/records/archive.js";
import type { HarmonicService } from "../../../src/service/service.js";
import { TOY_SPACE, testService } from "../../support/service.js";

let service: HarmonicService;
let archive: Archive;

beforeEach(async () => {
  ({ service, archive } = await testService());
  await service.registerSearchSpace(TOY_SPACE);
});

describe("measurements", () => {
  const architecture = { depth: 1, width: 16, operator: "a" };
  beforeEach(async () => {
    await service.registerTask({ id: "t", space: "toy" });
    await service.registerDevice({ id: "d" });
  });

  it("are stored all or none", async () => {
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

  it("are stored once per idempotency key, which is refused for other content", async () => {
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

  it("clash alike whether few or many are submitted; for few, no log is read", async () => {
    const logs = vi.spyOn(archive, "measurementsSince");
    const submit = (accuracy: number, widths: readonly number[], idempotencyKey?: string) =>
      service.submitMeasurements({
        task: "t",
        measurements: widths.flatMap((width) =>
          ["a", "b"].flatMap((operator) =>
            [1, 2].map((depth) => ({ architecture: { depth, width, operator }, accuracy })),
          ),
        ),
        ...(idempotencyKey !== undefined && { idempotencyKey }),
      });
    const widths = [16, 32, 64];
    for (const width of widths) expect((await submit(0.5, [width], `first ${width}`)).clashing).toEqual([]);
    const one = (await submit(0.9, [16], "second")).clashing;
    const other = (await submit(0.9, [32])).clashing;
    expect([one.length, other.length, logs.mock.calls.length]).toEqual([4, 4, 0]);
    const all = (await submit(0.9, widths)).clashing;
    expect(logs).toHaveBeenCalled();
    expect(all).toHaveLength(12);
    expect(all).toEqual(expect.arrayContaining([...one, ...other]));
    expect((await submit(0.9, widths, "again")).clashing).toEqual(all);
  });

  it("are combined where they repeat, marked where they clash, and left out once retracted", async () => {
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

  it.each([
    ["without a task", "task", { task: undefined }],
    ["for an unknown device", "device", { device: "nothing" }],
    ["without a measurement", "measurements", { measurements: [] }],
    [
      "of more than 10,000",
      "measurements",
      { measurements: Array(10_001).fill({ architecture, latency: 1 }) },
    ],
    ["with an empty idempotency key", "idempotencyKey", { idempotencyKey: "" }],
    ["with an origin that is too long", "origin", { origin: "x".repeat(201) }],
  ])("are refused %s", async (_, field, change) => {
    const submission = { task: "t", device: "d", measurements: [{ architecture, latency: 1 }], ...change };
    await expect(service.submitMeasurements(submission as never)).rejects.toMatchObject({ field });
    expect((await service.archiveInfo()).architectures).toBe(0);
  });
});
