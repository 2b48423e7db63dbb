import { describe, expect, it } from "vitest";
import { predictorId } from "../../../src/base/ids.js";
import { SOURCES } from "../../../src/base/metric.js";
import { importOperatorProfile } from "../../../src/service/catalog/profiles.js";
import type { Context } from "../../../src/service/context.js";
import { type FrontChange, followFront } from "../../../src/service/front/follow-front.js";
import { queryFront } from "../../../src/service/front/query-front.js";
import { listPredictors } from "../../../src/service/prediction/list.js";
import { restorePredictor } from "../../../src/service/prediction/restore.js";
import { trainPredictor } from "../../../src/service/prediction/train.js";
import { expectWithin } from "../../support/within.js";
import { importRows, rowsBut, submitOne, TOY, TOY_NETWORKS, toyContext, trainAll } from "../harness.js";

const LATENCY = { ...TOY, metric: "latency", family: "ridge" } as const;
const V1 = "toy.toy-device.latency.v1";
const V2 = "toy.toy-device.latency.v2";

/** Two versions of the predictor of latency, the second in use and learnt from more networks. */
async function twoVersions(): Promise<Context> {
  const context = await toyContext();
  await importRows(context, rowsBut(3, 7, 11, 15, 19, 23));
  await trainAll(context);
  for (const row of [3, 7, 11]) {
    const { architecture, latency } = TOY_NETWORKS[row];
    await submitOne(context, { architecture, latency: 3 * latency });
  }
  await trainPredictor(context, { ...LATENCY, seed: 2 });
  await forceInUse(context, V2);
  return context;
}

/** Makes a version the one in use, whatever training decided. */
async function forceInUse(context: Context, id: string): Promise<void> {
  for (const version of [V1, V2]) {
    const record = await context.archive.get("predictor", version);
    if (record === undefined) throw new Error(`there is no ${version}`);
    await context.archive.commit([
      { type: "put", kind: "predictor", record: { ...record, promoted: version === id } },
    ]);
  }
}

const inUse = async (context: Context): Promise<string[]> =>
  (await listPredictors(context, { metric: "latency" })).filter((one) => one.promoted).map(({ id }) => id);

const estimatedLatencies = async (context: Context) =>
  (await queryFront(context, { ...TOY, sources: SOURCES })).points.map(({ id, latency }) => [
    id,
    latency?.predictor ?? null,
    latency?.value,
  ]);

describe("an earlier version of a predictor", () => {
  it("is put back into use alone, with the quality of both on the same networks", async () => {
    const context = await twoVersions();
    const restored = await restorePredictor(context, V1);
    expect(restored).toMatchObject({
      changed: true,
      predictor: { id: V1, version: 1, promoted: true },
      previous: { id: V2 },
    });
    expect(restored.quality?.networks).toBe(restored.previous?.quality?.networks);
    expect(restored.predictor).not.toHaveProperty("state");
    expect(await inUse(context)).toEqual([V1]);
  });

  it("answers the front again, and those who follow the front are told at once", async () => {
    const context = await toyContext();
    const some = [3, 7, 11, 15, 19, 23];
    await importRows(context, rowsBut(...some));
    await importRows(context, some, ["latency"]);
    await trainAll(context);
    const before = await estimatedLatencies(context);
    const record = await context.archive.get("predictor", V1);
    if (record === undefined) throw new Error("there is no first version");
    const second = { ...record, id: predictorId(V2), version: 2, createdAt: "2026-01-02T00:00:00.000Z" };
    await context.archive.commit([
      { type: "put", kind: "predictor", record: { ...record, promoted: false } },
      { type: "put", kind: "predictor", record: second },
    ]);
    const stop = new AbortController();
    const events = followFront(context, { ...TOY, sources: SOURCES }, stop.signal);
    await events.next();
    expect((await estimatedLatencies(context)).map(([, predictor]) => predictor)).toContain(V2);
    const told = events.next();
    const restoredAt = performance.now();
    await restorePredictor(context, V1);
    const change = (await told).value as FrontChange;
    expect(change.changed.map(({ latency }) => latency?.predictor)).toContain(V1);
    expectWithin(performance.now() - restoredAt, 1500);
    expect(await estimatedLatencies(context)).toEqual(before);
    stop.abort();
  });

  it("that is in use already stays as it is", async () => {
    const context = await twoVersions();
    const again = await restorePredictor(context, V2);
    expect(again).toMatchObject({ changed: false, predictor: { id: V2, promoted: true } });
    expect(again).not.toHaveProperty("previous");
    expect(await inUse(context)).toEqual([V2]);
  });

  it("is the only one in use after several were restored at once", async () => {
    const context = await twoVersions();
    await Promise.all([V1, V2, V1, V2].map((id) => restorePredictor(context, id)));
    expect(await inUse(context)).toEqual([V2]);
  });

  it("can be named by a beginning of its id that no other has", async () => {
    const context = await toyContext();
    await importRows(context, rowsBut());
    await trainAll(context, ["latency"]);
    expect(await restorePredictor(context, "toy.toy-dev")).toMatchObject({ changed: false });
  });

  it.each<readonly [string, string, string]>([
    ["an unknown id", "nothing-like-it", "known are toy.toy-device.energy.v1"],
    ["an unknown version", "toy.toy-device.latency.v9", "did you mean"],
    ["an ambiguous beginning", "toy.toy-device.latency", `is ambiguous: the ids ${V1}, ${V2} begin with it`],
    ["a beginning that is too short", "toy", 'unknown predictor "toy"'],
    ["no id", "", 'unknown predictor ""'],
  ])("is not found by %s", async (_, id, message) => {
    const context = await twoVersions();
    await expect(restorePredictor(context, id)).rejects.toMatchObject({
      field: "id",
      message: expect.stringContaining(message),
    });
    expect(await inUse(context)).toEqual([V2]);
  });

  it("of a format that the program no longer reads is refused", async () => {
    const context = await twoVersions();
    const record = await context.archive.get("predictor", V1);
    if (record === undefined) throw new Error("there is no first version");
    await context.archive.commit([
      { type: "put", kind: "predictor", record: { ...record, state: { ...record.state, version: 1 } } },
    ]);
    await expect(restorePredictor(context, V1)).rejects.toMatchObject({
      ...{ code: "CONFLICT", field: "id" },
      message:
        `predictor ${V1} cannot be used any more (it was trained by an earlier version of the program); ` +
        `${V2} stays in use: train a new version instead`,
    });
    expect(await inUse(context)).toEqual([V2]);
  });

  it("whose operator profile has changed is refused", async () => {
    const context = await twoVersions();
    const profile = (latency: number) => ({
      device: "other-board",
      spaces: ["toy"],
      content: [
        Object.fromEntries(
          ["depth=1", "depth=2", "width=16", "width=32", "width=64", "operator=a", "operator=b"]
            .concat("operator=c", "operator=d")
            .map((key, i) => [key, { lat: latency * (i + 1), enrg: 1 }]),
        ),
      ],
    });
    await importOperatorProfile(context, profile(1));
    const { predictor } = await trainPredictor(context, LATENCY);
    await importOperatorProfile(context, profile(5));
    await expect(restorePredictor(context, predictor.id)).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringMatching(/operator profile of other-board, which has changed since or is gone/),
    });
  });
});
