import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { MongoMemoryReplSet } from "mongodb-memory-server-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { metricsOf } from "../../api/observe/metrics-of.js";
import { testMongod } from "../../support/mongo.js";
import { expectWithin } from "../../support/within.js";
import { cleanUp, missing, type Served, serve } from "./served.js";

const mongod = await testMongod();

/** Starts mongod again with the files, the port and the name of a replica set whose only member was killed. */
async function restarted(replicaSet: MongoMemoryReplSet, binary: string): Promise<ChildProcess> {
  const info = replicaSet.servers[0]?.instanceInfo;
  if (info?.dbPath === undefined) throw new Error("the files of mongod are not known");
  const { replSet = "testset" } = info.instance.instanceOpts;
  const options = ["--dbpath", info.dbPath, "--port", String(info.port), "--replSet", replSet];
  const child = spawn(binary, [...options, "--bind_ip", "127.0.0.1"], { stdio: "ignore" });
  await once(child, "spawn");
  return child;
}

if (mongod.kind === "absent" || missing !== "") {
  it.skip(`/ready on MongoDB (${mongod.kind === "absent" ? mongod.reason : missing})`, () => undefined);
} else {
  describe("a server whose MongoDB stops and comes back", { timeout: 120_000 }, () => {
    let replicaSet: MongoMemoryReplSet;
    let server: Served;
    /** The mongod that was started in place of a killed one. */
    let again: ChildProcess | undefined;
    /** The id of mongod's process. Signals to 0 would reach this process, too. */
    const pid = (): number => {
      const id = replicaSet.servers[0]?.instanceInfo?.instance.mongodProcess?.pid;
      if (id === undefined || id === 0) throw new Error("mongod does not run");
      return id;
    };
    const ready = async () => {
      const start = performance.now();
      const response = await fetch(new URL("/ready", server.url));
      const { code } = (await response.json()) as { code?: string };
      expectWithin(performance.now() - start, 3_500);
      return { status: response.status, code };
    };
    const away = { status: 503, code: "ARCHIVE_AWAY" };
    const here = { status: 200, code: undefined };

    beforeAll(async () => {
      process.env.MONGOMS_SYSTEM_BINARY_VERSION_CHECK = "false";
      replicaSet = await MongoMemoryReplSet.create({
        binary: { systemBinary: mongod.binary },
        replSet: { count: 1, storageEngine: "wiredTiger" },
      });
      const url = new URL(replicaSet.getUri());
      url.pathname = `/${randomUUID()}`;
      server = await serve(url.href);
    }, 60_000);
    afterAll(async () => {
      cleanUp();
      again?.kill("SIGKILL");
      await replicaSet?.stop({ doCleanup: true, force: true });
    });

    it("is not ready while mongod is stopped (SIGSTOP), answers /health, and is ready again", async () => {
      expect(await ready()).toEqual(here);
      for (let round = 0; round < 2; round++) {
        process.kill(pid(), "SIGSTOP");
        await expect.poll(ready, { timeout: 10_000 }).toEqual(away);
        expect((await metricsOf(server)).get("archive_up")).toBe(0);
        expect((await fetch(new URL("/health", server.url))).status).toBe(200);
        const probes = await Promise.all(Array.from({ length: 200 }, ready));
        for (const probe of probes) expect(probe).toEqual(away);
        process.kill(pid(), "SIGCONT");
        await expect.poll(ready, { timeout: 30_000, interval: 200 }).toEqual(here);
      }
      expect((await server.ask("{ tasks { id } }")).data).toEqual({ tasks: [] });
    });

    it("has every acknowledged change after mongod was killed and started again (SIGKILL)", async () => {
      const acknowledged: string[] = [];
      let isOver = false;
      const write = async () => {
        for (let i = 0; !isOver; i++) {
          const id = `device-${i}`;
          const change = `mutation { registerDevice(input: { id: "${id}" }) { __typename } }`;
          const { data } = await server.ask(change).catch(() => ({ data: undefined }));
          if (data?.registerDevice?.__typename === "RegisterDeviceSuccess") acknowledged.push(id);
          else await sleep(100);
        }
      };
      const writing = write();
      try {
        await expect.poll(() => acknowledged.length, { timeout: 20_000 }).toBeGreaterThan(20);
        process.kill(pid(), "SIGKILL");
        await expect.poll(ready, { timeout: 10_000 }).toEqual(away);
        const before = acknowledged.length;
        again = await restarted(replicaSet, mongod.binary);
        await expect.poll(ready, { timeout: 40_000, interval: 200 }).toEqual(here);
        await expect.poll(() => acknowledged.length, { timeout: 40_000 }).toBeGreaterThan(before + 5);
      } finally {
        isOver = true;
        await writing;
      }
      const { data } = await server.ask("{ devices { key } }");
      const known = new Set(data.devices.map(({ key }: { key: string }) => key));
      expect(acknowledged.filter((id) => !known.has(id))).toEqual([]);
    });

    it("ends within 10 s of SIGTERM while mongod hangs (SIGSTOP)", async () => {
      process.kill(again?.pid ?? pid(), "SIGSTOP");
      const { code, ms } = await server.end("SIGTERM");
      process.kill(again?.pid ?? pid(), "SIGCONT");
      expectWithin(ms, 10_000);
      expect([0, 1]).toContain(code);
    });
  });
}
