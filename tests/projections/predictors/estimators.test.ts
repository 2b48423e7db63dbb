import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { profileChanges } from "../../../seeds/harmonic-nas.js";
import { spaceId } from "../../../src/base/ids.js";
import { Random } from "../../../src/base/random.js";
import { Catalog, type TaskOnDevice } from "../../../src/projections/catalog.js";
import {
  estimatorOf,
  learnedEstimator,
  subjectOf,
  whyNotLearned,
} from "../../../src/projections/predictors/estimators.js";
import { PromotedPredictors } from "../../../src/projections/predictors/promoted.js";
import type { Archive } from "../../../src/records/archive.js";
import { sampleDistinct } from "../../../src/space/sampling/sample.js";
import { batchCost } from "../../support/batch-cost.js";
import {
  DEVICE,
  NETWORKS,
  predictorRecord,
  putPredictor,
  TASK,
  toyArchive,
  toySpace,
  valuesOf,
} from "../fixtures.js";

let archive: Archive;
let catalog: Catalog;
let promoted: PromotedPredictors;
let on: TaskOnDevice;
beforeEach(async () => {
  archive = await toyArchive();
  catalog = new Catalog(archive);
  promoted = new PromotedPredictors(archive, catalog);
  on = await catalog.taskOnDevice(TASK, DEVICE);
});
afterEach(() => archive.close());

/** A predictor of accuracy that has seen networks of depth 1 only. */
const shallow = predictorRecord("shallow", "accuracy", NETWORKS.slice(0, 12));

describe("the owner of a metric", () => {
  it("is the task for accuracy and the device for costs", () => {
    expect(subjectOf(on, "accuracy")).toEqual({ task: TASK });
    expect(subjectOf(on, "latency")).toEqual({ device: DEVICE });
    expect(subjectOf(on, "energy")).toEqual({ device: DEVICE });
  });
});

describe("an estimator by predictor", () => {
  it("does not exist before a predictor is promoted, and the reason says so", async () => {
    await archive.commit([putPredictor({ ...shallow, promoted: false })]);
    expect(await learnedEstimator(promoted, on.space, { task: TASK }, "accuracy")).toBeUndefined();
    expect(await whyNotLearned(promoted, on.space, { task: TASK }, "accuracy")).toBe(
      "no predictor of accuracy is trained for task toy-task",
    );
    expect(await whyNotLearned(promoted, on.space, { device: DEVICE }, "energy")).toBe(
      "no predictor of energy is trained for device toy-device",
    );
  });

  it("gives the same values with and without intervals, close to the truth, and names its predictor", async () => {
    await archive.commit([putPredictor(predictorRecord("p", "accuracy", NETWORKS))]);
    const estimator = (await estimatorOf(promoted, on, "accuracy"))!;
    expect(estimator).toMatchObject({ metric: "accuracy", source: "PREDICTED", predictor: "p", frozen: [] });
    const { value } = estimator.valuesOf(NETWORKS);
    const estimates = estimator.estimatesOf(NETWORKS);
    expect(estimates).toHaveLength(NETWORKS.length);
    estimates.forEach((estimate, row) => {
      expect(estimate).toMatchObject({ source: "PREDICTED", predictor: "p" });
      expect(estimate.value).toBeCloseTo(value[row], 10);
      expect(estimate.lower).toBeLessThan(estimate.value);
      expect(estimate.upper).toBeGreaterThan(estimate.value);
      expect(Math.abs(estimate.value - valuesOf(NETWORKS[row]).accuracy)).toBeLessThan(0.02);
      expect(estimate.extrapolated).toBeUndefined();
    });
  });

  it("marks networks beyond its training data, and tells which gene was frozen", async () => {
    await archive.commit([putPredictor(shallow)]);
    const estimator = (await estimatorOf(promoted, on, "accuracy"))!;
    expect(estimator.frozen).toEqual([{ position: 0, choice: 0 }]);
    const isDeep = NETWORKS.map(([depth]) => depth === 1);
    expect([...estimator.valuesOf(NETWORKS).extrapolated]).toEqual(isDeep.map(Number));
    expect(estimator.estimatesOf(NETWORKS).map(({ extrapolated }) => extrapolated === true)).toEqual(isDeep);
  });

  it("does not exist where an earlier version of the program stored it, and the reason says so", async () => {
    await archive.commit([putPredictor({ ...shallow, state: { ...shallow.state, version: 1 } })]);
    expect(await estimatorOf(promoted, on, "accuracy")).toBeUndefined();
    expect(await whyNotLearned(promoted, on.space, { task: TASK }, "accuracy")).toBe(
      "the predictor of accuracy for task toy-task, shallow, cannot be used any more " +
        "(it was trained by an earlier version of the program)",
    );
  });
});

describe("an estimator by operator profile", () => {
  const onTx2 = async (): Promise<TaskOnDevice> => {
    await archive.commit([...profileChanges()]);
    const record = { id: TASK, space: spaceId("av-mnist"), name: "", description: "" };
    const device = { ...on.device, id: "jetson-tx2" as TaskOnDevice["device"]["id"] };
    await archive.commit([
      { type: "put", kind: "task", record },
      { type: "put", kind: "device", record: device },
    ]);
    return catalog.taskOnDevice(TASK, "jetson-tx2");
  };

  it("is used for costs where the profile covers the space, and never for accuracy", async () => {
    const covered = await onTx2();
    expect((await estimatorOf(promoted, covered, "latency"))?.source).toBe("COST_MODEL");
    expect((await estimatorOf(promoted, covered, "energy"))?.source).toBe("COST_MODEL");
    expect(await estimatorOf(promoted, covered, "accuracy")).toBeUndefined();
    const [fusionOnly] = covered.profiles.filter(({ spaces }) => spaces === undefined);
    expect(await estimatorOf(promoted, { ...covered, profiles: [fusionOnly] }, "latency")).toBeUndefined();
    expect(await estimatorOf(promoted, on, "latency")).toBeUndefined();
  });

  it("gives the sums of the cost model, without intervals and never extrapolated", async () => {
    const covered = await onTx2();
    const networks = sampleDistinct(covered.space, 10, new Random(1));
    const costs = batchCost(covered.space, networks, covered.profiles);
    for (const metric of ["latency", "energy"] as const) {
      const estimator = (await estimatorOf(promoted, covered, metric))!;
      expect(estimator.predictor).toBeUndefined();
      expect(estimator.valuesOf(networks).value).toEqual(costs[metric]);
      expect([...estimator.valuesOf(networks).extrapolated]).toEqual(networks.map(() => 0));
      expect(estimator.estimatesOf(networks)).toEqual(
        Array.from(costs[metric], (value) => ({ value, source: "COST_MODEL" })),
      );
    }
  });
});

describe("promoted predictors", () => {
  it("are read once per version, and again after an emptied archive has given the same id", async () => {
    await archive.commit([putPredictor(shallow)]);
    const of = () => promoted.of(toySpace, { task: TASK }, "accuracy");
    const first = await of();
    expect(first?.predictor).toBeDefined();
    expect((await of())?.predictor).toBe(first?.predictor);
    expect((await promoted.version(toySpace, shallow.id))?.predictor).toBe(first?.predictor);

    await archive.commit([putPredictor({ ...shallow, createdAt: "2026-02-01T00:00:00.000Z" })]);
    const second = await of();
    expect(second?.predictor).not.toBe(first?.predictor);
    promoted.forget();
    expect((await of())?.predictor).not.toBe(second?.predictor);
  });

  it("do not include versions that are not in use, which can be asked for by id", async () => {
    await archive.commit([putPredictor({ ...shallow, promoted: false })]);
    expect(await promoted.of(toySpace, { task: TASK }, "accuracy")).toBeUndefined();
    expect((await promoted.version(toySpace, shallow.id))?.id).toBe("shallow");
    expect(await promoted.version(toySpace, "nope" as typeof shallow.id)).toBeUndefined();
  });
});
