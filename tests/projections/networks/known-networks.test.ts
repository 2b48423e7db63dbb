import { afterEach, describe, expect, it } from "vitest";
import { METRICS } from "../../../src/base/metric.js";
import { createProjections } from "../../../src/projections/projections.js";
import type { Archive } from "../../../src/records/archive.js";
import { TOY_SPACE, testService, toyTable } from "../../support/service.js";

const SILENT = { info: () => undefined, warn: () => undefined };
const COSTS = { task: "toy-task", device: "toy-device" };
let archive: Archive;
afterEach(() => archive.close());

/**
 * The known networks of projections that have followed every change, and those of ones that read the archive for the
 * first time.
 */
async function both(followed: ReturnType<typeof createProjections>) {
  const views = [followed, createProjections({ archive, log: SILENT, clock: () => 0 })].map(
    async ({ catalog, known }) => {
      const on = await catalog.taskOnDevice(COSTS.task, COSTS.device);
      const networks = await known.of(on);
      const set = networks.rowSet(["accuracy", "latency"], ["MEASURED"], true);
      const rows = [...networks.rows()];
      return {
        ids: rows.map((row) => networks.id(row)),
        columns: METRICS.map((metric) => rows.map((row) => networks.values(metric).at(row))),
        described: networks.estimatesOf(rows),
        front: set.front,
        rows: set.rows(),
        worst: set.worst,
      };
    },
  );
  return Promise.all(views);
}

describe("known networks", () => {
  it("follow imports, submissions and retractions as if they were read anew", async () => {
    const started = await testService();
    archive = started.archive;
    const { service } = started;
    await service.registerSearchSpace(TOY_SPACE);
    await service.importSamples({ name: "toy", space: "toy", source: toyTable(12) });
    const followed = createProjections({ archive, log: SILENT, clock: () => 0 });
    const expectEqual = async () => {
      const [mine, anew] = await both(followed);
      expect(mine).toEqual(anew);
      return mine;
    };
    const first = await expectEqual();
    expect(first.ids).toHaveLength(12);

    const best = { depth: 2, width: 64, operator: "d" };
    const submitted = await service.submitMeasurements({
      ...COSTS,
      measurements: [{ architecture: best, accuracy: 0.99, latency: 0.01 }],
    });
    const second = await expectEqual();
    expect(second.front).toEqual([12]);

    for (const { id } of submitted.measurements) await service.retractMeasurement(id);
    const third = await expectEqual();
    expect(third.front).toEqual(first.front);
    expect(third.rows).toEqual(first.rows);
  });

  it("give answers of one moment: an earlier state stays as it was", async () => {
    const started = await testService();
    archive = started.archive;
    const { service } = started;
    await service.registerSearchSpace(TOY_SPACE);
    await service.importSamples({ name: "toy", space: "toy", source: toyTable(6) });
    const { catalog, known } = createProjections({ archive, log: SILENT, clock: () => 0 });
    const on = await catalog.taskOnDevice(COSTS.task, COSTS.device);
    const before = await known.of(on);
    const wasFront = before.rowSet(["accuracy", "latency"], ["MEASURED"], true).front;
    await service.submitMeasurements({
      ...COSTS,
      measurements: [{ architecture: { depth: 2, width: 64, operator: "d" }, accuracy: 0.99, latency: 0.01 }],
    });
    const after = await known.of(on);
    expect(after.version).not.toBe(before.version);
    expect(before.count).toBe(6);
    expect(before.rowSet(["accuracy", "latency"], ["MEASURED"], true).front).toEqual(wasFront);
    expect(after.rowSet(["accuracy", "latency"], ["MEASURED"], true).front).toEqual([6]);
  });
});
