import { describe, expect, it } from "vitest";
import type { Point } from "../../../src/projections/point.js";
import { queryFront } from "../../../src/service/front/query-front.js";
import { recommend } from "../../../src/service/front/recommend.js";
import { withoutSurpassed } from "../../../src/service/front/surpassed.js";
import {
  importRows,
  named,
  rowsBut,
  submitOne,
  TOY,
  TOY_NETWORKS,
  toyContext,
  trainAll,
} from "../harness.js";

const pointOf = (id: string, source: "MEASURED" | "PREDICTED", accuracy: number, latency: number, half = 0) =>
  ({
    id,
    architecture: {},
    feasibility: 1,
    accuracy: { value: accuracy, lower: accuracy - half / 100, upper: accuracy + half / 100, source },
    latency: { value: latency, lower: latency - half, upper: latency + half, source },
  }) as unknown as Point;

const measured = pointOf("measured", "MEASURED", 0.8, 8);
const idsAt = (confidence: number, ...points: readonly Point[]) =>
  withoutSurpassed(["accuracy", "latency"], points, confidence).map(({ id }) => id);

describe("a predicted point that looks slightly better than a measured one", () => {
  const predicted = pointOf("predicted", "PREDICTED", 0.801, 7.9, 1);

  it("is passed over where its values at the confidence are worse in every objective", () => {
    expect(idsAt(0.9, measured, predicted)).toEqual(["measured"]);
    expect(idsAt(1, measured, predicted)).toEqual(["measured"]);
  });

  it("stays at a low confidence, and where it is better in one objective", () => {
    expect(idsAt(0.5, measured, predicted)).toEqual(["measured", "predicted"]);
    const faster = pointOf("faster", "PREDICTED", 0.79, 5, 1);
    expect(idsAt(0.9, measured, faster)).toEqual(["measured", "faster"]);
  });

  it("never removes a measured or another predicted one", () => {
    const better = pointOf("better", "PREDICTED", 0.9, 3, 0.1);
    expect(idsAt(0.9, measured, predicted, better)).toEqual(["measured", "better"]);
    expect(idsAt(0.9, better, pointOf("worse", "PREDICTED", 0.7, 9, 0.1))).toEqual(["better", "worse"]);
  });
});

it("a recommendation with a confidence is the measured point, and says what it passed over", async () => {
  const context = await toyContext();
  const [row, rival] = [13, 14].map((number) => TOY_NETWORKS[number]);
  await importRows(context, rowsBut(13, 14));
  await trainAll(context);
  const shown = await queryFront(context, { ...TOY, constraints: { genes: row.architecture } });
  const [{ accuracy, latency, energy }] = shown.points;
  expect(accuracy!.source).toBe("PREDICTED");
  const values = { accuracy: accuracy!.value - 1e-6, latency: latency!.value, energy: energy!.value };
  await submitOne(context, { architecture: rival.architecture, ...values });
  const genes = Object.fromEntries(
    Object.entries(row.architecture).map(([gene, choice]) => [
      gene,
      [...new Set([choice, rival.architecture[gene]])],
    ]),
  );
  const constraints = {
    genes,
    minAccuracy: values.accuracy * 0.8,
    maxLatency: values.latency * 1.5,
    maxEnergy: values.energy * 1.5,
  };
  const query = { ...TOY, constraints, preference: { kind: "accuracy" } as const };
  const front = await queryFront(context, query);
  expect(named(front.points[0])).toBe(named(row));
  expect(await recommend(context, query)).toMatchObject({
    point: { architecture: row.architecture },
    notes: [],
  });
  expect(await recommend(context, { ...query, confidence: 0.9 })).toMatchObject({
    point: { architecture: rival.architecture, accuracy: { source: "MEASURED" } },
    notes: [
      "1 predicted network was passed over for measured or summed ones that are better in every objective at a " +
        "confidence of 0.9",
    ],
  });
});
