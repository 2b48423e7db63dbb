import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openArchive } from "../../src/archive/open.js";
import { measurementId, runId } from "../../src/base/ids.js";
import type { Archive } from "../../src/records/archive.js";
import type { Change } from "../../src/records/changes.js";
import type { Subject } from "./archive.contract.js";
import {
  accuracy,
  architecture,
  DEVICE,
  finding,
  insert,
  latency,
  measure,
  note,
  predictor,
  put,
  retract,
  run,
  SPACE,
  store,
  TASK,
  task,
} from "./archive-samples.js";

const onDevice = { space: SPACE, device: DEVICE };

export function wholeContract(subject: () => Subject): void {
  describe("batches", () => {
    it("leave nothing behind if the source of the changes fails half-way", async () => {
      const { archive } = subject();
      await archive.commit(everything());
      const before = await content(archive);
      function* broken(): Generator<Change> {
        for (let i = 0; i < 5_000; i++) yield measure(latency(`x${i}`, `x${i}`));
        yield store(architecture("new"));
        yield { type: "blob", key: "blob", bytes: new Uint8Array([0]) };
        yield { type: "delete", kind: "run", id: "r" };
        yield retract("m1");
        throw new Error("the source broke");
      }
      await expect(archive.commit(broken())).rejects.toThrow("the source broke");
      await expect(archive.commit([...allButTheError(), insert(task("a"))])).rejects.toMatchObject({
        code: "CONFLICT",
      });
      expect(await content(archive)).toEqual(before);
      await archive.commit([put(task("after"))]);
      expect((await archive.get("task", "after"))?.id).toBe("after");
    });

    it("may be empty, or large: none of 30,000 measurements is seen before all of them are", async () => {
      const { archive } = subject();
      await archive.commit([]);
      const batch = Array.from({ length: 30_000 }, (_, i) => measure(latency(`m${i}`, i)));
      let done = false;
      const written = archive.commit(batch).finally(() => {
        done = true;
      });
      const sizes = new Set<number>();
      while (!done) {
        sizes.add((await archive.measurementsSince(onDevice, 0)).length);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      await written;
      sizes.delete(0);
      sizes.delete(30_000);
      expect([...sizes]).toEqual([]);
      const log = await archive.measurementsSince(onDevice, 0);
      expect(log).toHaveLength(30_000);
      expect(log.every(({ sequence }, i) => i === 0 || sequence > log[i - 1].sequence)).toBe(true);
    });

    it("of one archive are written one after another", async () => {
      const { archive } = subject();
      const bump = (i: number) => archive.commit([put(task("counter", { name: String(i) }))]);
      await Promise.all(Array.from({ length: 20 }, (_, i) => bump(i)));
      expect((await archive.get("task", "counter"))?.name).toBe("19");
    });

    it("of two connections conflict if both insert the same id or continue the same run", async () => {
      const { archive, another, isShared } = subject();
      const second = isShared ? await another() : archive;
      for (const change of [insert(task("once")), note(finding("r", 0))]) {
        const outcomes = await Promise.allSettled([archive.commit([change]), second.commit([change])]);
        expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
        const lost = outcomes.find((outcome) => outcome.status === "rejected");
        expect(lost?.reason).toMatchObject({ code: "CONFLICT" });
      }
    });
  });

  describe("the whole content", () => {
    it("is there when the archive is opened again", async () => {
      const { archive, another, isShared } = subject();
      if (!isShared) return;
      await archive.commit(everything());
      await archive.close();
      expect(await content(await another())).toEqual(await contentOf(everything()));
    });

    it("is copied by a backup into an SQLite file, which is never overwritten", async () => {
      const { archive } = subject();
      const folder = await mkdtemp(join(tmpdir(), "harmonic-backup-"));
      const file = join(folder, "new folder", "backup.db");
      await archive.commit(everything());
      await archive.backup(file);
      await expect(archive.backup(file)).rejects.toMatchObject({ code: "CONFLICT" });
      expect(await readdir(join(folder, "new folder"))).toEqual(["backup.db"]);
      const copy = await openArchive(`sqlite:${file}`);
      expect(await content(copy)).toEqual(await content(archive));
      await copy.commit([put(task("more"))]);
      await copy.close();
      await rm(folder, { recursive: true });
    });

    it("is gone after a reset, and can be stored again", async () => {
      const { archive, another, isShared } = subject();
      await archive.commit(everything());
      await archive.reset();
      const reader = isShared ? await another() : archive;
      expect(await content(reader)).toEqual(await contentOf([]));
      await archive.commit(everything());
      expect(await content(archive)).toEqual(await contentOf(everything()));
    });
  });
}

function everything(): Change[] {
  const device = { id: DEVICE, name: "Jetson", description: "", runtime: "", batch: 1 };
  return [
    put(task("a")),
    { type: "put", kind: "space", record: { id: SPACE, genes: [], increasing: [] } },
    { type: "put", kind: "device", record: device },
    { type: "put", kind: "profile", record: { id: "jetson", device: DEVICE, source: "s", entries: {} } },
    { type: "put", kind: "predictor", record: predictor("p") },
    { type: "put", kind: "receipt", record: { id: "key", fingerprint: "f", answer: { n: [1, null] } } },
    { type: "put", kind: "run", record: run("r") },
    ...[0, 1, 2].map((i) => note(finding("r", i))),
    ...[1, 2, 3].map((n) => store(architecture(n))),
    measure(latency("m1", 1)),
    measure(accuracy("m2", 1)),
    measure(latency("m3", 2)),
    retract("m1"),
    { type: "blob", key: "blob", bytes: new Uint8Array([1, 2, 3]) },
  ];
}

const allButTheError = (): Change[] => [
  { type: "delete", kind: "predictor", id: "p" },
  store(architecture("later")),
  measure(accuracy("later", 9)),
  note(finding("r", 3)),
  { type: "blob", key: "blob", bytes: new Uint8Array([7]) },
];

/** The content of an archive, without sequence numbers: a copy has the same order, but may have other numbers. */
async function content(archive: Archive) {
  const order = (log: Awaited<ReturnType<Archive["measurementsSince"]>>) =>
    log.map(({ measurement }) => measurement);
  return {
    tasks: await archive.list("task"),
    spaces: await archive.list("space"),
    devices: await archive.list("device"),
    profiles: await archive.list("profile"),
    predictor: await archive.get("predictor", "p"),
    receipt: await archive.get("receipt", "key"),
    runs: await archive.listRuns({ limit: 10 }),
    evaluations: await archive.findings(runId("r")),
    architectures: await archive.architectures(SPACE, 0),
    device: order(await archive.measurementsSince(onDevice, 0)),
    task: order(await archive.measurementsSince({ space: SPACE, task: TASK }, 0)),
    unknown: await archive.measurement(measurementId("later")),
    blob: await archive.blob("blob"),
    counts: await archive.counts(),
  };
}

async function contentOf(changes: readonly Change[]) {
  const archive = await openArchive("sqlite::memory:");
  await archive.commit(changes);
  return content(archive);
}
