import { randomUUID } from "node:crypto";
import { MongoMemoryReplSet } from "mongodb-memory-server-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { metricsOf } from "../../api/observe/metrics-of.js";
import { testMongod } from "../../support/mongo.js";
import { cleanUp, missing, type Served, serve } from "./served.js";

const mongod = await testMongod();

if (mongod.kind === "absent" || missing !== "") {
  it.skip(`/ready on MongoDB (${mongod.kind === "absent" ? mongod.reason : missing})`, () => undefined);
} else {
  describe("a server whose MongoDB stops and comes back", { timeout: 120_000 }, () => {
    let replicaSet: MongoMemoryReplSet;
    let server: Served;
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
      expect(performance.now() - start).toBeLessThan(3_500);
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

    it("is not ready while mongod is gone (SIGKILL)", async () => {
      process.kill(pid(), "SIGKILL");
      await expect.poll(ready, { timeout: 10_000 }).toEqual(away);
    });
  });
}
