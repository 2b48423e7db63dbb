import {
  type BuiltInMetric,
  COST_METRICS,
  nameOf,
  type OwnMetric,
  ownAmong,
  ownerOf,
  unitOf,
} from "../../base/metric.js";
import type { Estimate } from "../../projections/estimate.js";
import type { DeviceEstimates, Point } from "../../projections/point.js";
import { withUnit } from "./format.js";

type BuiltInField = BuiltInMetric | "testAccuracy";
type Field = BuiltInField | OwnMetric;

/** The head of each built-in column that a table of points has; all forms of points have a column for each. */
const HEADS: Readonly<Record<BuiltInField, string>> = {
  accuracy: "accuracy",
  testAccuracy: "test accuracy",
  latency: "latency [ms]",
  energy: "energy [mJ]",
};
export const FIELDS = Object.keys(HEADS) as readonly BuiltInField[];

export type ShownPoint = Omit<Point, "feasibility">;

/** A value that a table of points has a column for; with several devices, a metric of one of them. */
export interface Shown {
  readonly field: Field;
  readonly device?: string;
}

/**
 * The values of points in the order of the columns: the built-in ones, and then the own metrics that any of the points
 * has. With several devices, the metrics of devices come last, for each of them.
 */
export function shownOf(points: readonly ShownPoint[]): readonly Shown[] {
  const costs = points.flatMap((point) => Object.entries(point.devices ?? {}));
  const devices = [...new Set(costs.map(([device]) => device))];
  const fields: readonly Field[] = [...FIELDS, ...ownAmong(points.flatMap((point) => Object.keys(point)))];
  if (devices.length === 0) return fields.map((field) => ({ field }));
  const own = ownAmong(costs.flatMap(([, estimates]) => Object.keys(estimates)));
  const onDevices: readonly Field[] = [...COST_METRICS, ...own];
  return [
    ...fields
      .filter((field) => field === "testAccuracy" || ownerOf(field) === "task")
      .map((field) => ({ field })),
    ...devices.flatMap((device) => onDevices.map((field) => ({ field, device }))),
  ];
}

const isBuiltIn = (field: Field): field is BuiltInField => FIELDS.some((known) => known === field);

/** The name of a field, as JSON has it. */
export const fieldName = (field: Field): string => (isBuiltIn(field) ? field : nameOf(field));

/** The name of a column, as CSV has it. */
export const columnName = ({ field, device }: Shown): string =>
  device === undefined ? fieldName(field) : `${device}.${fieldName(field)}`;

/**
 * The head of a column, with its unit; a narrow one has the id of its device on several lines. `score` is what the
 * accuracy of the task is.
 */
export function headOf({ field, device }: Shown, isNarrow: boolean, score = "accuracy"): string {
  const head = isBuiltIn(field)
    ? HEADS[field].replace("accuracy", score)
    : withUnit(nameOf(field), unitOf(field));
  return device === undefined ? head : `${isNarrow ? inPieces(device) : device} ${head}`;
}

/** The width of the columns of devices where a table has many of them. */
const NARROW = 16;

/** An id on several lines of at most `NARROW` characters, broken behind its separators as far as it has them. */
function inPieces(id: string): string {
  const pieces = id.split(/(?<=[-_.])/).flatMap((piece) => piece.match(/.{1,16}/g) ?? []);
  return pieces.reduce((text, piece) => {
    const line = text.slice(text.lastIndexOf("\n") + 1);
    return text === "" || line.length + piece.length <= NARROW ? text + piece : `${text}\n${piece}`;
  }, "");
}

/** What a point has in a column. */
export const estimateIn = (point: ShownPoint, { field, device }: Shown): Estimate | undefined =>
  device === undefined ? point[field] : point.devices?.[device]?.[field as keyof DeviceEstimates];

type Estimates = Readonly<Partial<Record<Field, Estimate>>>;

/** The values of some built-in fields, and of own metrics in `metrics`, with all their intervals and sources. */
export function valuesJson<F extends BuiltInField>(builtIn: readonly F[], estimates: Estimates) {
  const own = ownAmong(Object.keys(estimates));
  const fields: readonly Field[] = [...builtIn, ...own];
  const values = builtIn.map((field) => [field, estimates[field]?.value ?? null] as const);
  const sources = fields.map((field) => [fieldName(field), estimates[field]?.source ?? null] as const);
  return {
    ...(Object.fromEntries(values) as Record<F, number | null>),
    ...(own.length > 0 && {
      metrics: Object.fromEntries(own.map((metric) => [nameOf(metric), estimates[metric]?.value])),
    }),
    intervals: intervals(fields, estimates),
    sources: Object.fromEntries(sources),
  };
}

function intervals(
  fields: readonly Field[],
  estimates: Estimates,
): Readonly<Record<string, [number, number]>> {
  const known: Record<string, [number, number]> = {};
  for (const field of fields) {
    const { lower, upper } = estimates[field] ?? {};
    if (lower !== undefined && upper !== undefined) known[fieldName(field)] = [lower, upper];
  }
  return known;
}
