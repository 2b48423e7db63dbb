import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { HarmonicService } from "../../src/service/service.js";
import { fillWith, serviceOn, tableOf } from "../run-processes/fixtures.js";
import { testMongod } from "../support/mongo.js";
import { type Place, placesOn } from "../support/stores.js";
import { expectWithin } from "../support/within.js";

const places = placesOn(await testMongod());

describe.each(places)("cancelling on %s", (_, newPlace) => {
  let place: Place;
  let service: HarmonicService;
  beforeEach(async () => {
    place = newPlace();
    service = await serviceOn(place.url, "here");
  });
  afterEach(async () => {
    await service.close();
    place.remove();
  });

  it.each([0, 30, 100, 250])(
    "ends an import within a second, %i ms after its beginning, and stores nothing",
    async (delay) => {
      await fillWith(service, 10);
      const before = await service.archiveInfo();
      const abort = new AbortController();
      const source = tableOf(15_000, "other");
      const importing = service.importSamples(
        { name: "large", space: "nas-bench-201", source },
        abort.signal,
      );
      const settled = importing.then(
        () => "stored",
        (error) => error.code,
      );
      await sleep(delay);
      const began = performance.now();
      abort.abort();
      expect(await settled).toBe("CANCELLED");
      expectWithin(performance.now() - began, 1000);
      expect(await service.archiveInfo()).toEqual(before);
      expect((await service.sampleTables()).map(({ name }) => name)).toEqual(["rows"]);
      expect((await service.tasks()).map(({ id }) => id)).toEqual(["t"]);
      await service.importSamples({ name: "small", space: "nas-bench-201", source: tableOf(20, "other") });
    },
  );

  it("ends a training within a second, at work and in the queue, and stores nothing", async () => {
    await fillWith(service, 3000);
    const aborts = [new AbortController(), new AbortController()];
    const input = { task: "t", device: "d", metric: "latency" };
    const codes = aborts.map(({ signal }) =>
      service.trainPredictor(input, signal).then(
        () => "stored",
        (error) => error.code,
      ),
    );
    await sleep(1000);
    const began = performance.now();
    aborts[1].abort();
    expect(await codes[1]).toBe("CANCELLED");
    aborts[0].abort();
    expect(await codes[0]).toBe("CANCELLED");
    expectWithin(performance.now() - began, 1000);
    expect(await service.predictors({})).toEqual([]);
  });
});
