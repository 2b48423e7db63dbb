import { describe, expect, it } from "vitest";
import type { Context } from "../../../src/service/context.js";
import { deviceFindings, taskFindings } from "../../../src/service/findings/findings.js";
import { retractMeasurement } from "../../../src/service/measurements/retract.js";
import { submitMeasurements } from "../../../src/service/measurements/submit.js";
import { trainPredictor } from "../../../src/service/prediction/train.js";
import { importRows, rowsBut, TOY, TOY_NETWORKS, toyContext, trainAll } from "../harness.js";

const NEW_ROWS = [2, 5, 9, 13, 16, 21];

/** A device whose predictor of latency has learnt from all networks but the new ones. */
async function trained(): Promise<Context> {
  const context = await toyContext();
  await importRows(context, rowsBut(...NEW_ROWS));
  await trainAll(context);
  return context;
}

/** Submits the latencies of networks, multiplied by a factor; returns the ids of the measurements. */
async function measure(
  context: Context,
  rows: readonly number[],
  factor: number,
  measuredAt?: string,
): Promise<readonly string[]> {
  const measurements = rows.map((row) => ({
    architecture: TOY_NETWORKS[row].architecture,
    latency: factor * TOY_NETWORKS[row].latency,
    ...(measuredAt === undefined ? {} : { measuredAt }),
  }));
  return (await submitMeasurements(context, { ...TOY, measurements })).measurements.map(({ id }) => id);
}

const driftIn = async (context: Context) =>
  (await deviceFindings(context, TOY.device)).findings.filter(({ kind }) => kind === "drift");

describe("drift of a predictor", () => {
  it("is found where new measurements lie outside the intervals, with the networks that show it", async () => {
    const context = await trained();
    const ids = await measure(context, NEW_ROWS, 3);
    const [finding, ...others] = await driftIn(context);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      ...{ kind: "drift", metric: "latency", space: "toy", predictor: "toy.toy-device.latency.v1" },
      text: expect.stringMatching(/^6 of 6 networks .*where 0\.6 are expected .* times its prediction$/),
      remedies: [
        { kind: "retractMeasurements" },
        { kind: "trainPredictor", metric: "latency", task: "toy-task", device: "toy-device" },
      ],
    });
    expect(finding.evidence.flatMap(({ measurements }) => measurements).toSorted()).toEqual(ids.toSorted());
  });

  it("is not found where new measurements are as predicted, nor before there are any", async () => {
    const context = await trained();
    expect(await driftIn(context)).toEqual([]);
    await measure(context, NEW_ROWS, 1);
    expect(await driftIn(context)).toEqual([]);
  });

  it("needs three networks outside their intervals", async () => {
    const context = await trained();
    await measure(context, NEW_ROWS.slice(0, 2), 3);
    expect(await driftIn(context)).toEqual([]);
    await measure(context, NEW_ROWS.slice(2, 3), 3);
    expect(await driftIn(context)).toHaveLength(1);
  });

  it("counts a network once, however often it was measured", async () => {
    const context = await trained();
    for (const factor of [3, 3.01, 3.02, 3.03]) await measure(context, NEW_ROWS.slice(0, 2), factor);
    expect(await driftIn(context)).toEqual([]);
  });

  it("ends when the measurements are retracted, and when a new version has learnt from them", async () => {
    const context = await trained();
    const ids = await measure(context, NEW_ROWS, 1.6);
    for (const id of ids) await retractMeasurement(context, id);
    expect(await driftIn(context)).toEqual([]);

    const again = await trained();
    await measure(again, NEW_ROWS, 1.6);
    const { predictor } = await trainPredictor(again, { ...TOY, metric: "latency", family: "ridge" });
    const record = await again.archive.get("predictor", predictor.id);
    expect(record?.learntUpTo).toBeDefined();
    const drifting = (await driftIn(again)).map((finding) => finding.predictor);
    expect(drifting).not.toContain(predictor.id);
  });

  it("does not count measurements that are dated before the training", async () => {
    const context = await trained();
    await measure(context, NEW_ROWS, 1.6, "2025-01-01T00:00:00Z");
    expect(await driftIn(context)).toEqual([]);
  });

  it("does not count networks from which the predictor has learnt, and says so", async () => {
    const context = await trained();
    const learnt = rowsBut(...NEW_ROWS);
    await measure(context, learnt, 1);
    const { notes } = await deviceFindings(context, TOY.device);
    expect(notes.join("\n")).toMatch(
      /toy\.toy-device\.latency\.v1: \d+ networks that were measured again are not tested/,
    );
  });

  it("is judged by dates alone where a predictor was stored without what it learnt from", async () => {
    const context = await trained();
    const record = await context.archive.get("predictor", "toy.toy-device.latency.v1");
    if (record === undefined) throw new Error("there is no predictor");
    const { learntUpTo: _, ...earlier } = record;
    await context.archive.commit([{ type: "put", kind: "predictor", record: earlier }]);
    await measure(context, NEW_ROWS, 1.6);
    expect(await driftIn(context)).toEqual([]);
    expect((await deviceFindings(context, TOY.device)).notes.join("\n")).toMatch(
      /24 measurements without a date/,
    );
    await measure(context, NEW_ROWS, 1.6, "2026-02-01T00:00:00Z");
    expect(await driftIn(context)).toEqual([]);

    const dated = await trained();
    await dated.archive.commit([{ type: "put", kind: "predictor", record: earlier }]);
    await measure(dated, NEW_ROWS, 1.6, "2026-02-01T00:00:00Z");
    expect(await driftIn(dated)).toHaveLength(1);
  });

  it("of accuracy is found on the task, not on the device", async () => {
    const context = await trained();
    const measurements = NEW_ROWS.map((row) => ({
      architecture: TOY_NETWORKS[row].architecture,
      accuracy: TOY_NETWORKS[row].accuracy - 0.3,
    }));
    await submitMeasurements(context, { ...TOY, measurements });
    const { findings } = await taskFindings(context, TOY.task);
    expect(findings).toMatchObject([{ kind: "drift", metric: "accuracy" }]);
    expect(findings[0].evidence).toHaveLength(6);
    expect(await driftIn(context)).toEqual([]);
    await expect(taskFindings(context, "nothing")).rejects.toMatchObject({ field: "task" });
  });
});
