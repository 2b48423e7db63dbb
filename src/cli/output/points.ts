import { defined } from "../../base/defined.js";
import {
  type BuiltInMetric,
  METRICS,
  type Metric,
  nameOf,
  type OwnMetric,
  ownAmong,
  unitOf,
} from "../../base/metric.js";
import type { Estimate } from "../../projections/estimate.js";
import type { Point } from "../../projections/point.js";
import { SIZE_METRICS, type SizeMetric } from "../../search/constraints/constraints.js";
import type { Front } from "../../service/front/front.js";
import { csvText, geneColumns, geneNamesOf } from "./csv.js";
import { number, short, unitText, withUnit } from "./format.js";
import type { GeneText } from "./genes/gene-code.js";
import { type Column, left, right, table } from "./table.js";

type BuiltInField = BuiltInMetric | "testAccuracy";
type Field = BuiltInField | OwnMetric;

/** The head of each column that a table of points has; all forms of points have a column for each. */
const HEADS: Readonly<Record<BuiltInField, string>> = {
  accuracy: "accuracy",
  testAccuracy: "test accuracy",
  latency: "latency [ms]",
  energy: "energy [mJ]",
};
const FIELDS = Object.keys(HEADS) as readonly BuiltInField[];

const isBuiltIn = (field: Field): field is BuiltInField => FIELDS.some((known) => known === field);
const fieldName = (field: Field): string => (isBuiltIn(field) ? field : nameOf(field));
const headOf = (field: Field): string =>
  isBuiltIn(field) ? HEADS[field] : withUnit(nameOf(field), unitOf(field));

/** The built-in fields, and then the own metrics that any of the points has. */
const fieldsOf = (points: readonly Estimates[]): readonly Field[] => [
  ...FIELDS,
  ...ownAmong(points.flatMap((point) => Object.keys(point))),
];

type Estimates = Readonly<Partial<Record<Field, Estimate>>>;

/** A point in the form of `--json`. An unknown metric is null and has no interval. Own metrics are in `metrics`. */
export function pointJson(point: Omit<Point, "feasibility"> & Partial<Pick<Point, "feasibility">>) {
  const estimates: Estimates = point;
  const fields = fieldsOf([estimates]);
  const each = <T, F extends Field>(of: readonly F[], value: (estimate: Estimate | undefined) => T) =>
    Object.fromEntries(of.map((field) => [fieldName(field), value(estimates[field])])) as Record<
      BuiltInField,
      T
    >;
  const flagged = (flag: "clashing" | "extrapolated") =>
    fields.filter((field) => estimates[field]?.[flag] === true).map(fieldName);
  const own = ownAmong(fields);
  return {
    id: point.id,
    architecture: point.architecture,
    ...each(FIELDS, (estimate) => estimate?.value ?? null),
    ...(own.length > 0 && {
      metrics: byName(Object.fromEntries(own.map((metric) => [metric, estimates[metric]?.value]))),
    }),
    intervals: intervals(estimates),
    sources: each(fields, (estimate) => estimate?.source ?? null),
    ...defined({ feasibility: point.feasibility }),
    clashing: flagged("clashing"),
    extrapolated: flagged("extrapolated"),
  };
}

function intervals(estimates: Estimates): Readonly<Record<string, [number, number]>> {
  const known: Record<string, [number, number]> = {};
  for (const field of fieldsOf([estimates])) {
    const { lower, upper } = estimates[field] ?? {};
    if (lower !== undefined && upper !== undefined) known[fieldName(field)] = [lower, upper];
  }
  return known;
}

/** A front in the form of `--json`. */
export function frontJson(front: Front) {
  return {
    objectives: front.objectives.map(nameOf),
    referencePoint: byName(front.referencePoint),
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
  nearest.map(({ point, misses }) => ({ ...pointJson(point), misses: byName(misses) }));

/** A table of points: each value with its 90 % interval, if it has one, and a letter for its source, and a legend. */
export function pointTable(points: readonly Omit<Point, "feasibility">[], genes: GeneText): string {
  const shown = fieldsOf(points).filter((field) => points.some((point) => point[field] !== undefined));
  const columns: Column[] = [
    left("architecture"),
    ...shown.map((field) => right(headOf(field))),
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
  const estimates = points.flatMap((point) => fieldsOf([point]).flatMap((field) => point[field] ?? []));
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
    const parts = Object.entries(misses).map(([metric, by]) =>
      isSize(metric)
        ? `${metric} by ${number(by)}`
        : `${nameOf(metric as Metric)} by ${number(by)}${unitText(metric as Metric)}`,
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
  const fields = fieldsOf(points);
  const values = fields
    .map(fieldName)
    .flatMap((field) => [field, `${field}.lower`, `${field}.upper`, `${field}.source`]);
  const head = ["id", ...geneColumns(geneNames, ["id", ...values]), ...values];
  const rows = points.map((point) => [
    point.id,
    ...geneNames.map((gene) => point.architecture[gene]),
    ...fields.flatMap((field) => {
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
    (metric) => `${nameOf(metric)} ${number(referencePoint[metric])}${unitText(metric)}`,
  );
  return `hypervolume ${number(hypervolume)}${more}, reference point: ${reference.join(", ")}`;
}

/** The metrics that have a value: the built-in ones in the order of `METRICS`, then own ones. */
export const inMetricOrder = (values: Readonly<Partial<Record<Metric, number>>>): readonly Metric[] =>
  [...METRICS, ...ownAmong(Object.keys(values))].filter((metric) => values[metric] !== undefined);

/** Values with the names of their metrics as keys. */
const byName = (
  values: Readonly<Partial<Record<Metric | SizeMetric, number | undefined>>>,
): Readonly<Record<string, number | undefined>> =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [isSize(key) ? key : nameOf(key as Metric), value]),
  );
