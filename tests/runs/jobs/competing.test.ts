import { afterEach, expect, it } from "vitest";
import { openArchive } from "../../../src/archive/open.js";
import type { Archive } from "../../../src/records/archive.js";
import { registerDevice } from "../../../src/service/catalog/devices.js";
import { registerSearchSpace } from "../../../src/service/catalog/spaces.js";
import { registerTask } from "../../../src/service/catalog/tasks.js";
import { completeEvaluation } from "../../../src/service/evaluations/complete.js";
import { testMongod } from "../../support/mongo.js";
import { TOY_SPACE } from "../../support/service.js";
import { type Place, placesOn } from "../../support/stores.js";
import { type Process, startProcess, until } from "../harness.js";

const places = placesOn(await testMongod());
const opened: { place: Place; archives: Archive[]; processes: Process[] }[] = [];
afterEach(async () => {
  for (const { place, archives, processes } of opened.splice(0)) {
    for (const process of processes) await process.close();
    for (const archive of archives) await archive.close();
    place.remove();
  }
});

/** Two servers on one archive, and a run of the first that waits for four networks. */
async function twoServers(makePlace: () => Place) {
  const place = makePlace();
  const archives = [await openArchive(place.url), await openArchive(place.url)];
  const processes = archives.map((archive, i) => startProcess(archive, { owner: `host${i}:1:a` }));
  opened.push({ place, archives, processes });
  const [{ context, runs }] = processes;
  await registerSearchSpace(context, TOY_SPACE);
  await registerTask(context, { id: "t", space: "toy" });
  await registerDevice(context, { id: "d" });
  const { id } = await runs.startSearch({
    task: "t",
    devices: ["d"],
    objectives: ["latency"],
    evaluator: "external",
    strategy: "random",
    budget: 8,
    parallel: 4,
  });
  await until(async () => (await processes[1].runs.run(id)).pending.length === 4);
  return { processes, id, archive: archives[0] };
}

it.each(places)(
  "two servers never give the same evaluation to two workers, nor store two results of it (%s)",
  async (_, makePlace) => {
    const { processes, id, archive } = await twoServers(makePlace);
    const claims = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        processes[i % 2].runs.claimEvaluation({ worker: `w${i}`, run: id }),
      ),
    );
    const given = claims.flatMap((claim) => (claim === undefined ? [] : [claim.network.id]));
    expect(given).toHaveLength(4);
    expect(new Set(given).size).toBe(4);

    const [held] = claims.filter((claim) => claim !== undefined);
    const results = await Promise.allSettled(
      [1, 2, 3, 4].map((latency, i) => completeEvaluation(processes[i % 2].context, held.claim, { latency })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await archive.measurementsOf(held.network.id)).toHaveLength(1);
  },
  30_000,
);

it.each(places)(
  "a worker whose evaluation another server gave away cannot complete it (%s)",
  async (_, makePlace) => {
    const { processes, id, archive } = await twoServers(makePlace);
    const late = await processes[0].runs.claimEvaluation({ worker: "late", run: id, leaseSeconds: 1 });
    if (late === undefined) throw new Error("there is something to claim");
    await new Promise((resolve) => setTimeout(resolve, 1100));
    const answers = await Promise.allSettled([
      processes[1].runs.claimEvaluation({ worker: "next", run: id }),
      completeEvaluation(processes[0].context, late.claim, { latency: 1 }),
    ]);
    const [next, completed] = answers;
    const wasGivenAway = next.status === "fulfilled" && next.value?.network.id === late.network.id;
    expect(wasGivenAway).toBe(completed.status === "rejected");
    expect(await archive.measurementsOf(late.network.id)).toHaveLength(wasGivenAway ? 0 : 1);
  },
  30_000,
);
