import { defined } from "../../base/defined.js";
import { COST_METRICS, type CostMetric, type Metric } from "../../base/metric.js";
import type { Estimate } from "../../projections/estimate.js";
import type { Point } from "../../projections/point.js";
import { SIZE_METRICS } from "../../search/constraints/constraints.js";
import { type ObjectiveName, objectiveNamed } from "../../search/objective-names.js";
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

/** A value that a table of points has a column for; with several devices, a cost on one of them. */
interface Shown {
  readonly field: Field;
  readonly device?: string;
}

type ShownPoint = Omit<Point, "feasibility">;

/** The values of points in the order of the columns: with several devices, the costs on each of them. */
function shownOf(points: readonly ShownPoint[]): readonly Shown[] {
  const devices = [...new Set(points.flatMap((point) => Object.keys(point.devices ?? {})))];
  if (devices.length === 0) return FIELDS.map((field) => ({ field }));
  return [
    ...FIELDS.filter((field) => !isCostField(field)).map((field) => ({ field })),
    ...devices.flatMap((device) => COST_METRICS.map((field) => ({ field, device }))),
  ];
}

const isCostField = (field: Field): field is CostMetric => COST_METRICS.some((cost) => cost === field);
const nameOf = ({ field, device }: Shown): string => (device === undefined ? field : `${device}.${field}`);
const headOf = ({ field, device }: Shown, isNarrow: boolean): string =>
  device === undefined ? HEADS[field] : `${isNarrow ? inPieces(device) : device} ${HEADS[field]}`;

/** The width of the columns of costs where a table has many of them. */
const NARROW = 16;
/** The number of costs that a table shows in full width. */
const MOST_WIDE = 3;

/** An id on several lines of at most `NARROW` characters, broken behind its separators as far as it has them. */
function inPieces(id: string): string {
  const pieces = id.split(/(?<=[-_.])/).flatMap((piece) => piece.match(/.{1,16}/g) ?? []);
  return pieces.reduce((text, piece) => {
    const line = text.slice(text.lastIndexOf("\n") + 1);
    return text === "" || line.length + piece.length <= NARROW ? text + piece : `${text}\n${piece}`;
  }, "");
}

const estimateIn = (point: ShownPoint, { field, device }: Shown): Estimate | undefined =>
  device === undefined ? point[field] : point.devices?.[device]?.[field as CostMetric];

type Estimates = Readonly<Partial<Record<Field, Estimate>>>;

/**
 * A point in the form of `--json`. An unknown metric is null and has no interval. With several devices, `devices` has
 * the costs on each of them.
 */
export function pointJson(point: ShownPoint & Partial<Pick<Point, "feasibility">>) {
  const estimates: Estimates = point;
  const shown = shownOf([point]);
  const flagged = (flag: "clashing" | "extrapolated") =>
    shown.filter((one) => estimateIn(point, one)?.[flag] === true).map(nameOf);
  return {
    id: point.id,
    architecture: point.architecture,
    ...valuesJson(FIELDS, estimates),
    ...(point.devices && {
      devices: Object.fromEntries(
        Object.entries(point.devices).map(([device, costs]) => [device, valuesJson(COST_METRICS, costs)]),
      ),
    }),
    ...defined({ feasibility: point.feasibility }),
    clashing: flagged("clashing"),
    extrapolated: flagged("extrapolated"),
  };
}

/** The values of some fields, with their intervals and sources. */
function valuesJson<F extends Field>(fields: readonly F[], estimates: Estimates) {
  const each = <T>(value: (estimate: Estimate | undefined) => T) =>
    Object.fromEntries(fields.map((field) => [field, value(estimates[field])])) as Record<F, T>;
  return {
    ...each((estimate) => estimate?.value ?? null),
    intervals: intervals(fields, estimates),
    sources: each((estimate) => estimate?.source ?? null),
  };
}

function intervals(fields: readonly Field[], estimates: Estimates): Partial<Record<Field, [number, number]>> {
  const known: Partial<Record<Field, [number, number]>> = {};
  for (const field of fields) {
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

/**
 * A table of points: each value with its 90 % interval, if it has one, and a letter for its source, and a legend. With
 * several devices, intervals have a line of their own, because there are many columns.
 */
export function pointTable(points: readonly ShownPoint[], genes: GeneText): string {
  const shown = shownOf(points).filter((one) => points.some((point) => estimateIn(point, one) !== undefined));
  const onDevices = shown.filter(({ device }) => device !== undefined).length;
  const [isLong, isNarrow] = [onDevices > 0, onDevices > MOST_WIDE];
  const columns: Column[] = [
    left("architecture"),
    ...shown.map((one) => right(headOf(one, isNarrow))),
    left("genes"),
  ];
  const rows = points.map((point) => [
    short(point.id),
    ...shown.map((one) => estimateText(estimateIn(point, one), isLong)),
    genes.of(point.architecture),
  ]);
  return [table(columns, rows), legend(points), genes.legend].filter((line) => line !== "").join("\n");
}

const LETTERS = { MEASURED: "m", COST_MODEL: "c", PREDICTED: "p" } as const;

function estimateText(estimate: Estimate | undefined, isLong: boolean): string {
  if (estimate === undefined) return "-";
  const { value, lower, upper, source, clashing, extrapolated } = estimate;
  const letter = `${LETTERS[source]}${clashing ? "!" : ""}${extrapolated ? "?" : ""}`;
  if (lower === undefined || upper === undefined) return `${number(value)} ${letter}`;
  const interval = `[${number(lower)}, ${number(upper)}]`;
  return isLong ? `${number(value)} ${letter}\n${interval}` : `${number(value)} ${interval} ${letter}`;
}

function legend(points: readonly ShownPoint[]): string {
  const shown = shownOf(points);
  const estimates = points.flatMap((point) => shown.flatMap((one) => estimateIn(point, one) ?? []));
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
      ([name, by]) => `${name} by ${number(by)}${isSize(name) ? "" : unitOf(name as ObjectiveName)}`,
    );
    return `  ${short(point.id)} misses ${parts.join(", ")}`;
  });
  const points = nearest.map(({ point }) => point);
  return `Nearest:\n${pointTable(points, genes)}\n${missing.join("\n")}`;
}

/** The unit behind a value of an objective, with a space before it. */
const unitOf = (name: ObjectiveName): string => unitText(objectiveNamed(name).metric);
const isSize = (name: string): boolean => SIZE_METRICS.some((size) => size === name);

/**
 * Points as CSV, one per row, with a column for every gene that any of them has (see `geneColumns`). Numbers keep every
 * digit.
 */
export function pointCsv(points: readonly Point[]): string {
  const geneNames = geneNamesOf(points);
  const shown = shownOf(points);
  const values = shown
    .map(nameOf)
    .flatMap((name) => [name, `${name}.lower`, `${name}.upper`, `${name}.source`]);
  const head = ["id", ...geneColumns(geneNames, ["id", ...values]), ...values];
  const rows = points.map((point) => [
    point.id,
    ...geneNames.map((gene) => point.architecture[gene]),
    ...shown.flatMap((one) => {
      const estimate = estimateIn(point, one);
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
  objectives: readonly ObjectiveName[],
  referencePoint: Readonly<Partial<Record<ObjectiveName, number>>>,
  volume: { readonly hypervolume: number; readonly hypervolumePredicted?: number },
): string {
  const { hypervolume, hypervolumePredicted = hypervolume } = volume;
  const more =
    hypervolumePredicted === hypervolume ? "" : ` (with predicted points ${number(hypervolumePredicted)})`;
  const reference = objectives.map((name) => `${name} ${number(referencePoint[name])}${unitOf(name)}`);
  return `hypervolume ${number(hypervolume)}${more}, reference point: ${reference.join(", ")}`;
}
