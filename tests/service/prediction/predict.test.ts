import { describe, expect, it } from "vitest";
import { METRICS } from "../../../src/base/metric.js";
import { queryFront } from "../../../src/service/front/query-front.js";
import { predict } from "../../../src/service/prediction/predict.js";
import { idsOf, importRows, rowsBut, TOY, TOY_NETWORKS, toyContext, trainAll } from "../harness.js";

const architectures = TOY_NETWORKS.map(({ architecture }) => architecture);

async function trained() {
  const context = await toyContext();
  await importRows(context, rowsBut(23));
  await trainAll(context);
  return context;
}

describe("predictions", () => {
  it("are estimates of each architecture, in the order of the question", async () => {
    const context = await trained();
    const { predictions, notes } = await predict(context, { ...TOY, architectures });
    expect(notes).toEqual([]);
    expect(predictions.map((prediction) => prediction.architecture)).toEqual(architectures);
    predictions.forEach((prediction, row) => {
      for (const metric of METRICS) {
        const { value, lower, upper, source, predictor } = prediction[metric]!;
        expect(source).toBe("PREDICTED");
        expect(predictor).toMatch(new RegExp(`^toy\\..*\\.${metric}\\.v1$`));
        expect(lower!).toBeLessThan(value);
        expect(upper!).toBeGreaterThan(value);
        expect(Math.abs(value / TOY_NETWORKS[row][metric] - 1)).toBeLessThan(0.5);
      }
    });
    const known = idsOf((await queryFront(context, TOY)).points);
    expect(predictions.map(({ id }) => id)).toEqual(expect.arrayContaining(known));
  });

  it("are of accuracy alone without a device", async () => {
    const context = await trained();
    const asked = { task: TOY.task, architectures: [architectures[3]] };
    const { predictions, notes } = await predict(context, asked);
    expect(notes).toEqual([]);
    expect(Object.keys(predictions[0]).sort()).toEqual(["accuracy", "architecture", "id"]);
  });

  it("lack a metric that nothing estimates, and say what to do", async () => {
    const context = await toyContext();
    await importRows(context, rowsBut());
    await trainAll(context, ["latency"]);
    const { predictions, notes } = await predict(context, { ...TOY, architectures: [architectures[0]] });
    expect(Object.keys(predictions[0]).sort()).toEqual(["architecture", "id", "latency"]);
    expect(notes).toEqual([
      {
        text: "no predictor of accuracy is trained for task toy-task",
        remedy: { kind: "trainPredictor", metric: "accuracy", task: "toy-task" },
      },
      {
        text: "no predictor of energy is trained for device toy-device",
        remedy: { kind: "trainPredictor", metric: "energy", task: "toy-task", device: "toy-device" },
      },
    ]);
  });

  it.each([
    ["no architecture", [], "architectures"],
    ["more than 1,000", Array(1001).fill(architectures[0]), "architectures"],
    [
      "a choice that no gene has",
      [architectures[0], { ...architectures[1], depth: 9 }],
      "architectures[1].depth",
    ],
  ])("are refused for %s", async (_, asked, field) => {
    const context = await toyContext();
    await importRows(context, [0]);
    await expect(predict(context, { ...TOY, architectures: asked })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      field,
    });
  });
});
