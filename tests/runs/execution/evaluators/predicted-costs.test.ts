import { afterEach, expect, test } from "vitest";
import { profileChanges } from "../../../../seeds/harmonic-nas.js";
import { openArchive } from "../../../../src/archive/open.js";
import { deviceId } from "../../../../src/base/ids.js";
import { Random } from "../../../../src/base/random.js";
import { Catalog } from "../../../../src/projections/catalog.js";
import type { Archive } from "../../../../src/records/archive.js";
import { readPlan } from "../../../../src/runs/plan/plan.js";
import type { HarmonicService } from "../../../../src/service/service.js";
import { toArchitecture } from "../../../../src/space/architecture.js";
import { sampleDistinct } from "../../../../src/space/sampling/sample.js";
import { batchCost } from "../../../support/batch-cost.js";
import { testService } from "../../../support/service.js";
import { QuickTrainer, space } from "./quick-trainer.js";

const REQUEST = {
  task: "av-mnist",
  devices: ["my-board"],
  evaluator: "training",
  budget: 5,
  strategy: "random",
  seed: 3,
} as const;

let archive: Archive;
afterEach(() => archive.close());

/** A service on whose device `my-board` 24 networks are measured, which has no operator profile. */
async function measured({ hasEnergy = false } = {}) {
  archive = await openArchive("sqlite::memory:");
  await archive.commit([...profileChanges()]);
  const trainer = new QuickTrainer();
  const { service } = await testService(archive, trainer);
  for (const id of ["jetson-tx2", "my-board"]) await service.registerDevice({ id });
  await service.registerTask({ id: "av-mnist", space: "av-mnist" });
  const networks = sampleDistinct(space, 24, new Random(1));
  const profiles = await new Catalog(archive).profilesOf(deviceId("jetson-tx2"), space);
  const { latency, energy } = batchCost(space, networks, profiles);
  await service.submitMeasurements({
    device: "my-board",
    task: "av-mnist",
    measurements: networks.map((network, i) => ({
      architecture: toArchitecture(space, network),
      latency: 1.3 * latency[i],
      ...(hasEnergy ? { energy: energy[i] } : {}),
    })),
  });
  const train = (metric: "latency" | "energy") =>
    service.trainPredictor({ task: "av-mnist", device: "my-board", metric, family: "gaussian-process" });
  return { service, trainer, train };
}

async function end(service: HarmonicService, id: string) {
  for await (const progress of service.followRun(id, new AbortController().signal)) {
    if (progress.run.status.kind !== "running") return progress;
  }
  throw new Error("the run ended without a last state");
}

test.each(["random", "nsga2", "surrogate"] as const)(
  "a %s search trains accuracy here and predicts the costs of a board without an operator profile",
  async (strategy) => {
    const { service, trainer, train } = await measured();
    const { predictor } = await train("latency");
    const { id } = await service.startSearch({ ...REQUEST, strategy });
    const { run, evaluations, failed, points } = await end(service, id);
    expect([run.status.kind, evaluations, failed]).toEqual(["finished", 5, 0]);
    expect(trainer.requests).toHaveLength(5);
    for (const { costWeights, costs } of trainer.requests) {
      expect(costWeights).toEqual({ latency: 0, energy: 0 });
      expect(Object.keys(costs)).toHaveLength(6);
    }
    expect(points.length).toBeGreaterThan(0);
    for (const { accuracy, latency } of points) {
      expect(accuracy?.source).toBe("MEASURED");
      expect(latency).toMatchObject({ source: "PREDICTED", predictor: predictor.id });
      expect(latency?.lower).toBeLessThan(latency?.value as number);
      expect(latency?.upper).toBeGreaterThan(latency?.value as number);
    }
    const { related } = await readPlan(archive, id);
    expect(related).toEqual(strategy === "surrogate" ? [{ objective: 1, predictor: predictor.id }] : []);
    const before = trainer.requests.length;
    await service.resumeSearch(id, 7);
    const { points: more } = await end(service, id);
    expect(trainer.requests).toHaveLength(before + 2);
    for (const { latency } of more) expect(latency?.source).toBe("PREDICTED");
  },
);

test("a limit on a predicted cost is kept, and a measurement takes the place of the prediction", async () => {
  const { service, train } = await measured();
  await train("latency");
  const { points } = await end(service, (await service.startSearch(REQUEST)).id);
  const [{ architecture, latency }] = points;
  await service.submitMeasurements({
    device: "my-board",
    task: "av-mnist",
    measurements: [{ architecture, latency: 2 * (latency?.value as number) }],
  });
  const limited = { ...REQUEST, constraints: { maxLatency: latency?.value as number } };
  const again = await end(service, (await service.startSearch(limited)).id);
  for (const point of again.points) {
    expect(point.architecture).not.toEqual(architecture);
    expect(point.latency?.value).toBeLessThanOrEqual(latency?.value as number);
  }
});

test("a cost that neither a profile nor a predictor gives is refused by name, and nothing is stored", async () => {
  const { service, train } = await measured({ hasEnergy: true });
  const refused = (metric: string) =>
    expect(service.startSearch(REQUEST)).rejects.toMatchObject({
      code: "NOT_FOUND",
      field: "device",
      message: expect.stringMatching(`my-board/av-mnist.*no predictor of ${metric} .*device import-profile`),
    });
  await refused("latency");
  await train("latency");
  await refused("energy");
  expect(await service.runs({ limit: 5 })).toEqual([]);
  const only = await service.startSearch({ ...REQUEST, objectives: ["accuracy", "latency"] });
  expect(await end(service, only.id)).toMatchObject({ evaluations: 5, failed: 0 });
});

test("a device without a profile may be the second one", async () => {
  const { service, trainer, train } = await measured();
  await train("latency");
  const devices = ["jetson-tx2", "my-board"];
  const { id } = await service.startSearch({ ...REQUEST, devices });
  expect(await end(service, id)).toMatchObject({ evaluations: 5, failed: 0 });
  expect(trainer.requests[0].costWeights).toEqual({ latency: 0.1, energy: 0.1 });
});
