import { describe, expect, it } from "vitest";
import { METRICS } from "../../../src/base/metric.js";
import type { Point } from "../../../src/projections/point.js";
import { registerDevice } from "../../../src/service/catalog/devices.js";
import { importOperatorProfile } from "../../../src/service/catalog/profiles.js";
import type { Context } from "../../../src/service/context.js";
import { suggestMeasurements } from "../../../src/service/front/suggest.js";
import { submitMeasurements } from "../../../src/service/measurements/submit.js";
import { trainPredictor as train } from "../../../src/service/prediction/train.js";
import { plainRanks } from "../../support/plain-pareto.js";
import {
  idsOf,
  importRows,
  named,
  names,
  rowsBut,
  submitOne,
  TOY,
  TOY_NETWORKS,
  toyContext,
  trainAll,
} from "../harness.js";

const pointsOf = async (context: Context, count: number) =>
  (await suggestMeasurements(context, { ...TOY, count })).points;

const missing = [5, 10, 14, 23];
const missingNames = names(missing.map((row) => TOY_NETWORKS[row]));

/** The better ends of a point's intervals, with the sign that makes smaller better. */
const optimistic = ({ accuracy, latency, energy }: Point): number[] => [
  -(accuracy!.upper ?? accuracy!.value),
  latency!.lower ?? latency!.value,
  energy!.lower ?? energy!.value,
];

/** The sum of the widths of a point's intervals relative to its values. */
const uncertainty = (point: Point): number =>
  METRICS.reduce((sum, metric) => {
    const { value, lower = value, upper = value } = point[metric]!;
    return sum + (upper - lower) / value;
  }, 0);

describe("suggested measurements without a predictor", () => {
  it("are distinct networks that the archive lacks, always the same ones", async () => {
    const context = await toyContext();
    await importRows(context, rowsBut(...missing, 0, 1, 2));
    const suggested = await pointsOf(context, 3);
    expect(suggested).toHaveLength(3);
    expect(new Set(idsOf(suggested)).size).toBe(3);
    const lacking = names([...missing, 0, 1, 2].map((row) => TOY_NETWORKS[row]));
    for (const point of suggested) {
      expect(lacking).toContain(named(point));
      expect(point).toEqual({ id: point.id, architecture: point.architecture, feasibility: 1 });
    }
    expect(await pointsOf(context, 3)).toEqual(suggested);
  });

  it("are fewer than asked for where the space has no more", async () => {
    const context = await toyContext();
    await importRows(context, rowsBut(...missing));
    await trainAll(context, ["accuracy", "latency"]);
    expect(names(await pointsOf(context, 10))).toEqual(missingNames);
  });
});

/** A board of which nothing is known, in an archive that has the toy table. */
async function newBoard() {
  const context = await toyContext();
  await importRows(context, rowsBut());
  await registerDevice(context, { id: "board" });
  return { context, on: { task: TOY.task, device: "board" } };
}

describe("suggested measurements of a device of which nothing is known", () => {
  it("are spread over the features of networks, networks with a known accuracy among them", async () => {
    const { context, on } = await newBoard();
    await train(context, { ...TOY, metric: "accuracy", family: "ridge" });
    const { points, notes } = await suggestMeasurements(context, { ...on, count: 6 });
    expect(new Set(idsOf(points)).size).toBe(6);
    for (const gene of ["depth", "width"]) {
      const choices = new Set(points.map(({ architecture }) => architecture[gene]));
      expect(choices.size).toBe(gene === "depth" ? 2 : 3);
    }
    expect(notes).toContain(
      "the suggestions are chosen by design, because no predictor estimates latency: they are spread over " +
        "the features of networks, and complement what is measured",
    );
    expect((await suggestMeasurements(context, { ...on, count: 6 })).points).toEqual(points);
  });

  it("are spread over what the predictor of another device says", async () => {
    const { context, on } = await newBoard();
    await train(context, { ...TOY, metric: "latency", family: "ridge" });
    const { points, notes } = await suggestMeasurements(context, { ...on, count: 6 });
    expect(notes.at(-1)).toContain(
      "the features of networks; latency as predictors in use estimate it for toy-device, and complement",
    );
    const cost = new Map(TOY_NETWORKS.map((network) => [named(network), network.latency]));
    const costs = points.map((point) => cost.get(named(point))!).sort((a, b) => a - b);
    const all = [...cost.values()].sort((a, b) => a - b);
    expect(costs[0]).toBeLessThan(all[6]);
    expect(costs[5]).toBeGreaterThan(all[17]);
  });

  it("do not name a network again that was measured", async () => {
    const { context, on } = await newBoard();
    const [first] = (await suggestMeasurements(context, { ...on, count: 4 })).points;
    const measurement = { architecture: first.architecture, latency: 3 };
    await submitMeasurements(context, { ...on, measurements: [measurement] });
    const { points } = await suggestMeasurements(context, { ...on, count: 24 });
    expect(points).toHaveLength(23);
    expect(idsOf(points)).not.toContain(first.id);
  });

  it("name the operator profile that they are spread over", async () => {
    const { context, on } = await newBoard();
    const entries = Object.fromEntries(
      [
        "depth=1",
        "depth=2",
        "width=16",
        "width=32",
        "width=64",
        ...["a", "b", "c", "d"].map((o) => `operator=${o}`),
      ].map((key, i) => [key, { lat: i + 1, enrg: 1 }]),
    );
    await registerDevice(context, { id: "profiled" });
    await importOperatorProfile(context, { device: "profiled", content: [entries], spaces: ["toy"] });
    const { notes } = await suggestMeasurements(context, { ...on, count: 3 });
    expect(notes.at(-1)).toContain("the log latency by the operator profile of profiled");
  });
});

describe("suggested measurements with predictors", () => {
  it("are networks with a predicted objective alone", async () => {
    const context = await toyContext();
    await importRows(context, rowsBut(...missing, 20));
    await importRows(context, [20], ["energy"]);
    await trainAll(context);
    const suggested = await pointsOf(context, 24);
    expect(names(suggested)).toEqual(names([...missing, 20].map((row) => TOY_NETWORKS[row])));
    const sources = suggested.find((point) => named(point) === named(TOY_NETWORKS[20]));
    expect(sources).toMatchObject({ latency: { source: "MEASURED" }, energy: { source: "PREDICTED" } });
  });

  it("come front after front by the better ends of their intervals, the least certain of a front first", async () => {
    const context = await toyContext();
    await importRows(context, rowsBut(1, 3, 5, 7, 10, 13, 14, 22, 23));
    await trainAll(context);
    const suggested = await pointsOf(context, 24);
    expect(suggested).toHaveLength(9);
    const ranks = plainRanks(suggested.map(optimistic));
    expect(Math.max(...ranks)).toBeGreaterThan(0);
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    suggested.slice(1).forEach((point, i) => {
      if (ranks[i] === ranks[i + 1])
        expect(uncertainty(point)).toBeLessThanOrEqual(uncertainty(suggested[i]));
    });
    expect(await pointsOf(context, 2)).toEqual(suggested.slice(0, 2));
  });

  it("leave out networks beyond what the predictors have learnt from", async () => {
    const context = await toyContext();
    const shallow = TOY_NETWORKS.flatMap(({ architecture }, row) => (architecture.depth === 1 ? [row] : []));
    await importRows(
      context,
      shallow.filter((row) => row !== 5),
    );
    const deep = TOY_NETWORKS[23];
    await submitOne(context, { architecture: deep.architecture, accuracy: deep.accuracy });
    await trainAll(context);
    expect(names(await pointsOf(context, 24))).toEqual([named(TOY_NETWORKS[5])]);
  });
});

it.each([0, 1001, 1.5, Number.NaN])("%d suggestions are refused", async (count) => {
  const context = await toyContext();
  await importRows(context, rowsBut());
  await expect(suggestMeasurements(context, { ...TOY, count })).rejects.toMatchObject({
    code: "INVALID_INPUT",
    field: "count",
  });
});
