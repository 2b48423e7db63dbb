import { describe, expect, it } from "vitest";
import { assessPredictor } from "../../../src/service/prediction/assessment/assess.js";
import { calibrationOf } from "../../../src/service/prediction/assessment/calibration.js";
import { learningCurve } from "../../../src/service/prediction/assessment/learning-curve.js";
import { trainPredictor } from "../../../src/service/prediction/train.js";
import { importRows, rowsBut, submitOne, TOY, TOY_NETWORKS, toyContext } from "../harness.js";

const LATENCY = { ...TOY, metric: "latency", family: "ridge" } as const;
const FIRST = "toy.toy-device.latency.v1";
const LATE = [1, 4, 8, 13, 17, 22];

describe("the assessment of a predictor", () => {
  it("cross-validates a version that has learnt from every network, and says so", async () => {
    const context = await toyContext();
    await importRows(context, rowsBut(...LATE));
    await trainPredictor(context, LATENCY);
    const found = await assessPredictor(context, FIRST);
    expect([found.how, found.networks.length]).toEqual(["cross-validation", 18]);
    expect(found.notes).toEqual([expect.stringContaining(`since ${FIRST} has learnt from all of them`)]);
    expect(found.quality?.kendallTau).toBeGreaterThan(0.5);
    for (const { lower, predicted, upper } of found.networks) {
      expect(lower).toBeLessThan(predicted);
      expect(predicted).toBeLessThan(upper);
    }
  });

  it("compares with networks measured since, and its 90 % level is the coverage of the intervals", async () => {
    const context = await toyContext();
    await importRows(context, rowsBut(...LATE));
    await trainPredictor(context, LATENCY);
    for (const row of LATE) {
      const { architecture, latency } = TOY_NETWORKS[row];
      await submitOne(context, { architecture, latency: latency * (row > 15 ? 3 : 1) });
    }
    const { how, networks, quality, calibration } = await assessPredictor(context, FIRST);
    expect([how, networks.length]).toEqual(["unseen", 6]);
    expect(networks.map(({ measured }) => measured).toSorted()).toEqual(
      LATE.map((row) => TOY_NETWORKS[row].latency * (row > 15 ? 3 : 1)).toSorted(),
    );
    const inside = networks.filter(({ measured, lower, upper }) => measured >= lower && measured <= upper);
    expect(quality?.coverage90).toBeCloseTo(inside.length / 6, 12);
    expect(calibration.find(({ level }) => level === 0.9)?.coverage).toBeCloseTo(inside.length / 6, 12);
    const coverages = calibration.map(({ coverage }) => coverage);
    expect(coverages).toEqual(coverages.toSorted((a, b) => a - b));
  });

  it("refuses an unknown version, and leaves the work to others where that is asked for", async () => {
    const context = await toyContext();
    await expect(assessPredictor(context, "none")).rejects.toThrow('"none"');
    await importRows(context, rowsBut());
    await trainPredictor(context, LATENCY);
    const quick = { ...context, defersSearches: true };
    await expect(assessPredictor(quick, FIRST)).rejects.toThrow("has to be computed first");
    await expect(learningCurve(quick, FIRST)).rejects.toThrow("has to be computed first");
  });
});

describe("the learning curve", () => {
  it("has steps that double, tested on the same networks, and the same ones every time", async () => {
    const context = await toyContext();
    await importRows(context, rowsBut());
    await trainPredictor(context, LATENCY);
    const curve = await learningCurve(context, FIRST);
    expect(curve.family).toBe("ridge");
    const sizes = curve.steps.map(({ networks }) => networks);
    expect(sizes[sizes.length - 1] + curve.tested).toBe(24);
    for (let i = 1; i < sizes.length; i++) expect(sizes[i - 1]).toBe(Math.floor(sizes[i] / 2));
    expect(curve.steps.at(-1)?.mae).toBeLessThan(curve.steps[0].mae);
    expect(await learningCurve(context, FIRST)).toEqual(curve);
  });

  it("says that too few networks are measured", async () => {
    const context = await toyContext();
    await importRows(context, [0, 5, 10, 15, 20]);
    await trainPredictor(context, LATENCY);
    const { steps, notes } = await learningCurve(context, FIRST);
    expect([steps, notes]).toEqual([[], [expect.stringContaining("5 networks are measured: too few")]]);
  });
});

it("calibration counts values on the latent scale of intervals of every level", () => {
  const predictor = { toLatent: (values: Float64Array) => values.map(Math.log) };
  const truth = Float64Array.of(10, 10 * Math.exp(0.5), 10 * Math.exp(-0.99), 10 * Math.exp(1.05));
  const interval = (sign: number) => new Float64Array(4).fill(10 * Math.exp(sign));
  const levels = calibrationOf(
    predictor,
    { value: new Float64Array(4), lower: interval(-1), upper: interval(1) },
    truth,
  );
  const at = (level: number) => levels.find((one) => one.level === level)?.coverage;
  expect([at(0.1), at(0.7), at(0.9), at(0.95)]).toEqual([0.25, 0.5, 0.75, 1]);
});
