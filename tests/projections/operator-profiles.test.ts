import { afterEach, expect, test } from "vitest";
import { profileChanges } from "../../seeds/harmonic-nas.js";
import { openArchive } from "../../src/archive/open.js";
import { type DeviceId, deviceId } from "../../src/base/ids.js";
import { Random } from "../../src/base/random.js";
import { millijoules, milliseconds } from "../../src/base/units.js";
import type { OperatorCost, OperatorProfile } from "../../src/hardware/types.js";
import { Catalog } from "../../src/projections/catalog.js";
import { profileColumns } from "../../src/projections/predictors/profile-columns.js";
import type { Archive } from "../../src/records/archive.js";
import { readPlan } from "../../src/runs/plan/plan.js";
import { toArchitecture } from "../../src/space/architecture.js";
import { builtInSpace } from "../../src/space/built-in/index.js";
import { compileSpace } from "../../src/space/compile.js";
import { sampleDistinct } from "../../src/space/sampling/sample.js";
import { batchCost } from "../support/batch-cost.js";
import { testService } from "../support/service.js";

const space = compileSpace(builtInSpace("av-mnist")!);
const [tx2, xavier] = [deviceId("jetson-tx2"), deviceId("jetson-agx-xavier")];
const namesOf = async (archive: Archive, device: DeviceId) =>
  (await profileColumns(new Catalog(archive), space, "latency", device)).map(
    ({ name }) => name.split("@")[0],
  );

let archive: Archive;
afterEach(() => archive.close());

async function profiled() {
  archive = await openArchive("sqlite::memory:");
  await archive.commit([...profileChanges()]);
  const { service } = await testService(archive);
  for (const id of [tx2, xavier, deviceId("my-board")]) await service.registerDevice({ id });
  await service.registerTask({ id: "av-mnist", space: "av-mnist" });
  return service;
}

/** Submits latencies of whole networks on `my-board`: 1.2 times the sums by the Xavier's profile. */
async function measured(count: number) {
  const service = await profiled();
  const networks = sampleDistinct(space, count + 100, new Random(1));
  const { latency } = batchCost(space, networks, await new Catalog(archive).profilesOf(xavier, space));
  const all = networks.map((network, i) => ({
    architecture: toArchitecture(space, network),
    latency: 1.2 * latency[i],
  }));
  await service.submitMeasurements({
    device: "my-board",
    task: "av-mnist",
    measurements: all.slice(0, count),
  });
  return { service, unseen: all.slice(count) };
}

const FAMILY = {
  task: "av-mnist",
  device: "my-board",
  metric: "latency",
  family: "gaussian-process",
} as const;

test("a device's own profile is a column, then those of others, as far as they cover the space", async () => {
  await profiled();
  const by = (device: string) => `log latency by the operator profile of ${device}`;
  expect(await namesOf(archive, tx2)).toEqual([tx2, xavier].map(by));
  expect(await namesOf(archive, xavier)).toEqual([xavier, tx2].map(by));
  expect(await namesOf(archive, deviceId("my-board"))).toEqual([xavier, tx2].map(by));
  const other = compileSpace(builtInSpace("nas-bench-201")!);
  expect(await profileColumns(new Catalog(archive), other, "latency", tx2)).toEqual([]);
});

test("a profile whose energies are 0 is a column for latency, but not for energy", async () => {
  await profiled();
  const free = [...profileChanges()].map((change) => {
    if (change.type !== "put" || change.kind !== "profile" || change.record.device !== xavier) return change;
    const entries = Object.fromEntries(
      Object.entries(change.record.entries).map(([key, cost]) => [key, { ...cost, energy: millijoules(0) }]),
    );
    return { ...change, record: { ...change.record, entries } };
  });
  await archive.commit(free);
  const owners = async (metric: "latency" | "energy") =>
    (await profileColumns(new Catalog(archive), space, metric, deviceId("my-board"))).map(({ name }) =>
      name.replace(/.* of (.*)@.*/, "$1"),
    );
  expect(await owners("latency")).toEqual([xavier, tx2]);
  expect(await owners("energy")).toEqual([tx2]);
});

test("a new device's predictor learns from other devices' profiles and predicts partial networks", async () => {
  const { service, unseen } = await measured(40);
  const { quality, predictor } = await service.trainPredictor(FAMILY);
  expect(quality.kendallTau).toBeGreaterThan(0.9);
  const architectures = unseen.map(({ architecture }) => architecture);
  const { predictions } = await service.predict({ task: "av-mnist", device: "my-board", architectures });
  predictions.forEach(({ latency }, i) => {
    expect(latency).toMatchObject({ source: "PREDICTED", predictor: predictor.id });
    expect(Math.abs(latency!.value / unseen[i].latency - 1)).toBeLessThan(0.1);
  });
  const open = Object.fromEntries(
    Object.entries(architectures[0]).filter(([gene]) => !/^fusion\.(input|edge|operator)/.test(gene)),
  );
  const partial = await service.predict({ task: "av-mnist", device: "my-board", architectures: [open] });
  expect(partial.predictions[0].latency!.value).toBeGreaterThan(1);
});

/** Replaces the TX2's profile by one with every cost changed by `change`, and `more` entries. */
async function putProfile(
  change: (cost: OperatorCost) => OperatorCost,
  more: OperatorProfile["entries"] = {},
): Promise<void> {
  const profile = (await archive.get("profile", `${tx2}/av-mnist`)) ?? (await archive.get("profile", tx2))!;
  const changed = Object.entries(profile.entries).map(([key, cost]) => [key, change(cost)]);
  const record = { ...profile, entries: { ...Object.fromEntries(changed), ...more } };
  await archive.commit([{ type: "put", kind: "profile", record }]);
}

test("a predictor whose profile has changed answers nothing until it is trained again, and says so", async () => {
  const { service, unseen } = await measured(30);
  const { predictor } = await service.trainPredictor(FAMILY);
  const notes = async () =>
    (
      await service.predict({
        task: "av-mnist",
        device: "my-board",
        architectures: [unseen[0].architecture],
      })
    ).notes
      .map(({ text }) => text)
      .join();
  expect(await notes()).not.toMatch(/latency/);
  expect(await service.whyUnusable(predictor.id)).toBeUndefined();
  await putProfile((cost) => ({ ...cost, latency: milliseconds(2 * cost.latency) }));
  const why =
    "it learnt from the log latency by the operator profile of jetson-tx2, which has changed since or is gone";
  expect(await service.whyUnusable(predictor.id)).toBe(why);
  expect(await notes()).toContain(
    `the predictor of latency for device my-board, ${predictor.id}, ` + `cannot be used any more (${why})`,
  );
  const front = await service.paretoFront({ task: "av-mnist", device: "my-board", sources: ["PREDICTED"] });
  expect(front.notes.join()).not.toMatch(/no predictor of latency/);
  const again = await service.trainPredictor(FAMILY);
  expect(again.reason).toContain(`the one in use, ${predictor.id}, cannot be used any more (${why})`);
  expect(await notes()).not.toMatch(/latency/);
  expect(await service.whyUnusable(again.predictor.id)).toBeUndefined();
});

test("a predictor of latency stays usable when only energies, or entries of no use to its space, change", async () => {
  const { service } = await measured(30);
  const { predictor } = await service.trainPredictor(FAMILY);
  await putProfile((cost) => ({ ...cost, energy: millijoules(2 * (cost.energy as number)) }), {
    "somewhere.else": { latency: milliseconds(1), energy: millijoules(1) },
  });
  expect(await service.whyUnusable(predictor.id)).toBeUndefined();
});

test("asking whether an unknown predictor can be used is an error", async () => {
  const service = await profiled();
  await expect(service.whyUnusable("x")).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a search that waits for measurements learns from profiles, and is not resumed once one has changed", async () => {
  const service = await profiled();
  const { id } = await service.startSearch({
    ...{ task: "av-mnist", devices: ["my-board"], budget: 5, evaluator: "external", seed: 2 },
  });
  await service.cancelSearch(id);
  const { profiles } = await readPlan(archive, id);
  expect(profiles).toEqual([
    {
      objective: 1,
      name: expect.stringContaining("log latency by the operator profile of jetson-agx-xavier@"),
    },
  ]);
  await service.resumeSearch(id);
  await service.cancelSearch(id);
  await archive.commit([
    { type: "delete", kind: "profile", id: `${xavier}/av-mnist` },
    { type: "delete", kind: "profile", id: xavier },
  ]);
  await expect(service.resumeSearch(id)).rejects.toMatchObject({
    code: "CONFLICT",
    message: expect.stringContaining("jetson-agx-xavier"),
  });
});
