import { describe, expect, it } from "vitest";
import { registerTask } from "../../../src/service/catalog/tasks.js";
import { listPredictors, whyUnusable } from "../../../src/service/prediction/list.js";
import { importRows, rowsBut, TOY, toyContext, trainAll } from "../harness.js";

async function trained() {
  const context = await toyContext();
  await importRows(context, rowsBut());
  await trainAll(context, ["accuracy", "latency", "latency"]);
  await registerTask(context, { id: "cells", space: "nas-bench-201" });
  await registerTask(context, { id: "other", space: "toy" });
  return context;
}

const ACCURACY = "toy.toy-task.accuracy.v1";
const LATENCIES = ["toy.toy-device.latency.v1", "toy.toy-device.latency.v2"];

describe("the list of predictors", () => {
  it.each<readonly [string, Parameters<typeof listPredictors>[1], readonly string[]]>([
    ["every version, without a filter", {}, [...LATENCIES, ACCURACY]],
    ["those of a metric", { metric: "accuracy" }, [ACCURACY]],
    ["those of a task, and the costs of its space", { task: TOY.task }, [...LATENCIES, ACCURACY]],
    ["the costs of its space alone, for a task without any", { task: "other" }, LATENCIES],
    ["nothing of another space", { task: "cells" }, []],
    ["those of a device, and every accuracy", { device: TOY.device }, [...LATENCIES, ACCURACY]],
  ])("has %s", async (_, filter, expected) => {
    const listed = await listPredictors(await trained(), filter);
    expect(listed.map(({ id }) => id).sort()).toEqual([...expected].sort());
    for (const predictor of listed) expect(predictor).not.toHaveProperty("state");
  });

  it.each(["task", "device"] as const)("needs a known %s", async (field) => {
    const asked = listPredictors(await trained(), { [field]: "nothing" });
    await expect(asked).rejects.toMatchObject({ code: "NOT_FOUND", field });
  });
});

describe("whether a stored predictor can be used", () => {
  it("is told for every version, with the reason if it cannot", async () => {
    const context = await trained();
    expect(await whyUnusable(context, ACCURACY)).toBeUndefined();
    const record = (await context.archive.get("predictor", ACCURACY as never))!;
    const outdated = { ...record, state: { ...record.state, version: 1 } };
    await context.archive.commit([{ type: "put", kind: "predictor", record: outdated }]);
    expect(await whyUnusable(context, ACCURACY)).toMatch(/it was trained by an earlier version/);
  });

  it("is told of known ones only", async () => {
    const unknown = whyUnusable(await toyContext(), "nothing");
    await expect(unknown).rejects.toMatchObject({ code: "NOT_FOUND", field: "id" });
  });
});
