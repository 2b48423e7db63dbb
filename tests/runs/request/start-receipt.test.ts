import { afterEach, expect, it } from "vitest";
import { openArchive } from "../../../src/archive/open.js";
import type { Archive } from "../../../src/records/archive.js";
import { registerDevice } from "../../../src/service/catalog/devices.js";
import { registerSearchSpace } from "../../../src/service/catalog/spaces.js";
import { registerTask } from "../../../src/service/catalog/tasks.js";
import { testMongod } from "../../support/mongo.js";
import { TOY_SPACE } from "../../support/service.js";
import { type Place, placesOn } from "../../support/stores.js";
import { type Process, startProcess } from "../harness.js";

const opened: { place: Place; archives: Archive[]; processes: Process[] }[] = [];
afterEach(async () => {
  for (const { place, archives, processes } of opened.splice(0)) {
    for (const process of processes) await process.close();
    for (const archive of archives) await archive.close();
    place.remove();
  }
});

it.each(placesOn(await testMongod()))(
  "an idempotency key starts one run, however often and wherever it is sent (%s)",
  async (_, makePlace) => {
    const place = makePlace();
    const archives = [await openArchive(place.url), await openArchive(place.url)];
    const processes = archives.map((archive, i) => startProcess(archive, { owner: `host${i}:1:a` }));
    opened.push({ place, archives, processes });
    const [{ context }] = processes;
    await registerSearchSpace(context, TOY_SPACE);
    await registerTask(context, { id: "t", space: "toy" });
    await registerDevice(context, { id: "d" });
    const request = {
      ...{ task: "t", devices: ["d"], objectives: ["latency"], evaluator: "external" as const },
      ...{ strategy: "random" as const, budget: 2, idempotencyKey: "search one" },
    };
    const started = await Promise.all(
      [0, 1, 0, 1, 0].map((server) => processes[server].runs.startSearch(request)),
    );
    const ids = new Set(started.map(({ id }) => id));
    expect(ids.size).toBe(1);
    expect(await archives[1].listRuns({ limit: 9 })).toHaveLength(1);
    const [id] = ids;
    await processes[0].runs.cancelSearch(id).catch(() => processes[1].runs.cancelSearch(id));
    expect(await processes[1].runs.startSearch(request)).toMatchObject({ id, status: { kind: "cancelled" } });
    await expect(processes[1].runs.startSearch({ ...request, budget: 3 })).rejects.toMatchObject({
      code: "CONFLICT",
      field: "idempotencyKey",
      message: expect.stringContaining('"search one" was used for another request'),
    });
    await expect(processes[0].runs.startSearch({ ...request, idempotencyKey: "" })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      field: "idempotencyKey",
    });
    expect((await processes[0].runs.startSearch({ ...request, idempotencyKey: "two" })).id).not.toBe(id);
    await archives[0].commit([{ type: "delete", kind: "run", id }]);
    await expect(processes[0].runs.startSearch(request)).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("was deleted; give another key"),
    });
    expect(await archives[0].listRuns({ limit: 9 })).toHaveLength(1);
  },
  120_000,
);
