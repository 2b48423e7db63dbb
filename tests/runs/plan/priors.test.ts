import { afterEach, expect, test } from "vitest";
import { Random } from "../../../src/base/random.js";
import type { Archive } from "../../../src/records/archive.js";
import { readPlan } from "../../../src/runs/plan/plan.js";
import { sampleDistinct } from "../../../src/space/sampling/sample.js";
import { type Process, startProcess, toyArchive, until } from "../harness.js";
import { device, preparedRun, REQUEST, storePredictor, task } from "./predictors.js";

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

/** Each of 24 networks, 13 times: more than a model is fitted to. */
const MANY = { repeats: 13 };

test("the predictors in use of the objectives themselves are priors where they learnt from much", async () => {
  archive = await toyArchive();
  const accuracy = await storePredictor(archive, task("toy-task"), "accuracy", MANY);
  const latency = await storePredictor(archive, device("blank-device"), "latency", MANY);
  await storePredictor(archive, device("blank-device"), "energy", MANY);
  await storePredictor(archive, task("other-task"), "accuracy", MANY);
  const { plan, problem, space } = await preparedRun(begin("here:1:a"));
  expect(plan.priors).toEqual([
    { objective: 0, predictor: accuracy.id },
    { objective: 1, predictor: latency.id },
  ]);
  const networks = sampleDistinct(space, 24, new Random(9));
  for (const [m, { predictor }] of [accuracy, latency].entries()) {
    const { latent, toNatural, toLatent } = problem.priors![m];
    expect(latent(networks)).toEqual(predictor.latent(networks));
    expect(latent([...networks].reverse()).mean).toEqual(latent(networks).mean.reverse());
    const values = Float64Array.of(0.2, 0.3);
    [...toNatural(toLatent(values))].forEach((value, i) => void expect(value).toBeCloseTo(values[i], 10));
  }
});

test("networks that the run knew at its start count as learnt, the others do not", async () => {
  archive = await toyArchive({ measurements: true });
  await storePredictor(archive, task("toy-task"), "accuracy", MANY);
  const { plan, problem, space } = await preparedRun(begin("here:1:a"));
  const known = plan.partly!.find(({ objective }) => objective === 0)!.networks;
  const networks = sampleDistinct(space, 24, new Random(9));
  const isLearnt = networks.map((network) => problem.priors![0].hasLearnt(network));
  expect(known.length).toBeGreaterThan(0);
  expect(isLearnt.filter(Boolean)).toHaveLength(known.length);
});

test("a predictor that learnt from little, or of a replayed table, is no prior; nor is any for nsga2", async () => {
  archive = await toyArchive();
  await storePredictor(archive, task("toy-task"), "accuracy", { repeats: 12 });
  expect((await preparedRun(begin("here:1:a"))).plan.priors).toEqual([]);
  await storePredictor(archive, task("toy-task"), "accuracy", { ...MANY, version: 2 });
  await storePredictor(archive, task("toy-task"), "accuracy", { promoted: false });
  expect((await preparedRun(begin("here:1:a"))).plan.priors).toHaveLength(1);
  expect((await preparedRun(begin("here:1:a"), { strategy: "nsga2" })).plan.priors).toEqual([]);
  const replay = { evaluator: "table", samples: "toy", devices: ["toy-device"] } as const;
  expect((await preparedRun(begin("here:1:a"), replay)).problem.priors).toBeUndefined();
});

/** A run that was interrupted, and the predictor that is its prior. */
async function interrupted() {
  archive = await toyArchive();
  const first = await storePredictor(archive, task("toy-task"), "accuracy", MANY);
  const process = begin("here:1:a");
  const { id } = await process.runs.startSearch(REQUEST);
  await until(async () => (await process.runs.run(id)).pending.length > 0);
  await process.close();
  return { id, first };
}

test("a resumed run keeps the versions of its priors", async () => {
  const { id, first } = await interrupted();
  const plan = await readPlan(archive, id);
  expect(plan.priors).toEqual([{ objective: 0, predictor: first.id }]);
  await storePredictor(archive, task("toy-task"), "accuracy", { ...MANY, promoted: false });
  const second = await storePredictor(archive, task("toy-task"), "accuracy", {
    ...MANY,
    version: 2,
    weight: 4,
  });
  const resumed = await preparedRun(begin("here:1:a"), {}, plan);
  const fresh = await preparedRun(begin("here:1:a"));
  const networks = sampleDistinct(fresh.space, 24, new Random(9));
  const said = ({ problem }: typeof fresh) => problem.priors![0].latent(networks);
  expect(said(resumed)).toEqual(first.predictor.latent(networks));
  expect(said(fresh)).toEqual(second.predictor.latent(networks));
  const other = begin("here:2:b");
  await other.runs.resumeSearch(id);
  await until(async () => (await other.runs.run(id)).pending.length > 0);
});

test("a run whose prior is gone is not resumed, with the reason", async () => {
  const { id, first } = await interrupted();
  await archive.commit([{ type: "delete", kind: "predictor", id: first.id }]);
  await expect(begin("here:2:b").runs.resumeSearch(id)).rejects.toMatchObject({
    code: "CONFLICT",
    field: "id",
    message: expect.stringMatching(/from which this run's models start, cannot be used any more/),
  });
});
