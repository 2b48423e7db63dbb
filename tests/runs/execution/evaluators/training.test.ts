import { afterEach, expect, test } from "vitest";
import { seededDevices, seededTasks } from "../../../../seeds/catalogue.js";
import { profileChanges } from "../../../../seeds/harmonic-nas.js";
import { LastMeasurements, predictorChanges } from "../../../../seeds/predictors.js";
import { openArchive } from "../../../../src/archive/open.js";
import type { Archive } from "../../../../src/records/archive.js";
import type { Change } from "../../../../src/records/changes.js";
import type { NetworkTrainer } from "../../../../src/runs/network-trainer.js";
import { readPlan } from "../../../../src/runs/plan/plan.js";
import type { StartSearch } from "../../../../src/runs/request/start-search.js";
import { fromArchitecture, toArchitecture } from "../../../../src/space/architecture.js";
import { COMPOSITIONS } from "../../../../src/space/network/backbone.js";
import { subNetworkOf } from "../../../../src/training/elastic/sub-network.js";
import { testService } from "../../../support/service.js";
import { QuickTrainer, sizeOf, space } from "./quick-trainer.js";

const REQUEST = {
  task: "av-mnist-hard",
  devices: ["jetson-tx2"],
  evaluator: "training",
  budget: 4,
  strategy: "random",
  seed: 3,
} as const;

let archive: Archive | undefined;
afterEach(() => archive?.close());

/** An archive with the seeded tasks, devices and operator profiles, and nothing else. */
async function profiledArchive(): Promise<Archive> {
  const opened = await openArchive("sqlite::memory:");
  await opened.commit([
    ...seededTasks.map((record) => ({ type: "put", kind: "task", record }) as const),
    ...seededDevices.map((record) => ({ type: "put", kind: "device", record }) as const),
    ...profileChanges(),
  ]);
  return opened;
}

async function finished(
  trainer: NetworkTrainer,
  request: StartSearch = REQUEST,
  more: readonly Change[] = [],
) {
  archive = await profiledArchive();
  await archive.commit(more);
  const { service } = await testService(archive, trainer);
  const run = await service.startSearch(request);
  for await (const progress of service.followRun(run.id, new AbortController().signal)) {
    if (progress.run.status.kind !== "running") return { service, progress };
  }
  throw new Error("the run ended without a last state");
}

test("networks of tier 1 are proposed; complete networks are stored with their validation accuracy", async () => {
  const trainer = new QuickTrainer();
  const { progress } = await finished(trainer);
  expect(progress.run.status.kind).toBe("finished");
  expect(trainer.requests).toHaveLength(4);
  for (const { genes } of trainer.requests) {
    expect(genes["fusion.cells"]).toBeDefined();
    expect(genes["fusion.operator_1_1"]).toBeUndefined();
  }
  const evaluations = await archive!.findings(progress.run.id);
  for (const { architecture, genes, outcome } of evaluations) {
    expect(toArchitecture(space, fromArchitecture(space, genes))).toEqual(genes);
    expect(genes["fusion.operator_1_1"]).toBe("Sum");
    expect(outcome.kind).toBe("evaluated");
    const [{ measurement }] = await archive!.measurementsOf(architecture);
    expect(measurement).toMatchObject({
      subject: "task",
      repeats: 1,
      examples: 210,
      fidelity: { split: "validation", training: "quick" },
    });
    if (measurement.subject !== "task") throw new Error("a training measures an accuracy");
    expect(measurement.network).toBe(`av-mnist-hard.${measurement.fidelity.seeds[0]}.network`);
  }
});

test("the seed of a training follows from the run's seed and the network", async () => {
  const [one, other] = [new QuickTrainer(), new QuickTrainer()];
  await finished(one);
  await archive?.close();
  await finished(other);
  expect(other.requests).toEqual(one.requests);
  expect(new Set(one.requests.map(({ seed }) => seed)).size).toBe(4);
});

test("nsga2 pairs the best backbones of each modality by their own scores and costs", async () => {
  const sizeUnder = async (strategy: "nsga2" | "random") => {
    const trainer = new QuickTrainer();
    await finished(trainer, { ...REQUEST, strategy, budget: 16 });
    await archive?.close();
    const sizes = COMPOSITIONS.get("av-mnist")!.backbones.flatMap((backbone) =>
      trainer.requests.map(({ genes }) => sizeOf(subNetworkOf(backbone, genes))),
    );
    expect(sizes).toHaveLength(32);
    return sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
  };
  expect(await sizeUnder("nsga2")).toBeLessThan(0.8 * (await sizeUnder("random")));
});

/** The plan of a search with models that trains, and the networks it trained, with these shipped predictors in use. */
async function searchWith(isInUse: (id: string) => boolean, budget: number) {
  const predictors = [...predictorChanges(new LastMeasurements())].filter(
    (change) => change.type === "put" && change.kind === "predictor" && isInUse(change.record.id),
  );
  const trainer = new QuickTrainer();
  const { progress } = await finished(trainer, { ...REQUEST, strategy: "surrogate", budget }, predictors);
  expect(progress).toMatchObject({ evaluations: budget, run: { status: { kind: "finished" } } });
  const { related, priors } = await readPlan(archive!, progress.run.id);
  await archive?.close();
  return { related, priors, requests: trainer.requests };
}

test("the task's own predictor is the prior of the search, although tier 2 is still undecided", async () => {
  const id = "av-mnist.av-mnist-hard.accuracy.v1";
  const alone = await searchWith(() => false, 6);
  const helped = await searchWith((own) => own === id, 6);
  expect(alone.priors).toEqual([]);
  expect(helped.priors).toEqual([{ objective: 0, predictor: id }]);
  expect(helped.requests.slice(0, 4)).toEqual(alone.requests.slice(0, 4));
  expect(helped.requests.slice(4)).not.toEqual(alone.requests.slice(4));
});

test("a related task's predictor guides the search, although tier 2 is still undecided", async () => {
  const alone = await searchWith(() => false, 14);
  const helped = await searchWith((id) => /accuracy/.test(id) && !id.includes("av-mnist-hard"), 14);
  expect(alone.related).toEqual([]);
  expect(helped.related).toEqual([{ objective: 0, predictor: "av-mnist.av-mnist.accuracy.v1" }]);
  expect(helped.requests.slice(0, 10)).toEqual(alone.requests.slice(0, 10));
  expect(helped.requests).not.toEqual(alone.requests);
});

test("a training of fewer epochs is a cheap score of the same network and seed, and no measurement", async () => {
  const trainer = new QuickTrainer();
  const fidelities = [{ name: "epochs_4", cost: 0.25 }];
  const request = { ...REQUEST, strategy: "surrogate", budget: 24, fidelities } as const;
  const { progress } = await finished(trainer, request);
  const short = trainer.requests.filter(({ trainEpochs }) => trainEpochs !== undefined);
  expect(short.length).toBe(progress.scores);
  expect(progress).toMatchObject({ scores: expect.toSatisfy((count) => count >= 10), failed: 0 });
  for (const { searchEpochs, trainEpochs } of short) expect([searchEpochs, trainEpochs]).toEqual([1, 4]);
  const full = trainer.requests.filter(({ trainEpochs }) => trainEpochs === undefined);
  expect(full).toHaveLength(progress.evaluations);
  const { trainEpochs, searchEpochs, keepsNetwork, ...first } = short[0];
  expect(keepsNetwork).toBe(false);
  expect(full).toContainEqual({ ...first, keepsNetwork: true });
  for (const { outcome, architecture } of await archive!.findings(progress.run.id)) {
    const measured = await archive!.measurementsOf(architecture);
    expect(measured).toHaveLength(outcome.kind === "scored" ? 0 : 1);
  }
});

test.each(["epochs_14", "epochs_0", "early_accuracy"])(
  "a cheap score of a training cannot be called %s",
  async (name) => {
    archive = await profiledArchive();
    const { service } = await testService(archive, new QuickTrainer());
    const request = { ...REQUEST, strategy: "surrogate", fidelities: [{ name, cost: 0.2 }] } as const;
    await expect(service.startSearch(request)).rejects.toMatchObject({
      field: "fidelities[0].name",
      message: expect.stringContaining("from 1 to 13"),
    });
  },
);

test("constraints that tier 2 would decide are refused by name", async () => {
  archive = await profiledArchive();
  const { service } = await testService(archive, new QuickTrainer());
  const operator = { ...REQUEST, constraints: { genes: { "fusion.operator_1_1": "Sum" } } };
  await expect(service.startSearch(operator)).rejects.toMatchObject({
    field: "constraints.genes.fusion.operator_1_1",
  });
  await expect(service.startSearch({ ...REQUEST, constraints: { maxParams: 1e6 } })).rejects.toMatchObject({
    field: "constraints.maxParams",
  });
  expect(await service.runs({ limit: 5 })).toEqual([]);
});

test("a service that cannot train refuses such a search", async () => {
  archive = await profiledArchive();
  const { service } = await testService(archive);
  await expect(service.startSearch(REQUEST)).rejects.toMatchObject({ field: "evaluator" });
});

test("a run that is extended keeps the population size that it began with", async () => {
  const trainedWith = async (...budgets: readonly number[]) => {
    const trainer = new QuickTrainer();
    const { service, progress } = await finished(trainer, { ...REQUEST, strategy: "nsga2", budget: 6 });
    for (const budget of budgets) {
      await service.resumeSearch(progress.run.id, budget);
      for await (const { run } of service.followRun(progress.run.id, new AbortController().signal)) {
        if (run.status.kind !== "running") expect(run).toMatchObject({ evaluations: budget });
      }
    }
    await archive?.close();
    return trainer.requests;
  };
  const whole = await trainedWith(18);
  expect(new Set(whole.map(({ seed }) => seed)).size).toBe(18);
  expect(await trainedWith(8, 9, 13, 18)).toEqual(whole);
});
