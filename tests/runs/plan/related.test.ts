import { afterEach, expect, test } from "vitest";
import type { Metric } from "../../../src/base/metric.js";
import { Random } from "../../../src/base/random.js";
import type { SubjectId } from "../../../src/projections/catalog.js";
import type { Archive } from "../../../src/records/archive.js";
import { type RunPlan, readPlan } from "../../../src/runs/plan/plan.js";
import type { StartSearch } from "../../../src/runs/request/start-search.js";
import { sampleDistinct } from "../../../src/space/sampling/sample.js";
import { type Process, startProcess, toyArchive, until } from "../harness.js";
import { device, preparedRun, REQUEST, type StoredPredictor, storePredictor, task } from "./predictors.js";

let archive: Archive;
const processes: Process[] = [];
afterEach(async () => {
  for (const process of processes.splice(0)) await process.close();
  await archive.close();
});

function begin(owner: string): Process {
  const process = startProcess(archive, { owner });
  processes.push(process);
  return process;
}

const store = (subject: SubjectId, metric: Metric, options?: StoredPredictor) =>
  storePredictor(archive, subject, metric, options);

const prepared = (request?: Partial<StartSearch>, plan?: RunPlan) =>
  preparedRun(begin("here:1:a"), request, plan);

test("a search uses predictors of other tasks and devices, not those of its own", async () => {
  archive = await toyArchive();
  const sister = await store(task("sister-task"), "accuracy");
  const near = await store(device("toy-device"), "latency");
  await store(device("toy-device"), "energy");
  await store(task("toy-task"), "accuracy");
  await store(device("blank-device"), "latency");
  await store(task("other-task"), "accuracy", { promoted: false });
  const { problem, plan, space } = await prepared();
  expect(plan.related).toEqual([
    { objective: 0, predictor: sister.id },
    { objective: 1, predictor: near.id },
  ]);
  const networks = sampleDistinct(space, 24, new Random(9));
  const expected = [sister, near].map(({ predictor }) => predictor.latent(networks).mean);
  const said = problem.related!.map(({ values }) => values(networks));
  said.forEach((column, c) => {
    column.forEach((value, i) => void expect(value).toBeCloseTo(expected[c][i], 8));
  });
  expect(said).toEqual(problem.related!.map(({ values }) => values(networks)));
});

test("of several related predictors, the one trained on most networks is used", async () => {
  archive = await toyArchive();
  const rows = [10, 14, 24, 12];
  for (const [i, count] of rows.entries()) await store(task(`sister-${i}`), "accuracy", { rows: count });
  const { plan } = await prepared();
  expect(plan.related?.map(({ predictor }) => predictor)).toEqual(["toy.sister-2.accuracy.v1"]);
});

test("a replayed table, and a strategy without models, use no related predictor", async () => {
  archive = await toyArchive();
  await store(task("sister-task"), "accuracy");
  expect((await prepared({ strategy: "nsga2" })).problem.related).toEqual([]);
  const replay = { evaluator: "table", samples: "toy", devices: ["toy-device"] } as const;
  expect((await prepared(replay)).problem.related).toBeUndefined();
});

test("a resumed run keeps the predictor versions that it began with", async () => {
  archive = await toyArchive();
  const first = await store(task("sister-task"), "accuracy");
  const process = begin("here:1:a");
  const { id } = await process.runs.startSearch(REQUEST);
  await until(async () => (await process.runs.run(id)).pending.length > 0);
  await process.close();
  const plan = await readPlan(archive, id);
  expect(plan.related).toEqual([{ objective: 0, predictor: first.id }]);

  await store(task("sister-task"), "accuracy", { promoted: false });
  const second = await store(task("sister-task"), "accuracy", { version: 2, weight: 4 });
  const before = await prepared({}, plan);
  const now = await prepared();
  const networks = sampleDistinct(before.space, 24, new Random(9));
  const said = ({ problem }: typeof now) => [...problem.related![0].values(networks)];
  const valuesOf = ({ predictor }: typeof first) => [
    ...predictor.toLatent(predictor.estimate(networks).value),
  ];
  expect(said(before)).toEqual(valuesOf(first));
  expect(said(now)).toEqual(valuesOf(second));

  const other = begin("here:2:b");
  await other.runs.resumeSearch(id);
  await until(async () => (await other.runs.run(id)).pending.length > 0);
});

/** An interrupted run, and the related predictor that its models use. */
async function interrupted() {
  archive = await toyArchive();
  const first = await store(task("sister-task"), "accuracy");
  const process = begin("here:1:a");
  const { id } = await process.runs.startSearch(REQUEST);
  await process.close();
  return { id, first };
}

test("a run whose related predictor can no longer be read is not resumed, with the reason", async () => {
  const { id, first } = await interrupted();
  const record = (await archive.get("predictor", first.id))!;
  const outdated = {
    ...record,
    createdAt: "2026-01-01T00:00:00.000Z",
    state: { ...record.state, version: 1 },
  };
  await archive.commit([{ type: "put", kind: "predictor", record: outdated }]);
  await expect(begin("here:2:b").runs.resumeSearch(id)).rejects.toMatchObject({
    code: "CONFLICT",
    message: expect.stringMatching(/cannot be used any more \(it was trained by an earlier version/),
  });
});

test("a run whose related predictor is gone is not resumed", async () => {
  const { id, first } = await interrupted();
  await archive.commit([{ type: "delete", kind: "predictor", id: first.id }]);
  await expect(begin("here:2:b").runs.resumeSearch(id)).rejects.toMatchObject({
    code: "CONFLICT",
    field: "id",
    message: expect.stringContaining(first.id),
  });
});
