import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { METRICS, type Metric, SOURCES } from "../../../src/base/metric.js";
import type { NetworkRows } from "../../../src/projections/networks/network-rows.js";
import { createProjections, type Projections } from "../../../src/projections/projections.js";
import type { Archive } from "../../../src/records/archive.js";
import type { Constraints } from "../../../src/search/constraints/constraints.js";
import { genotypeKey } from "../../../src/space/identity.js";
import type { Genotype } from "../../../src/space/types.js";
import {
  DEVICE,
  measuredChanges,
  NETWORKS,
  predictorRecord,
  putPredictor,
  TASK,
  toyArchive,
  valuesOf,
} from "../fixtures.js";

const ALL: readonly Metric[] = ["accuracy", "latency", "energy"];
let archive: Archive;
let warnings: string[];
let projections: Projections;
const log = { info: () => undefined, warn: (_: unknown, message: string) => void warnings.push(message) };

beforeEach(async () => {
  warnings = [];
  archive = await toyArchive();
  projections = createProjections({ archive, log, clock: () => 0 });
});
afterEach(() => archive.close());

async function estimated(objectives: readonly Metric[], constraints: Constraints = {}, from = projections) {
  const on = await from.catalog.taskOnDevice(TASK, DEVICE);
  const known = await from.known.of(on);
  return { known, networks: await from.estimated.of(on, known, objectives, constraints) };
}

const genotypesOf = (networks: NetworkRows): readonly Genotype[] =>
  Array.from(networks.rows(), (row) => networks.genotype(row));

/** Predictors of all metrics that were trained on some networks. */
const predictors = (networks = NETWORKS, suffix = "") =>
  METRICS.map((metric) => putPredictor(predictorRecord(metric + suffix, metric, networks)));

describe("estimated networks", () => {
  it("are the known ones with their measured values, then the rest of a small space, by prediction", async () => {
    const measured = NETWORKS.slice(6, 14);
    await archive.commit([...measuredChanges(measured), ...predictors()]);
    const { networks } = await estimated(ALL);
    expect(networks.lacking).toEqual([]);
    expect(networks.predictors).toEqual([...METRICS]);
    const rows = [...networks.rows()];
    const genotypes = genotypesOf(networks);
    expect(genotypes.slice(0, 8)).toEqual(measured);
    expect(new Set(genotypes.map(genotypeKey))).toEqual(new Set(NETWORKS.map(genotypeKey)));
    expect(genotypes).toHaveLength(NETWORKS.length);
    expect(new Set(rows.map((row) => networks.id(row))).size).toBe(NETWORKS.length);
    for (const [i, row] of rows.entries()) {
      for (const metric of METRICS) {
        expect(networks.source(row, metric)).toBe(i < 8 ? "MEASURED" : "PREDICTED");
        const truth = valuesOf(genotypes[i])[metric];
        const value = networks.values(metric).at(row);
        if (i < 8) expect(value).toBe(truth);
        else expect(Math.abs(value / truth - 1)).toBeLessThan(0.2);
      }
    }
  });

  it("fill only the gaps of a network that is partly measured", async () => {
    await archive.commit([...measuredChanges(NETWORKS.slice(0, 1), ["latency"]), ...predictors()]);
    const { networks } = await estimated(ALL);
    const [first] = networks.estimatesOf([0]);
    expect(METRICS.map((metric) => networks.source(0, metric))).toEqual([
      "PREDICTED",
      "MEASURED",
      "PREDICTED",
    ]);
    expect(first.latency).toMatchObject({ source: "MEASURED", value: valuesOf(NETWORKS[0]).latency });
    expect(first.accuracy).toMatchObject({ source: "PREDICTED", predictor: "accuracy" });
  });

  it("have estimates with intervals that agree with the columns, in the order asked for", async () => {
    await archive.commit([...measuredChanges(NETWORKS.slice(0, 4)), ...predictors()]);
    const { networks } = await estimated(ALL);
    const all = [...networks.rows()];
    const rows = [20, 2, 7, 3].map((i) => all[i]);
    networks.estimatesOf(rows).forEach((estimates, i) => {
      for (const metric of METRICS) {
        expect(estimates[metric]?.value).toBeCloseTo(networks.values(metric).at(rows[i]), 9);
        expect(estimates[metric]?.source).toBe(networks.source(rows[i], metric));
        expect(estimates[metric]?.lower !== undefined).toBe(rows[i] >= 4);
      }
    });
  });

  it("name the objectives that nothing can estimate, and then search for no others", async () => {
    await archive.commit([
      ...measuredChanges(NETWORKS.slice(0, 5), ["accuracy"]),
      putPredictor(predictorRecord("latency", "latency", NETWORKS)),
    ]);
    const { networks } = await estimated(["accuracy", "latency", "energy"]);
    expect(networks.lacking).toEqual(["accuracy", "energy"]);
    expect(genotypesOf(networks)).toEqual(NETWORKS.slice(0, 5));
    expect(networks.rowSet(["accuracy", "latency"], SOURCES, true).rows()).toEqual([0, 1, 2, 3, 4]);
    expect(networks.rowSet(["accuracy", "energy"], SOURCES, true).count).toBe(0);
  });
});

describe("the rows of estimated networks", () => {
  it("by measured values alone are those of the known networks", async () => {
    await archive.commit([...measuredChanges(NETWORKS.slice(3, 15)), ...predictors()]);
    const { known, networks } = await estimated(ALL);
    const [own, other] = [known, networks].map((from) => from.rowSet(ALL, ["MEASURED"], true));
    expect([other.rows(), other.front, other.worst]).toEqual([own.rows(), own.front, own.worst]);
    expect(own.count).toBe(12);
    expect(networks.rowSet(ALL, SOURCES, true).count).toBe(24);
    expect(networks.rowSet(ALL, SOURCES, true)).toBe(networks.rowSet(ALL, SOURCES, true));
  });

  it("stay within what the predictors learned from, unless the constraints ask for more", async () => {
    const shallow = NETWORKS.slice(0, 12);
    await archive.commit([...measuredChanges(shallow.slice(0, 6)), ...predictors(shallow)]);
    const within = (await estimated(ALL)).networks;
    expect(genotypesOf(within).map(([depth]) => depth)).toEqual(shallow.map(() => 0));
    expect(
      [...within.rows()].some((row) => METRICS.some((metric) => within.isExtrapolated(row, metric))),
    ).toBe(false);

    const beyond = (await estimated(ALL, { genes: { depth: [2] } })).networks;
    const isDeep = genotypesOf(beyond).map(([depth]) => depth === 1);
    expect(isDeep.filter(Boolean)).toHaveLength(12);
    expect([...beyond.rows()].map((row) => ALL.some((metric) => beyond.isExtrapolated(row, metric)))).toEqual(
      isDeep,
    );
    expect(beyond.rowSet(ALL, SOURCES, false).rows()).toEqual([0, 1, 2, 3, 4, 5]);
    expect(beyond.rowSet(ALL, SOURCES, true).count).toBe(18);
  });
});

describe("answers that are kept", () => {
  it("stay the same until a value or a predictor changes", async () => {
    await archive.commit([...measuredChanges(NETWORKS.slice(0, 4)), ...predictors()]);
    const { networks } = await estimated(ALL);
    expect((await estimated(ALL)).networks).toBe(networks);

    await archive.commit(measuredChanges(NETWORKS.slice(4, 5)));
    const { networks: more } = await estimated(ALL);
    expect(more).not.toBe(networks);
    expect(more.source(4, "accuracy")).toBe("MEASURED");

    await archive.commit([
      putPredictor({ ...predictorRecord("accuracy", "accuracy", NETWORKS), promoted: false }),
      putPredictor({ ...predictorRecord("newer", "accuracy", NETWORKS), version: 2 }),
    ]);
    const { networks: newer } = await estimated(ALL);
    expect(newer.predictors).toContain("newer");
    expect((await estimated(["accuracy", "latency"])).networks).not.toBe(newer);

    const last = (await estimated(ALL)).networks;
    projections.estimated.forget();
    expect((await estimated(ALL)).networks).not.toBe(last);
  });

  it("of a search serve other processes, which read them from the archive", async () => {
    await archive.commit([...measuredChanges(NETWORKS.slice(0, 4)), ...predictors()]);
    const blob = archive.blob.bind(archive);
    const found: boolean[] = [];
    archive.blob = async (key) => {
      const bytes = await blob(key);
      if (key.startsWith("estimated/")) found.push(bytes !== undefined);
      return bytes;
    };
    const { networks } = await estimated(ALL);
    const { networks: elsewhere } = await estimated(
      ALL,
      {},
      createProjections({ archive, log, clock: () => 0 }),
    );
    expect(found).toEqual([false, true]);
    expect(genotypesOf(elsewhere)).toEqual(genotypesOf(networks));
    expect(warnings).toEqual([]);
  });

  it("are given even where the archive cannot keep them, with a warning in the log", async () => {
    await archive.commit([...measuredChanges(NETWORKS.slice(0, 4)), ...predictors()]);
    const commit = archive.commit;
    archive.commit = () => Promise.reject(new Error("disk full"));
    const { networks } = await estimated(ALL);
    archive.commit = commit;
    expect(genotypesOf(networks)).toHaveLength(24);
    expect(warnings).toEqual(["the networks found by estimate could not be kept"]);
  });
});
