import { createHash } from "node:crypto";
import { METRICS, minimised, ownAmong, SOURCES, type Source } from "../../base/metric.js";
import { hypervolume } from "../../pareto/hypervolume/hypervolume.js";
import type { FloatColumn } from "../../projections/columns/float-column.js";
import type { MetricEstimates, Point } from "../../projections/point.js";
import { type ObjectiveName, objectiveNamed } from "../../search/objective-names.js";
import type { Front } from "./front.js";

/** One objective of what was found. */
export interface FoundObjective {
  readonly name: ObjectiveName;
  /** The values of all rows, in natural units. */
  readonly column: FloatColumn;
  /** The reference value, in natural units: the limit, else the worst value; absent where there is neither. */
  readonly reference?: number | undefined;
}

/** What was found for a question. */
export interface Found {
  readonly objectives: readonly FoundObjective[];
  /** The rows on the front. */
  readonly rows: readonly number[];
  /** The rows on the front of the known networks; they are among `rows`. */
  readonly knownFront: readonly number[];
  pointsOf(rows: readonly number[]): readonly Point[];
  /** Finds the points nearest to the limits. It is called where the front is empty. */
  nearest(): Front["nearest"];
  readonly notes: readonly string[];
  /** Everything that the answer depends on. */
  readonly version: readonly unknown[];
}

/** The front as an answer shows it. */
export function describe({ objectives, rows, knownFront, ...found }: Found): Front {
  const names = objectives.map(({ name }) => name);
  const references = objectives.flatMap(({ name, reference }) =>
    reference === undefined ? [] : [[name, reference] as const],
  );
  const metrics = names.map((name) => objectiveNamed(name).metric);
  const corner = objectives.map(({ reference = Number.NaN }, m) => minimised(metrics[m], reference));
  const columnsOf = (some: readonly number[]) =>
    objectives.map(({ column }, m) =>
      Float64Array.from(some, (row) => minimised(metrics[m], column.at(row))),
    );
  const volumeOf = (some: readonly number[]) =>
    some.length === 0 ? 0 : hypervolume(columnsOf(some), corner);
  const [by] = columnsOf(rows);
  const order = rows.map((_, i) => i).sort((a, b) => by[a] - by[b] || rows[a] - rows[b]);
  const points = found.pointsOf(order.map((i) => rows[i]));
  const hypervolumeKnown = volumeOf(knownFront);
  return {
    objectives: names,
    referencePoint: Object.fromEntries(references),
    points,
    nearest: rows.length > 0 ? [] : found.nearest(),
    hypervolume: hypervolumeKnown,
    hypervolumePredicted: rows.length === knownFront.length ? hypervolumeKnown : volumeOf(rows),
    sources: sourcesOf(points),
    notes: found.notes,
    version: createHash("sha256").update(JSON.stringify(found.version)).digest("hex").slice(0, 16),
  };
}

function sourcesOf(points: readonly Point[]): readonly Source[] {
  const metricsOf = (estimates: MetricEstimates) => [...METRICS, ...ownAmong(Object.keys(estimates))];
  const used = new Set(
    points
      .flatMap((point): MetricEstimates[] => [point, ...Object.values(point.devices ?? {})])
      .flatMap((own) => metricsOf(own).flatMap((metric) => own[metric]?.source ?? [])),
  );
  return SOURCES.filter((source) => used.has(source));
}
