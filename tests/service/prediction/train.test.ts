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
    expect([promoted, previous]).toEqual([true, undefined]);
    expect(reason).toBe(
      "the first predictor of its kind, judged by 5-fold cross-validation, repeated twice on 24 networks",
    );
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
    expect(second.reason).toMatch(
      /^not worse than the one in use: on 24 networks by 5-fold .*, interval score .* ± is one standard error\)$/,
    );
    const listed = await listPredictors(context, {});
    expect(listed.map(({ id, promoted }) => [id, promoted]).sort()).toEqual([
      [first.predictor.id, false],
      [second.predictor.id, true],
    ]);
  });

  it("is kept but not put into use where it is worse on the same networks", async () => {
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

  it("never learns from the networks that judge it, though the version that is kept learns from all", async () => {
    const context = await filledContext();
    const sets: TrainingSet[] = [];
    const watched: Context = {
      ...context,
      train: async (set, options) => {
        sets.push(set);
        return fitPredictor(set, options);
      },
    };
    const { quality, predictor } = await trainPredictor(watched, LATENCY);
    expect(predictor).toMatchObject({ trainedOn: 24, judgedBy: "cross-validation" });
    expect(quality.networks).toBe(24);
    const sizes = sets.map(({ genotypes }) => genotypes.length);
    expect(sizes).toEqual([24, 19, 19, 19, 19, 20, 19, 19, 19, 19, 20]);
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

  it("needs five measured networks, and is judged by leaving each out", async () => {
    const context = await toyContext();
    await importRows(context, [0, 9, 13, 18]);
    await expect(trainPredictor(context, LATENCY)).rejects.toMatchObject({
      code: "NOT_ENOUGH_DATA",
      field: "metric",
      message:
        "latency of device toy-device is measured for 4 networks of search space toy; training needs 5",
    });
    await importRows(context, [23]);
    const { predictor, reason } = await trainPredictor(context, LATENCY);
    expect(predictor).toMatchObject({ trainedOn: 5, quality: { networks: 5 } });
    expect(reason).toContain("judged by leave-one-out cross-validation on 5 networks");
  });
});
