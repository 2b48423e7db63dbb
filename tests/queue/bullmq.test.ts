import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openArchive } from "../../src/archive/open.js";
import { Unreachable } from "../../src/profiling/client/retry.js";
import { bullmqExchange } from "../../src/queue/bullmq-exchange.js";
import { bullmqSource } from "../../src/queue/bullmq-source.js";
import { relayNews } from "../../src/queue/news-relay.js";
import { externalEvaluator } from "../../src/runs/execution/evaluators/external-evaluator.js";
import type { JobExchange, OfferedJob } from "../../src/runs/jobs/exchange.js";
import { createService } from "../../src/service/create-service.js";
import type { HarmonicService } from "../../src/service/service.js";
import { tableEvaluator } from "../../src/tables/table-evaluator.js";
import type { JobSource } from "../../src/worker/job-source.js";
import { work } from "../../src/worker/worker.js";
import { startRedis, type TestRedis, whyNoRedis } from "../support/redis.js";
import { TOY_SPACE } from "../support/service.js";

const reason = whyNoRedis();
const OFFER: OfferedJob = {
  id: `run-1/${"ab".repeat(32)}`,
  run: "run-1",
  task: "t",
  space: "toy",
  devices: ["d"],
  architecture: { depth: 1, width: 16, operator: "a" },
};
let redis: TestRedis;
const closing: { close(): Promise<void> }[] = [];
const kept = <T extends { close(): Promise<void> }>(one: T): T => {
  closing.push(one);
  return one;
};

describe.skipIf(reason !== undefined)(
  `evaluations on BullMQ${reason === undefined ? "" : ` (${reason})`}`,
  () => {
    beforeAll(async () => {
      redis = await startRedis({ isVolatile: true });
    }, 20_000);
    afterEach(async () => {
      for (const one of closing.splice(0).reverse()) await one.close();
    });
    afterAll(() => redis.stop());

    const exchange = (database: number): JobExchange =>
      kept(bullmqExchange(`${redis.url}/${database}`, () => undefined));
    const source = async (database: number, name: string, lease = 5): Promise<JobSource> =>
      kept(await bullmqSource(`${redis.url}/${database}`, name, lease, () => undefined));
    async function claimed(from: JobSource) {
      for (let tries = 0; tries < 100; tries++) {
        const job = await from.claim(5);
        if (job !== undefined) return job;
        await sleep(100);
      }
      throw new Error("nothing to claim");
    }

    it("are given to one worker each, once however often they are offered, and what it settles stays", async () => {
      const queue = exchange(1);
      const [a, b] = [await source(1, "a"), await source(1, "b")];
      await queue.offer([OFFER]);
      await queue.offer([OFFER]);
      expect(await queue.counts()).toEqual({ waiting: 1, claimed: 0, settled: 0 });
      const job = await claimed(a);
      expect(job).toMatchObject({
        run: "run-1",
        task: "t",
        space: "toy",
        devices: ["d"],
        architecture: OFFER.architecture,
      });
      expect(job.claim.startsWith(`${OFFER.id}/`)).toBe(true);
      expect(await b.claim(5)).toBeUndefined();
      expect(await queue.withdraw(OFFER.id)).toBe(false);
      expect(await a.extend(job, 5)).toBe(true);
      expect(await a.complete(job, { latency: 1 })).toBe("stored");
      await queue.offer([OFFER]);
      expect(await b.claim(5)).toBeUndefined();
      expect(await queue.settled()).toEqual([
        { kind: "result", id: OFFER.id, worker: "a", measurement: { latency: 1 } },
      ]);
      await queue.forget(OFFER.id);
      expect(await queue.settled()).toEqual([]);
    });

    it("can be given back, can fail with a reason, and can be withdrawn", async () => {
      const queue = exchange(2);
      const a = await source(2, "a");
      await queue.offer([OFFER]);
      await a.giveBack(await claimed(a));
      const again = await claimed(a);
      expect(await a.fail(again, "no board")).toBe("stored");
      expect(await queue.settled()).toEqual([
        { kind: "failed", id: OFFER.id, worker: "a", reason: "no board" },
      ]);
      await queue.forget(OFFER.id);
      await queue.offer([OFFER]);
      expect(await queue.withdraw(OFFER.id)).toBe(true);
      expect(await a.claim(5)).toBeUndefined();
    });

    it("of a lost worker go to another one, and its late answer is stale", async () => {
      const queue = exchange(3);
      const [lost, next] = [await source(3, "lost", 1), await source(3, "next", 1)];
      await queue.offer([OFFER]);
      const first = await claimed(lost);
      const second = await claimed(next);
      expect(second.claim).not.toBe(first.claim);
      expect(await lost.extend(first, 1)).toBe(false);
      expect(await lost.complete(first, { latency: 1 })).toBe("stale");
      expect(await next.complete(second, { latency: 2 })).toBe("stored");
      expect(await queue.settled()).toMatchObject([{ worker: "next", measurement: { latency: 2 } }]);
    }, 20_000);

    it("are unreachable while Redis is away, which is told from a stale claim", async () => {
      const a = await source(4, "a");
      const queue = exchange(4);
      await queue.offer([OFFER]);
      const job = await claimed(a);
      await redis.kill();
      try {
        await expect(a.complete(job, { latency: 1 })).rejects.toThrow(Unreachable);
        await expect(queue.counts()).rejects.toMatchObject({ code: "UNAVAILABLE" });
      } finally {
        await redis.start();
      }
      // This Redis keeps nothing: the claim is gone with it.
      expect(await a.complete(job, { latency: 1 })).toBe("stale");
    }, 30_000);

    /** A server, on an archive that it may share with another. */
    async function server(url: string, database: number, owner: string): Promise<HarmonicService> {
      const archive = await openArchive(url);
      const queueUrl = `${redis.url}/${database}`;
      const service = createService({
        archive,
        clock: Date.now,
        newId: () => crypto.randomUUID(),
        owner,
        log: { info: () => undefined, warn: () => undefined },
        train: () => Promise.reject(new Error("nothing is trained here")),
        evaluators: { table: tableEvaluator, external: externalEvaluator },
        queue: bullmqExchange(queueUrl, () => undefined),
        takesOver: true,
        relayNews: (news) => relayNews(queueUrl, "test", news),
      });
      const leaving = new AbortController();
      const cooperation = service.cooperate(leaving.signal);
      kept({
        close: async () => {
          leaving.abort();
          await cooperation;
          await service.close();
        },
      });
      return service;
    }

    it("make up a run whose workers reach no server: the same run as with one worker, over failures", async () => {
      const service = await server("sqlite::memory:", 5, "a:1:a");
      await service.registerSearchSpace(TOY_SPACE);
      await service.registerTask({ id: "t", space: "toy" });
      await service.registerDevice({ id: "d" });
      const failures = new Set<string>();
      const startWorker = async (name: string) => {
        const stop = new AbortController();
        const done = work(
          {
            source: await source(5, name),
            evaluate: async ({ run, architecture }) => {
              const { depth, width, operator } = architecture;
              const key = `${run} ${depth} ${width} ${operator}`;
              if (width === 32 && !failures.has(key)) {
                failures.add(key);
                throw new Error("not at first");
              }
              await sleep(10 * Number(depth));
              return { latency: Number(depth) * Number(width) };
            },
            parallel: 1,
            leaseSeconds: 5,
            drainMs: 1000,
            note: () => undefined,
          },
          stop.signal,
        );
        return async () => {
          stop.abort();
          return done;
        };
      };
      const run = async () => {
        const { id } = await service.startSearch({
          task: "t",
          devices: ["d"],
          objectives: ["latency"],
          evaluator: "external",
          strategy: "random",
          budget: 8,
          parallel: 4,
          seed: 2,
        });
        while ((await service.run(id)).run.status.kind === "running") await sleep(20);
        const { evaluations } = await service.evaluations(id);
        await service.retractMeasurements({ run: id });
        return evaluations.map(({ number, id, status, costs }) => ({ number, id, status, costs }));
      };
      const stopAll = await Promise.all(["a", "b", "c", "d"].map(startWorker));
      const together = await run();
      const reports = await Promise.all(stopAll.map((stop) => stop()));
      expect(reports.reduce((sum, { completed }) => sum + completed, 0)).toBe(8);
      expect(together.every(({ status }) => status === "done")).toBe(true);
      const stop = await startWorker("alone");
      expect(await run()).toEqual(together);
      await stop();
      expect(await service.queueState()).toMatchObject({ waiting: 0, claimed: 0, isAway: false });
    }, 60_000);
  },
);
