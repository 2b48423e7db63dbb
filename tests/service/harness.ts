import { trainPredictor } from "../../predictors/training/train.js";
import { openArchive } from "../../src/archive/open.js";
import type { ArchitectureId } from "../../src/base/ids.js";
import { METRICS, type Metric } from "../../src/base/metric.js";
import type { Point } from "../../src/projections/point.js";
import type { Archive } from "../../src/records/archive.js";
import { externalEvaluator } from "../../src/runs/execution/evaluators/external-evaluator.js";
import { registerSearchSpace } from "../../src/service/catalog/spaces.js";
import { type Context, createContext } from "../../src/service/context.js";
import { submitMeasurements } from "../../src/service/measurements/submit.js";
import { trainPredictor as train } from "../../src/service/prediction/train.js";
import { importSamples } from "../../src/service/samples/import-samples.js";
import type { Architecture } from "../../src/space/types.js";
import { tableEvaluator } from "../../src/tables/table-evaluator.js";
import { plainDominates } from "../support/plain-pareto.js";
import { TOY_SPACE, toyTable } from "../support/service.js";

/** The task and the device of the toy table. */
export const TOY = { task: "toy-task", device: "toy-device" } as const;

/** What the use cases work with, on an archive in memory that has the toy space. Ids are counted. */
export async function toyContext(): Promise<Context> {
  return contextOn(await openArchive("sqlite::memory:"));
}

/** What the use cases work with, on an archive that gets the toy space. Ids are counted. */
export async function contextOn(archive: Archive): Promise<Context> {
  let ids = 0;
  const context = createContext({
    archive,
    clock: () => Date.UTC(2026, 0, 1),
    newId: () => `id-${++ids}`,
    owner: "here:1:a",
    log: { info: () => undefined, warn: () => undefined },
    train: async (set, options) => trainPredictor(set, options),
    evaluators: { table: tableEvaluator, external: externalEvaluator },
  });
  await registerSearchSpace(context, TOY_SPACE);
  return context;
}

/** A network of the toy table: its genes, and its values as the table has them. */
export interface ToyNetwork extends Readonly<Record<Metric, number>> {
  readonly architecture: Architecture;
}

/** The 24 networks of the toy table in its order. */
export const TOY_NETWORKS: readonly ToyNetwork[] = toyTable()
  .split("\n")
  .slice(1)
  .map((line) => {
    const [depth, width, operator, ...values] = line.split(",");
    const [accuracy, latency, energy] = values.map(Number);
    return {
      architecture: { depth: Number(depth), width: Number(width), operator },
      accuracy,
      latency,
      energy,
    };
  });

/** Imports the rows of the toy table with these numbers; a metric in `without` is left empty in all of them. */
export async function importRows(
  context: Context,
  rows: readonly number[],
  without: readonly Metric[] = [],
): Promise<void> {
  const [header, ...lines] = toyTable().split("\n");
  const kept = rows.map((row) =>
    lines[row].split(",").map((cell, c) => (c >= 3 && without.includes(METRICS[c - 3]) ? "" : cell)),
  );
  const source = [header, ...kept.map((cells) => cells.join(","))].join("\n");
  await importSamples(context, { name: `rows-${rows.join("-")}`.slice(0, 90), space: "toy", source });
}

/** All row numbers of the toy table but these. */
export const rowsBut = (...left: readonly number[]): number[] =>
  [...TOY_NETWORKS.keys()].filter((row) => !left.includes(row));

/** Trains and promotes a predictor of each metric. */
export async function trainAll(context: Context, metrics: readonly Metric[] = METRICS): Promise<void> {
  for (const metric of metrics) await train(context, { ...TOY, metric, family: "ridge" });
}

/** Submits one measurement for the toy task and device; returns the ids of what was stored. */
export async function submitOne(
  context: Context,
  measurement: { readonly architecture: Architecture } & Partial<Record<Metric, number>>,
) {
  return (await submitMeasurements(context, { ...TOY, measurements: [measurement] })).measurements;
}

/** The ids of points. */
export const idsOf = (points: readonly Point[]): ArchitectureId[] => points.map(({ id }) => id);

/** The values of a point's metrics, undefined where it has none. */
export const valuesOf = (point: Point, metrics: readonly Metric[]): (number | undefined)[] =>
  metrics.map((metric) => point[metric]?.value);

/** The values of a network as a point whose every coordinate is minimised. */
const minimisedValues = (network: ToyNetwork, objectives: readonly Metric[]): number[] =>
  objectives.map((metric) => (metric === "accuracy" ? -network[metric] : network[metric]));

/** The Pareto front of some toy networks by comparing each with each. */
export function plainFrontOf(networks: readonly ToyNetwork[], objectives: readonly Metric[]): ToyNetwork[] {
  const points = networks.map((network) => minimisedValues(network, objectives));
  return networks.filter((_, i) => !points.some((other) => plainDominates(other, points[i])));
}

/** Genes of a network as one text. */
export const named = ({ architecture }: Pick<ToyNetwork, "architecture">) =>
  Object.values(architecture).join();
/** Genes of networks, sorted: to compare networks in any order. */
export const names = (networks: readonly Pick<ToyNetwork, "architecture">[]) => networks.map(named).sort();
