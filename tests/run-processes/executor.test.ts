import { existsSync } from "node:fs";
import { getPriority } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Random } from "../../src/base/random.js";
import type { HarmonicService } from "../../src/service/service.js";
import { testMongod } from "../support/mongo.js";
import { TOY_SPACE, toyTable } from "../support/service.js";
import { type Place, placesOn } from "../support/stores.js";
import { expectWithin } from "../support/within.js";
import { children, endOf, fillWith, SLOW, serviceOn } from "./fixtures.js";

const isBuilt = existsSync(new URL("../../dist/src/composition/run-process.js", import.meta.url));
const TABLE = { task: "toy-task", devices: ["toy-device"], budget: 20, samples: "toy", seed: 7 } as const;
const ASKING = {
  task: "toy-task",
  devices: ["blank-device"],
  budget: 6,
  evaluator: "external",
  strategy: "random",
} as const;

const places = placesOn(await testMongod());

describe.skipIf(!isBuilt)("searches in processes of their own (needs the program: npm run build)", () => {
  describe.each(places)("with an archive in %s", (_, newPlace) => {
    let place: Place;
    const services: HarmonicService[] = [];
    const open = async (where: "here" | "elsewhere" = "elsewhere") => {
      const service = await serviceOn(place.url, where);
      services.push(service);
      return service;
    };
    const toyService = async () => {
      const service = await open();
      await service.registerSearchSpace(TOY_SPACE);
      await service.importSamples({ name: "toy", space: "toy", source: toyTable() });
      await service.registerDevice({ id: "blank-device" });
      return service;
    };
    const asks = async (service: HarmonicService, id: string) => {
      for await (const { pending } of service.followRun(id, AbortSignal.timeout(30_000)))
        if (pending.length > 0) return pending;
      throw new Error(`run ${id} asks for nothing`);
    };
    beforeEach(() => {
      place = newPlace();
    });
    afterEach(async () => {
      await Promise.all(services.splice(0).map((service) => service.close()));
      place.remove();
    });

    it.each(["nsga2", "surrogate", "random"] as const)(
      "%s evaluates the same networks as in the calling thread",
      async (strategy) => {
        const away = await toyService();
        const { id } = await away.startSearch({ ...TABLE, strategy });
        expect(await endOf(away, id)).toMatchObject({ evaluations: 20, status: { kind: "finished" } });
        const here = await open("here");
        const other = await here.startSearch({ ...TABLE, strategy });
        await endOf(here, other.id);
        const plain = async (run: string) =>
          (await here.evaluations(run)).evaluations.map(({ startedAt, seconds, ...rest }) => rest);
        expect(await plain(id)).toEqual(await plain(other.id));
      },
    );

    it("cancels a run, in whatever thread, and interrupts it in under a second while models are fitted", async () => {
      const owner = await open();
      const other = await open();
      await fillWith(owner, 3000);
      const { id } = await owner.startSearch(SLOW);
      const timed = async (stop: () => Promise<unknown>) => {
        await sleep(1500);
        const began = performance.now();
        await stop();
        return performance.now() - began;
      };
      expectWithin(await timed(() => owner.cancelSearch(id)), 1000);
      expect((await other.run(id)).run.status.kind).toBe("cancelled");
      await owner.resumeSearch(id);
      expectWithin(await timed(() => other.cancelSearch(id)), 1000);
      expect((await owner.run(id)).run.status.kind).toBe("cancelled");
      await owner.resumeSearch(id);
      expectWithin(await timed(() => owner.close()), 2000);
      expect((await other.run(id)).run).toMatchObject({ evaluations: 0, status: { kind: "interrupted" } });
      const written = performance.now();
      await other.registerDevice({ id: "after" });
      expectWithin(performance.now() - written, 5000);
      expect((await other.resumeSearch(id)).status.kind).toBe("running");
    });

    it("loses nothing acknowledged when its process is killed at any instant, and fails with a reason", async () => {
      const service = await toyService();
      const random = new Random(5);
      const start = async (seed: number) =>
        (await service.startSearch({ ...TABLE, seed, budget: 24, strategy: "nsga2" })).id;
      let id = await start(0);
      const before = new Set<number>();
      let kills = 0;
      for (let round = 0; round < 15; round++) {
        await sleep(random.int(500));
        for (const child of children().filter((child) => !before.has(child))) {
          before.add(child);
          process.kill(child, "SIGKILL");
          kills++;
        }
        const run = await endOf(service, id);
        const { evaluations } = await service.evaluations(id);
        expect(run.evaluations).toBe(evaluations.length);
        const began = performance.now();
        await service.registerDevice({ id: `device-${round}` });
        expectWithin(performance.now() - began, 5000);
        if (run.status.kind === "finished") {
          id = await start(round + 1);
          continue;
        }
        // Where the killed process holds the archive for too long, the failure cannot be stored; it can go on as well.
        if (run.status.kind !== "interrupted")
          expect(run.status).toMatchObject({ kind: "failed", reason: expect.stringContaining("SIGKILL") });
        await service.resumeSearch(id);
      }
      expect(kills).toBeGreaterThan(0);
    });

    it("hears at once what is measured, and what workers are asked for is seen at once", async () => {
      const service = await toyService();
      const { id } = await service.startSearch(ASKING);
      const pending = await asks(service, id);
      const began = performance.now();
      const measurements = pending.map(({ architecture }) => ({
        architecture,
        accuracy: 0.9,
        latency: 1,
        energy: 2,
      }));
      await service.submitMeasurements({ task: "toy-task", device: "blank-device", measurements });
      for await (const { run } of service.followRun(id, AbortSignal.timeout(10_000)))
        if (run.evaluations >= pending.length) break;
      expectWithin(performance.now() - began, 1500);
    });

    it("goes on with runs that shared a process which crashed", async () => {
      const service = await toyService();
      const known = new Set(children());
      const runs = await Promise.all([1, 2, 3].map((seed) => service.startSearch({ ...ASKING, seed })));
      for (const { id } of runs) await asks(service, id);
      const shared = children().filter((child) => !known.has(child));
      expect(shared).toHaveLength(1);
      // Searches give way to everything that answers (ADR 0129).
      expect(getPriority(shared[0])).toBe(19);
      process.kill(shared[0], "SIGKILL");
      while (children().filter((child) => !known.has(child) && child !== shared[0]).length < 3)
        await sleep(20);
      for (const { id } of runs) {
        await asks(service, id);
        expect((await service.run(id)).run.status.kind).toBe("running");
        expect((await service.cancelSearch(id)).status.kind).toBe("cancelled");
      }
    });
  });
});
