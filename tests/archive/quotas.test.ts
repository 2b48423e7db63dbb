import { describe, expect, it } from "vitest";
import { seedArchive } from "../../seeds/seed.js";
import { openArchive } from "../../src/archive/open.js";
import type { Change } from "../../src/records/changes.js";
import {
  architecture,
  latency,
  measure,
  put,
  retract,
  run,
  store,
  task,
} from "../contract/archive-samples.js";
import { testMongod } from "../support/mongo.js";
import { placesOn } from "../support/stores.js";

const insertRun = (id: string): Change => ({ type: "insert", kind: "run", record: run(id) });

describe.each(placesOn(await testMongod()))("quotas of an archive in %s", (_, makePlace) => {
  it("refuse what would exceed them, name the setting, and let everything else happen", async () => {
    const place = makePlace();
    const archive = await openArchive(place.url, { quotas: { networks: 3, measurements: 2, runs: 1 } });
    const refused = (setting: string, most: number) => ({
      code: "CONFLICT",
      field: setting,
      message: expect.stringMatching(new RegExp(`at most ${most} .*${setting}.*nothing was stored`)),
    });
    await archive.commit([1, 2, 3].map((n) => store(architecture(n))));
    await archive.commit([store(architecture(1)), put(task("a"))]);
    const over = [put(task("b")), store(architecture(4))];
    await expect(archive.commit(over)).rejects.toMatchObject(refused("QUOTA_NETWORKS", 3));
    expect(await archive.get("task", "b")).toBeUndefined();
    await archive.commit([measure(latency("m1", 1)), measure(latency("m2", 1))]);
    await archive.commit([measure(latency("m1", 1))]);
    const third = archive.commit([measure(latency("m3", 1))]);
    await expect(third).rejects.toMatchObject(refused("QUOTA_MEASUREMENTS", 2));
    await archive.commit([retract("m1"), put(task("c"))]);
    await archive.commit([insertRun("r")]);
    await expect(archive.commit([insertRun("s")])).rejects.toMatchObject(refused("QUOTA_RUNS", 1));
    await archive.commit([{ type: "update", kind: "run", record: run("r") }]);
    await archive.close();
    const unlimited = await openArchive(place.url);
    await unlimited.commit([store(architecture(4)), measure(latency("m3", 1)), insertRun("s")]);
    await unlimited.close();
    place.remove();
  });

  it("refuse the seeds as a whole batch with a message, instead of leaving some out in silence", async () => {
    const place = makePlace();
    const archive = await openArchive(place.url, { quotas: { networks: 10 } });
    const seeding = seedArchive(archive, () => undefined, { predictors: false });
    await expect(seeding).rejects.toMatchObject({ code: "CONFLICT", field: "QUOTA_NETWORKS" });
    await archive.close();
    place.remove();
  });

  it("limit the bytes that the file or the database takes", async () => {
    const place = makePlace();
    const archive = await openArchive(place.url);
    for (let i = 0; i < 3; i++) {
      const bytes = Uint8Array.from({ length: 1_000_000 }, (__, n) => (n * n * (i + 1)) % 251);
      await archive.commit([{ type: "blob", key: `b${i}`, bytes }]);
    }
    await archive.close();
    const limited = await openArchive(place.url, { quotas: { megabytes: 1 } });
    const blob: Change = { type: "blob", key: "one more", bytes: new Uint8Array(10) };
    await expect(limited.commit([blob])).rejects.toMatchObject({
      code: "CONFLICT",
      field: "QUOTA_MEGABYTES",
    });
    await limited.commit([put(task("still"))]);
    await limited.close();
    place.remove();
  });
});
