import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { MongoClient } from "mongodb";
import { MongoMemoryReplSet } from "mongodb-memory-server-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seedArchive } from "../../seeds/seed.js";
import { archiveCare } from "../../src/archive/care.js";
import { openArchive } from "../../src/archive/open.js";
import { measurementId } from "../../src/base/ids.js";
import { latency, measure, put, task } from "../contract/archive-samples.js";
import { testMongod } from "../support/mongo.js";
import { expectWithin } from "../support/within.js";

const mongod = await testMongod();
const KILLED = fileURLToPath(new URL("child-killed.ts", import.meta.url));
const SEEDING = fileURLToPath(new URL("child-seeding.ts", import.meta.url));
const nothing = () => undefined;

if (mongod.kind === "absent") {
  it.skip(`the recovery of a MongoDB archive (${mongod.reason})`, () => undefined);
} else {
  describe("a MongoDB archive whose server has a cache of 0.25 GB", { timeout: 240_000 }, () => {
    let server: MongoMemoryReplSet;
    let client: MongoClient;
    const newUrl = () => {
      const url = new URL(server.getUri());
      url.pathname = `/${randomUUID()}`;
      return url.href;
    };

    beforeAll(async () => {
      process.env.MONGOMS_SYSTEM_BINARY_VERSION_CHECK = "false";
      server = await MongoMemoryReplSet.create({
        binary: { systemBinary: mongod.binary },
        replSet: { count: 1, storageEngine: "wiredTiger" },
        instanceOpts: [{ args: ["--wiredTigerCacheSizeGB", "0.25"] }],
      });
      client = await MongoClient.connect(server.getUri());
    }, 60_000);
    afterAll(async () => {
      await client?.close();
      await server?.stop({ doCleanup: true, force: true });
    });

    it("is written again within 5 s after a writer was killed in the middle of a commit, every time", async () => {
      const url = newUrl();
      const archive = await openArchive(url);
      await archive.commit([put(task("before"))]);
      for (const name of ["first", "second", "third"]) {
        const child = spawn(process.execPath, ["--import", "tsx", KILLED, url, name], {
          stdio: ["ignore", "pipe", "inherit"],
        });
        await inTransaction(client);
        child.kill("SIGKILL");
        const killed = performance.now();
        await archive.commit([put(task(name))]);
        expectWithin(performance.now() - killed, 5_000);
        expect(await archive.measurement(measurementId(`${name}/0`))).toBeUndefined();
      }
      expect((await archive.list("task")).map(({ id }) => id)).toEqual([
        "before",
        "first",
        "second",
        "third",
      ]);
      await archive.close();
    });

    it("is seeded; a seeding that is killed goes on at the next start, and nothing is there twice", async () => {
      const whole = newUrl();
      const expected = await seededCounts(whole);
      const url = newUrl();
      for (const seconds of [1, 2]) {
        const child = spawn(process.execPath, ["--import", "tsx", SEEDING, url], {
          stdio: ["ignore", "pipe", "inherit"],
        });
        await new Promise((resolve) => child.stdout.once("data", resolve));
        await sleep(seconds * 400);
        child.kill("SIGKILL");
      }
      expect(await seededCounts(url)).toEqual(expected);
      expect((await archiveCare.verify(url, nothing)).damaged).toEqual([]);
    });

    it("says what to do where one batch is larger than the cache, and then goes on", async () => {
      const archive = await openArchive(newUrl());
      const bytes = new Uint8Array(200_000_000).fill(7);
      await expect(archive.commit([{ type: "blob", key: "large", bytes }])).rejects.toMatchObject({
        code: "UNAVAILABLE",
        message: expect.stringMatching(/too little memory.*--wiredTigerCacheSizeGB/),
      });
      await archive.commit([put(task("after"))]);
      await archive.close();
    });

    it("names a changed document, lists it, and sets it aside", async () => {
      const url = newUrl();
      const archive = await openArchive(url);
      await archive.commit([
        put(task("a")),
        put(task("b")),
        measure(latency("m", 1)),
        measure(latency("n", 2)),
      ]);
      const db = client.db(new URL(url).pathname.slice(1));
      await db.collection<{ _id: string }>("records").updateOne({ _id: "task/a" }, { $set: { body: "{}" } });
      await db.collection<{ _id: string }>("measurements").updateOne({ _id: "m" }, { $set: { latency: 9 } });
      await expect(archive.get("task", "a")).rejects.toMatchObject({
        code: "UNAVAILABLE",
        message: expect.stringMatching(/the task "task\/a" is damaged .*archive repair/),
      });
      expect(await archive.get("task", "b")).toBeDefined();
      expect((await archiveCare.verify(url, nothing)).damaged.map(({ kind }) => kind)).toEqual([
        "task",
        "measurement",
      ]);
      const repaired = await archiveCare.repair(url, nothing);
      expect(repaired).toMatchObject({ setAside: 2, setAsideIn: "the collection damaged" });
      expect((await archiveCare.verify(url, nothing)).damaged).toEqual([]);
      expect(await archive.list("task")).toHaveLength(1);
      await archive.close();
    });
  });
}

/** Waits until the server has a transaction open. */
async function inTransaction(client: MongoClient): Promise<void> {
  for (;;) {
    const { transactions } = await client.db("admin").command({ serverStatus: 1 });
    if (Number(transactions.currentOpen) > 0) return;
    await sleep(5);
  }
}

/** Fills an archive, and returns how much it holds. */
async function seededCounts(url: string): Promise<unknown> {
  const archive = await openArchive(url);
  await seedArchive(archive, nothing);
  const counts = await archive.counts();
  const info = { counts, measured: (await archiveCare.verify(url, nothing)).checked };
  await archive.close();
  return info;
}
