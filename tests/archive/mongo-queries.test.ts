import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type Document, MongoClient } from "mongodb";
import { describe, expect, it } from "vitest";
import { openArchive } from "../../src/archive/open.js";
import { architectureIdOf, measurementId, runId } from "../../src/base/ids.js";
import type { Archive, ArchiveNews } from "../../src/records/archive.js";
import {
  accuracy,
  DEVICE,
  finding,
  latency,
  measure,
  note,
  put,
  retract,
  run,
  SPACE,
  TASK,
  task,
} from "../contract/archive-samples.js";
import { testMongod } from "../support/mongo.js";
import { expectWithin } from "../support/within.js";
import { damageSamples } from "./damage-samples.js";

const mongod = await testMongod();

/** What the server's profiler says of an operation. */
interface Profiled {
  readonly ns: string;
  readonly op: string;
  readonly command: Document;
  readonly planSummary?: string;
}

/** What each method of the port asks the server, by the method's name; see `OTHERS` for the rest. */
const ASKING: Readonly<Record<string, (archive: Archive) => Promise<unknown>>> = {
  commit: (archive) =>
    archive.commit([
      put(task("t1", { name: "again" })),
      { type: "update", kind: "task", record: task("t1") },
      { type: "replace", kind: "task", record: task("t1"), was: task("t1") },
      { type: "put", kind: "run", record: run("r") },
      { type: "put", kind: "run", record: run("gone") },
      note(finding("r", 60)),
      measure(latency("new", 1)),
      retract("new"),
      { type: "blob", key: "table", bytes: new Uint8Array(3) },
      { type: "deleteBlob", key: "none" },
      { type: "delete", kind: "run", id: "gone" },
      { type: "delete", kind: "predictor", id: "p1" },
      { type: "delete", kind: "task", id: "t2" },
    ]),
  get: async (archive) => {
    await archive.get("run", "r");
    await archive.get("predictor", "p3");
    await archive.get("task", "t3");
  },
  list: (archive) => archive.list("task"),
  listPredictors: async (archive) => {
    await archive.listPredictors({});
    await archive.listPredictors({ task: TASK });
    await archive.listPredictors({ space: SPACE, metric: "accuracy", promoted: true });
  },
  listRuns: async (archive) => {
    await archive.listRuns({ limit: 5 });
    await archive.listRuns({ limit: 5, after: { createdAt: "2026", id: runId("r") } });
  },
  auditTrail: async (archive) => {
    await archive.auditTrail({ limit: 5 });
    await archive.auditTrail({ limit: 5, after: "2026" });
  },
  findings: (archive) => archive.findings(runId("r"), 1),
  architecture: (archive) => archive.architecture(architectureIdOf("a1")),
  architectures: async (archive) => {
    await archive.architectures(SPACE, 1);
    await archive.architectures(SPACE, 1, 5);
  },
  measurementsSince: async (archive) => {
    await archive.measurementsSince({ space: SPACE, task: TASK }, 0);
    await archive.measurementsSince({ space: SPACE, device: DEVICE }, 1);
  },
  measurementsOf: (archive) => archive.measurementsOf(architectureIdOf("a1")),
  measurement: (archive) => archive.measurement(measurementId("m1")),
  idsWithPrefix: async (archive) => {
    for (const kind of ["architecture", "run", "measurement"] as const)
      await archive.idsWithPrefix(kind, "a", 5);
  },
  blob: (archive) => archive.blob("table"),
  blobKeys: (archive) => archive.blobKeys("samples/"),
  counts: (archive) => archive.counts(),
  check: (archive) => archive.check(),
  contents: async (archive) => {
    for await (const page of archive.contents()) expect(page.total).toBeGreaterThan(0);
  },
};

/** These read nothing of their own: `backup` reads `contents`, and `reset` deletes all documents. */
const OTHERS = ["backup", "reset", "follow", "close"];

describe.skipIf(mongod.kind === "absent")("queries of the MongoDB archive", () => {
  it("all use an index, for every method of the port", { timeout: 60_000 }, async () => {
    const { url, database } = newDatabase();
    const archive = await openArchive(url);
    const methods = new Set([
      ...Object.getOwnPropertyNames(Object.getPrototypeOf(archive)),
      ...Object.keys(archive),
    ]);
    for (const name of ["constructor", "description", ...OTHERS]) methods.delete(name);
    expect(Object.keys(ASKING).sort()).toEqual([...methods].sort());
    const client = await MongoClient.connect(url);
    const db = client.db(database);
    try {
      await archive.commit(damageSamples());
      await archive.commit([measure(accuracy("late", 3))]);
      for (const [method, ask] of Object.entries(ASKING)) {
        await db.setProfilingLevel("all");
        await ask(archive);
        await db.setProfilingLevel("off");
        const profiled = await db
          .collection("system.profile")
          .find<Profiled>({ ns: { $ne: `${database}.system.profile` } })
          .toArray();
        const planned = profiled.filter(({ planSummary }) => planSummary !== undefined);
        expect(planned.length, method).toBeGreaterThan(0);
        for (const { planSummary, command, ns } of planned) {
          expect(planSummary, `${method}: ${ns} ${JSON.stringify(command)}`).toMatch(
            /IXSCAN|IDHACK|COUNT_SCAN|EXPRESS|DISTINCT_SCAN|EOF/,
          );
          expect(planSummary, method).not.toMatch(/COLLSCAN/);
        }
        for (const { command } of planned) {
          const {
            lsid: _l,
            txnNumber: _t,
            startTransaction: _s,
            autocommit: _a,
            $clusterTime: _c,
            readConcern: _r,
            $db: _d,
            $readPreference: _p,
            writeConcern: _w,
            ...plain
          } = command;
          if (plain.find === undefined && plain.aggregate === undefined) continue;
          const plan = JSON.stringify(await db.command({ explain: plain, verbosity: "queryPlanner" }));
          expect(plan, method).not.toMatch(/COLLSCAN/);
        }
        await db.dropCollection("system.profile");
      }
    } finally {
      await archive.close();
      await db.dropDatabase();
      await client.close();
    }
  });

  it("follow what others commit, also after the connection was lost", { timeout: 60_000 }, async () => {
    const { url, database } = newDatabase();
    const [archive, other] = [await openArchive(url), await openArchive(url)];
    const client = await MongoClient.connect(url);
    const heard: ArchiveNews[] = [];
    const stop = await archive.follow((news) => heard.push(news));
    const until = async (count: number): Promise<number> => {
      const started = performance.now();
      while (heard.length < count && performance.now() - started < 20_000) await sleep(5);
      return performance.now() - started;
    };
    try {
      await archive.commit([measure(latency("own", 1))]);
      await other.commit([put(task("nothing to follow"))]);
      await other.commit([measure(latency("m1", 1)), { type: "put", kind: "run", record: run("r") }]);
      expectWithin(await until(2), 1_500);
      expect(heard.splice(0)).toEqual([
        { kind: "measurements", space: SPACE },
        { kind: "run", run: "r" },
      ]);
      await endCursors(client, database);
      await other.commit([retract("m1")]).catch(() => other.commit([retract("m1")]));
      await until(1);
      expect(heard).toContainEqual({ kind: "measurements", space: SPACE });
      heard.length = 0;
      await stop();
      await other.commit([measure(latency("m2", 1))]);
      await sleep(300);
      expect(heard).toEqual([]);
    } finally {
      await archive.close();
      await other.close();
      await client.db(database).dropDatabase();
      await client.close();
    }
  });
});

/** Ends the change streams of a database on the server, as a lost connection does. */
async function endCursors(client: MongoClient, database: string): Promise<void> {
  const open = client
    .db("admin")
    .aggregate([
      { $currentOp: { idleCursors: true, allUsers: true } },
      { $match: { ns: `${database}.clock` } },
    ]);
  const cursors = (await open.toArray()).flatMap(({ cursor }) => cursor?.cursorId ?? []);
  expect(cursors.length).toBeGreaterThan(0);
  await client.db(database).command({ killCursors: "clock", cursors });
}

function newDatabase(): { readonly url: string; readonly database: string } {
  if (mongod.kind === "absent") throw new Error(mongod.reason);
  const database = randomUUID();
  const url = new URL(mongod.uri);
  url.pathname = `/${database}`;
  return { url: url.href, database };
}
