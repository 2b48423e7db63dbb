import { describe, expect, it } from "vitest";
import { deviceId, predictorId, taskId } from "../../../src/base/ids.js";
import type { Metric } from "../../../src/base/metric.js";
import type { PromotedPredictors } from "../../../src/projections/predictors/promoted.js";
import { costPredictors } from "../../../src/runs/plan/predicted-costs.js";
import { compileSpace } from "../../../src/space/compile.js";
import { parseSpace } from "../../../src/space/parse/parse-space.js";
import { TOY_SPACE } from "../../support/service.js";

const space = compileSpace(parseSpace(TOY_SPACE));
const device = deviceId("board");
const profile = [{ device, entries: {} }] as never;

/** Predictors in use of these metrics. */
const predictorsOf = (...metrics: readonly Metric[]) => {
  const of = async (_: unknown, __: unknown, metric: Metric) =>
    metrics.includes(metric) ? { id: predictorId(`of ${metric}`), predictor: { frozen: [] } } : undefined;
  return { promoted: { of } as unknown as PromotedPredictors };
};

describe("the predictors of a search that trains", () => {
  const objectives = [
    { metric: "accuracy" as const },
    { metric: "latency" as const, device },
    { metric: "device:min:ram:MB" as const, device },
    { metric: "task:max:f1:" as const },
  ];
  const chosen = (context: ReturnType<typeof predictorsOf>) =>
    costPredictors(context, space, taskId("t"), objectives, new Map([[device, profile]]));

  it("give every metric of a user's own, also where an operator profile gives the latency", async () => {
    expect(await chosen(predictorsOf("device:min:ram:MB", "task:max:f1:"))).toEqual([
      { objective: 2, predictor: "of device:min:ram:MB" },
      { objective: 3, predictor: "of task:max:f1:" },
    ]);
  });

  it("are missed by name, with the command that trains one", async () => {
    await expect(chosen(predictorsOf("device:min:ram:MB"))).rejects.toThrow(
      expect.objectContaining({
        code: "NOT_FOUND",
        field: "objectives",
        message: expect.stringMatching(
          /predictor of f1 .* for task t; `predictor train --task t --metric f1`/,
        ),
      }),
    );
  });
});
