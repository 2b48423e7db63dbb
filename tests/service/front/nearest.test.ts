import { describe, expect, it } from "vitest";
import { METRICS } from "../../../src/base/metric.js";
import { queryFront } from "../../../src/service/front/query-front.js";
import {
  importRows,
  named,
  rowsBut,
  TOY,
  TOY_NETWORKS,
  type ToyNetwork,
  toyContext,
  valuesOf,
} from "../harness.js";

describe("the nearest points", () => {
  it("are the five with the smallest sum of relative excesses, in order", async () => {
    const context = await toyContext();
    await importRows(context, rowsBut());
    const constraints = { minAccuracy: 0.87, maxLatency: 3, maxEnergy: 9 };
    const { points, nearest } = await queryFront(context, { ...TOY, constraints });
    expect(points).toEqual([]);
    const excesses = ({ accuracy, latency, energy }: ToyNetwork) =>
      [(0.87 - accuracy) / 0.87, (latency - 3) / 3, (energy - 9) / 9].map((share) => Math.max(0, share));
    const sum = (network: ToyNetwork) => excesses(network).reduce((a, b) => a + b);
    const expected = [...TOY_NETWORKS].sort((a, b) => sum(a) - sum(b)).slice(0, 5);
    expect(nearest.map(({ point }) => named(point))).toEqual(expected.map(named));
    for (const [i, { point, misses }] of nearest.entries()) {
      const [a, l, e] = excesses(expected[i]);
      expect(misses.accuracy ?? 0).toBeCloseTo(0.87 * a, 9);
      expect(misses.latency ?? 0).toBeCloseTo(3 * l, 9);
      expect(misses.energy ?? 0).toBeCloseTo(9 * e, 9);
      expect(valuesOf(point, METRICS)).toEqual(METRICS.map((metric) => expected[i][metric]));
    }
  });

  it("have the genes asked for, and name only the limits that they miss", async () => {
    const context = await toyContext();
    await importRows(context, rowsBut());
    const constraints = { maxLatency: 0.5, genes: { width: 64, depth: 1 } };
    const { nearest } = await queryFront(context, { ...TOY, constraints });
    expect(nearest.map(({ point }) => named(point))).toEqual(["1,64,a", "1,64,b", "1,64,c", "1,64,d"]);
    for (const { misses } of nearest) expect(Object.keys(misses)).toEqual(["latency"]);
  });
});
