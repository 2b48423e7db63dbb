import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openArchive } from "../../src/archive/open.js";
import type { Archive } from "../../src/records/archive.js";
import { audited } from "../../src/service/audit/audited.js";
import type { HarmonicService } from "../../src/service/service.js";
import { testMongod } from "../support/mongo.js";
import { TOY_SPACE, testService, toyTable } from "../support/service.js";
import { placesOn } from "../support/stores.js";

const TOY = { task: "toy-task", device: "toy-device" };

describe.each(placesOn(await testMongod()))("deleting from an archive in %s", (_, makePlace) => {
  let place: ReturnType<typeof makePlace>;
  let service: HarmonicService;
  let other: HarmonicService;
  let archive: Archive;
  let run: string;

  beforeEach(async () => {
    place = makePlace();
    ({ service, archive } = await testService(await openArchive(place.url)));
    ({ service: other } = await testService(await openArchive(place.url)));
    await service.registerSearchSpace(TOY_SPACE);
    await service.importSamples({ name: "toy-table", space: "toy", source: toyTable() });
    const started = await service.startSearch({
      task: TOY.task,
      devices: [TOY.device],
      budget: 6,
      evaluator: "table",
      samples: "toy-table",
      strategy: "random",
      seed: 1,
    });
    run = started.id;
    for await (const { run: seen } of service.followRun(run, new AbortController().signal)) {
      if (seen.status.kind !== "running") break;
    }
    expect((await other.paretoFront(TOY)).points.length).toBeGreaterThan(1);
  });
  afterEach(async () => {
    await service.close();
    await other.close();
    place.remove();
  });

  const everything = async () => ({
    counts: await archive.counts(),
    tasks: await archive.list("task"),
    devices: await archive.list("device"),
    runs: await archive.listRuns({ limit: 9 }),
    tables: await archive.list("sampleTable"),
    blobs: await archive.blobKeys(""),
    log: await service.measurements({}),
  });

  it.each([
    ["task", TOY.task, { measurement: 24, run: 1 }],
    ["device", TOY.device, { measurement: 24, run: 1 }],
    ["import", "toy-table", { measurement: 48, run: 1 }],
  ] as const)(
    "a %s lists what depends on it first, refuses without it, and takes it along",
    async (kind, id, expected) => {
      const before = await everything();
      const plan = await service.planDeletion({ kind, id });
      expect(plan).toMatchObject({ kind, id, deleted: false });
      const counts = Object.fromEntries(plan.dependents.map((one) => [one.kind, one.count]));
      expect(counts).toEqual(expected);
      expect(plan.dependents.every(({ examples }) => examples.length > 0 && examples.length <= 5)).toBe(true);
      await expect(service.deleteRecord({ kind, id })).rejects.toMatchObject({
        code: "CONFLICT",
        field: "id",
        message: expect.stringMatching(/measurements, 1 run depend on .*--with-dependents/),
      });
      expect(await everything()).toEqual(before);
      const deleted = await service.deleteRecord({ kind, id, withDependents: true });
      expect(deleted).toEqual({ ...plan, deleted: true });
      const after = await everything();
      expect(after.runs).toEqual([]);
      expect(after.blobs.filter((key) => key.startsWith("runs/"))).toEqual([]);
      if (kind === "import") {
        expect(after.tables).toEqual([]);
        expect(after.blobs).toEqual([]);
        expect(after.log.every(({ retracted }) => retracted)).toBe(true);
      } else {
        expect(after[kind === "task" ? "tasks" : "devices"]).toEqual([]);
        const failed = { code: "NOT_FOUND" };
        await expect(other.paretoFront(TOY)).rejects.toMatchObject(failed);
      }
      await expect(service.deleteRecord({ kind, id })).rejects.toMatchObject({
        code: "NOT_FOUND",
        field: "id",
      });
      if (kind === "import") expect((await other.paretoFront(TOY)).points).toEqual([]);
    },
  );

  it("a run takes its findings along, and is named by the beginning of its key", async () => {
    const id = run.slice(0, 6);
    const { dependents } = await service.planDeletion({ kind: "run", id: run });
    const withDependents = dependents.length > 0;
    expect(
      await service.deleteRecord({ kind: "run", id: id.length < 6 ? run : id, withDependents }),
    ).toMatchObject({
      id: run,
      deleted: true,
    });
    expect(await archive.listRuns({ limit: 9 })).toEqual([]);
    expect(await archive.findings(run as never)).toEqual([]);
    await expect(other.run(run)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("a run lists the evaluations that workers claimed first, and takes them along", async () => {
    await service.registerTask({ id: "claimed", space: "toy" });
    const start = async () =>
      (
        await service.startSearch({
          ...{ task: "claimed", devices: [TOY.device], budget: 3, parallel: 3, seed: 2 },
          ...{ evaluator: "external", strategy: "random", objectives: ["accuracy"] },
        })
      ).id;
    const [id, kept] = [await start(), await start()];
    for (const run of [id, id, kept])
      while ((await service.claimEvaluation({ worker: "w", run })) === undefined)
        await new Promise((resolve) => setTimeout(resolve, 10));
    await service.cancelSearch(id);
    const { dependents } = await service.planDeletion({ kind: "run", id });
    expect(dependents).toEqual([
      {
        kind: "job",
        count: 2,
        examples: [expect.stringContaining(`${id}/`), expect.stringContaining(`${id}/`)],
      },
    ]);
    await expect(service.deleteRecord({ kind: "run", id })).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining(`2 jobs depend on the run "${id}"`),
    });
    expect(await archive.list("job")).toHaveLength(3);
    await service.deleteRecord({ kind: "run", id, withDependents: true });
    expect((await archive.list("job")).map(({ run }) => run)).toEqual([kept]);
    await service.cancelSearch(kept);
    const ofTask = await service.planDeletion({ kind: "task", id: "claimed" });
    expect(ofTask.dependents).toMatchObject([
      { kind: "job", count: 1 },
      { kind: "run", count: 1 },
    ]);
    await service.deleteRecord({ kind: "task", id: "claimed", withDependents: true });
    expect(await archive.list("job")).toEqual([]);
  });

  it("what runs is refused until it is cancelled", async () => {
    await service.registerTask({ id: "new-task", space: "toy" });
    const { id } = await service.startSearch({
      ...{ task: "new-task", devices: [TOY.device], budget: 3, seed: 2 },
      ...{ evaluator: "external", strategy: "random" },
    });
    for (const [kind, named] of [
      ["run", id],
      ["task", "new-task"],
    ] as const) {
      await expect(service.deleteRecord({ kind, id: named, withDependents: true })).rejects.toMatchObject({
        code: "CONFLICT",
        message: expect.stringContaining(`still running: ${id}`),
      });
    }
    await service.cancelSearch(id);
    const { dependents } = await service.planDeletion({ kind: "run", id });
    await service.deleteRecord({ kind: "run", id, withDependents: dependents.length > 0 });
    await expect(service.run(id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is in the audit trail, and what was deleted can be registered anew, empty", async () => {
    const ada = audited(service, { viewer: "token:1", name: "ada" });
    await ada.planDeletion({ kind: "device", id: TOY.device });
    await ada.deleteRecord({ kind: "device", id: TOY.device, withDependents: true });
    expect(await service.auditTrail({ limit: 9 })).toMatchObject([
      { operation: "deleteRecord", subject: "device toy-device", name: "ada", outcome: "done" },
    ]);
    await service.registerDevice({ id: TOY.device });
    expect((await archive.counts()).devices).toEqual({ [TOY.device]: { measured: 0 } });
    expect((await other.paretoFront(TOY)).points.map(({ latency }) => latency)).toEqual([undefined]);
  });
});
