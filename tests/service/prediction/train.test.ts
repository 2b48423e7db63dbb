import { describe, expect, it } from "vitest";
import type { TrainingSet } from "../../../predictors/port.js";
import { trainPredictor as fitPredictor } from "../../../predictors/training/train.js";
import type { Context } from "../../../src/service/context.js";
import { queryFront } from "../../../src/service/front/query-front.js";
import { listPredictors } from "../../../src/service/prediction/list.js";
import { type TrainPredictor, trainPredictor } from "../../../src/service/prediction/train.js";
import { importRows, rowsBut, TOY, toyContext } from "../harness.js";

const LATENCY: TrainPredictor = { ...TOY, metric: "latency", family: "ridge" };

async function filledContext() {
  const context = await toyContext();
  await importRows(context, rowsBut());
  return context;
}

/** The context, whose trainings see the values in the wrong order and so learn nothing. */
const misled = (context: Context): Context => ({
  ...context,
  train: async (set: TrainingSet, options) =>
    fitPredictor({ ...set, values: set.values.toReversed() }, options),
});

describe("a new predictor", () => {
  it("is put into use where there is none before it, and its front is compared with the one without it", async () => {
    const context = await filledContext();
    const { predictor, promoted, reason, previous, front, quality } = await trainPredictor(context, LATENCY);
    expect(predictor).toMatchObject({
      ...{ id: "toy.toy-device.latency.v1", space: "toy", device: "toy-device", metric: "latency" },
      ...{ version: 1, promoted: true, family: "ridge", seed: 1, quality },
    });
    expect(predictor).not.toHaveProperty("task");
    expect(predictor).not.toHaveProperty("state");
    expect([promoted, reason, previous]).toEqual([true, "the first predictor of its kind", undefined]);
    const { hypervolume } = await queryFront(context, TOY);
    expect(front).toEqual({
      added: 0,
      removed: 0,
      hypervolumeBefore: hypervolume,
      hypervolumeAfter: hypervolume,
    });
  });

  it("replaces one that is not better, and both are kept", async () => {
    const context = await filledContext();
    const first = await trainPredictor(context, LATENCY);
    const second = await trainPredictor(context, { ...LATENCY, seed: 2 });
    expect(second).toMatchObject({
      promoted: true,
      previous: { id: first.predictor.id, quality: first.quality },
    });
    expect(second.reason).toMatch(/^not worse than the one in use: on \d+ held-out networks Kendall tau /);
    const listed = await listPredictors(context, {});
    expect(listed.map(({ id, promoted }) => [id, promoted]).sort()).toEqual([
      [first.predictor.id, false],
      [second.predictor.id, true],
    ]);
  });

  it("is kept but not put into use where it is worse on the same held-out networks", async () => {
    const context = await filledContext();
    const good = await trainPredictor(context, LATENCY);
    const bad = await trainPredictor(misled(context), LATENCY);
    expect(bad.quality.kendallTau).toBeLessThan(good.quality.kendallTau);
    expect(bad).toMatchObject({ promoted: false, previous: { id: good.predictor.id } });
    expect(bad.reason).toMatch(/^worse than the one in use/);
    expect(bad.front?.hypervolumeAfter).toBe(bad.front?.hypervolumeBefore);
    const listed = await listPredictors(context, {});
    expect(listed.filter(({ promoted }) => promoted).map(({ id }) => id)).toEqual([good.predictor.id]);
    expect(listed).toHaveLength(2);
  });

  it("never learns from the networks that judge it", async () => {
    const context = await filledContext();
    const sets: TrainingSet[] = [];
    const watched: Context = {
      ...context,
      train: async (set, options) => {
        sets.push(set);
        return fitPredictor(set, options);
      },
    };
    const { quality } = await trainPredictor(watched, LATENCY);
    expect(sets[0].genotypes.length).toBe(24 - quality.networks);
    expect(quality.networks).toBeGreaterThanOrEqual(2);
    await trainPredictor(watched, { ...LATENCY, seed: 9 });
    expect(sets[1].genotypes).toEqual(sets[0].genotypes);
  });

  it("of accuracy belongs to the task, and moves a front where a device is named", async () => {
    const context = await filledContext();
    const accuracy = { task: TOY.task, metric: "accuracy", family: "ridge" } as const;
    const alone = await trainPredictor(context, accuracy);
    expect(alone.predictor).toMatchObject({ id: "toy.toy-task.accuracy.v1", task: "toy-task" });
    expect(alone.predictor).not.toHaveProperty("device");
    expect(alone).not.toHaveProperty("front");
    const named = await trainPredictor(context, { ...accuracy, device: TOY.device });
    expect(named.front).toMatchObject({ added: 0, removed: 0 });
  });

  it.each<readonly [string, object, string]>([
    ["an unknown metric", { metric: "speed" }, "metric"],
    ["a cost without a device", { device: undefined }, "device"],
    ["an unknown task", { task: "nothing" }, "task"],
    ["an unknown device", { device: "nothing" }, "device"],
    ["half a seed", { seed: 0.5 }, "seed"],
  ])("is not trained for %s", async (_, change, field) => {
    const context = await filledContext();
    await expect(trainPredictor(context, { ...LATENCY, ...change })).rejects.toMatchObject({ field });
    expect(await listPredictors(context, {})).toEqual([]);
  });

  it.each([
    ["to learn from", [0, 1, 2, 3, 4, 5, 9, 10], "8 networks", "(there are 6 and 2)"],
    ["to be judged by", [0, 1, 2, 3, 4, 5, 6, 7, 9], "9 networks", "(there are 8 and 1)"],
  ])("needs enough networks %s", async (_, rows, measured, counts) => {
    const context = await toyContext();
    await importRows(context, rows);
    await expect(trainPredictor(context, LATENCY)).rejects.toMatchObject({
      code: "NOT_ENOUGH_DATA",
      field: "metric",
      message:
        `latency of device toy-device is measured for ${measured} of search space toy; ` +
        `training needs 8, and 2 more to judge by ${counts}`,
    });
  });
});
