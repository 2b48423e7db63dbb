import { defined } from "../../base/defined.js";
import { METRICS, type Metric } from "../../base/metric.js";
import type { Estimate } from "../../projections/estimate.js";
import type { Point } from "../../projections/point.js";
import { SIZE_METRICS } from "../../search/constraints/constraints.js";
import type { Front } from "../../service/front/front.js";
import { csvText, geneColumns, geneNamesOf } from "./csv.js";
import { number, short, unitText } from "./format.js";
import type { GeneText } from "./genes/gene-code.js";
import { type Column, left, right, table } from "./table.js";

type Field = Metric | "testAccuracy";

/** The head of each column that a table of points has; all forms of points have a column for each. */
const HEADS: Readonly<Record<Field, string>> = {
  accuracy: "accuracy",
  testAccuracy: "test accuracy",
  latency: "latency [ms]",
  energy: "energy [mJ]",
};
const FIELDS = Object.keys(HEADS) as readonly Field[];

type Estimates = Readonly<Partial<Record<Field, Estimate>>>;

/** A point in the form of `--json`. An unknown metric is null and has no interval. */
export function pointJson(point: Omit<Point, "feasibility"> & Partial<Pick<Point, "feasibility">>) {
  const estimates: Estimates = point;
  const each = <T>(value: (estimate: Estimate | undefined) => T) =>
    Object.fromEntries(FIELDS.map((field) => [field, value(estimates[field])])) as Record<Field, T>;
  const flagged = (flag: "clashing" | "extrapolated") =>
    FIELDS.filter((field) => estimates[field]?.[flag] === true);
  return {
    id: point.id,
    architecture: point.architecture,
    ...each((estimate) => estimate?.value ?? null),
    intervals: intervals(estimates),
    sources: each((estimate) => estimate?.source ?? null),
    ...defined({ feasibility: point.feasibility }),
    clashing: flagged("clashing"),
    extrapolated: flagged("extrapolated"),
  };
}

function intervals(estimates: Estimates): Partial<Record<Field, [number, number]>> {
  const known: Partial<Record<Field, [number, number]>> = {};
  for (const field of FIELDS) {
    const { lower, upper } = estimates[field] ?? {};
    if (lower !== undefined && upper !== undefined) known[field] = [lower, upper];
  }
  return known;
}

/** A front in the form of `--json`. */
export function frontJson(front: Front) {
  return {
    objectives: front.objectives,
    referencePoint: front.referencePoint,
    points: front.points.map(pointJson),
    hypervolume: front.hypervolume,
    hypervolumePredicted: front.hypervolumePredicted,
    nearest: nearestJson(front.nearest),
    sources: front.sources,
    notes: front.notes,
  };
}

/** The nearest points of an empty front in the form of `--json`. */
export const nearestJson = (nearest: Front["nearest"]) =>
  nearest.map(({ point, misses }) => ({ ...pointJson(point), misses }));

/** A table of points: each value with its 90 % interval, if it has one, and a letter for its source, and a legend. */
export function pointTable(points: readonly Omit<Point, "feasibility">[], genes: GeneText): string {
  const shown = FIELDS.filter((field) => points.some((point) => point[field] !== undefined));
  const columns: Column[] = [
    left("architecture"),
    ...shown.map((field) => right(HEADS[field])),
    left("genes"),
  ];
  const rows = points.map((point) => [
    short(point.id),
    ...shown.map((field) => estimateText(point[field])),
    genes.of(point.architecture),
  ]);
  return [table(columns, rows), legend(points), genes.legend].filter((line) => line !== "").join("\n");
}

const LETTERS = { MEASURED: "m", COST_MODEL: "c", PREDICTED: "p" } as const;

function estimateText(estimate: Estimate | undefined): string {
  if (estimate === undefined) return "-";
  const { value, lower, upper, source, clashing, extrapolated } = estimate;
  const interval = lower === undefined || upper === undefined ? "" : ` [${number(lower)}, ${number(upper)}]`;
  return `${number(value)}${interval} ${LETTERS[source]}${clashing ? "!" : ""}${extrapolated ? "?" : ""}`;
}

function legend(points: readonly Omit<Point, "feasibility">[]): string {
  const estimates = points.flatMap((point) => FIELDS.flatMap((field) => point[field] ?? []));
  const uses = (flag: (estimate: Estimate) => boolean | undefined) =>
    estimates.some((estimate) => flag(estimate));
  return [
    ...(uses(({ source }) => source === "MEASURED") ? ["m measured"] : []),
    ...(uses(({ source }) => source === "COST_MODEL") ? ["c cost model (operator profile)"] : []),
    ...(uses(({ source }) => source === "PREDICTED") ? ["p predicted"] : []),
    ...(uses(({ lower }) => lower !== undefined) ? ["[90 % interval]"] : []),
    ...(uses(({ clashing }) => clashing) ? ["! measurements disagree"] : []),
    ...(uses(({ extrapolated }) => extrapolated) ? ["? outside what the predictor learned from"] : []),
  ].join(", ");
}

/** A table of the nearest points of an empty front, and by how much each misses the limits. */
export function nearestText(nearest: Front["nearest"], genes: GeneText): string {
  if (nearest.length === 0) return "";
  const missing = nearest.map(({ point, misses }) => {
    const parts = Object.entries(misses).map(
      ([metric, by]) => `${metric} by ${number(by)}${isSize(metric) ? "" : unitText(metric as Metric)}`,
    );
    return `  ${short(point.id)} misses ${parts.join(", ")}`;
  });
  const points = nearest.map(({ point }) => point);
  return `Nearest:\n${pointTable(points, genes)}\n${missing.join("\n")}`;
}

const isSize = (name: string): boolean => SIZE_METRICS.some((size) => size === name);

/**
 * Points as CSV, one per row, with a column for every gene that any of them has (see `geneColumns`). Numbers keep every
 * digit.
 */
export function pointCsv(points: readonly Point[]): string {
  const geneNames = geneNamesOf(points);
  const values = FIELDS.flatMap((field) => [field, `${field}.lower`, `${field}.upper`, `${field}.source`]);
  const head = ["id", ...geneColumns(geneNames, ["id", ...values]), ...values];
  const rows = points.map((point) => [
    point.id,
    ...geneNames.map((gene) => point.architecture[gene]),
    ...FIELDS.flatMap((field) => {
      const estimate = point[field];
      return [estimate?.value, estimate?.lower, estimate?.upper, estimate?.source];
    }),
  ]);
  return csvText(head, rows);
}

/**
 * A line such as "hypervolume 12.3 (with predicted points 14.1), reference point: accuracy 0.1, latency 20 ms". What
 * predicted points add is named where they add something.
 */
export function volumeText(
  objectives: readonly Metric[],
  referencePoint: Readonly<Partial<Record<Metric, number>>>,
  volume: { readonly hypervolume: number; readonly hypervolumePredicted?: number },
): string {
  const { hypervolume, hypervolumePredicted = hypervolume } = volume;
  const more =
    hypervolumePredicted === hypervolume ? "" : ` (with predicted points ${number(hypervolumePredicted)})`;
  const reference = objectives.map(
    (metric) => `${metric} ${number(referencePoint[metric])}${unitText(metric)}`,
  );
  return `hypervolume ${number(hypervolume)}${more}, reference point: ${reference.join(", ")}`;
}

/** The metrics that have a value, in the order of `METRICS`. */
export const inMetricOrder = (values: Readonly<Partial<Record<Metric, number>>>): readonly Metric[] =>
  METRICS.filter((metric) => values[metric] !== undefined);
