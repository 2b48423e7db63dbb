import { defined } from "../../base/defined.js";
import { COST_METRICS } from "../../base/metric.js";
import type { Estimate } from "../../projections/estimate.js";
import type { Point } from "../../projections/point.js";
import { SIZE_METRICS, type SizeMetric } from "../../search/constraints/constraints.js";
import { type ObjectiveName, objectiveNamed, shownName } from "../../search/objective-names.js";
import type { Front } from "../../service/front/front.js";
import { csvText, geneColumns, geneNamesOf } from "./csv.js";
import { number, short, unitText } from "./format.js";
import type { GeneText } from "./genes/gene-code.js";
import {
  columnName,
  estimateIn,
  FIELDS,
  headOf,
  type ShownPoint,
  shownOf,
  valuesJson,
} from "./point-columns.js";
import { type Column, left, right, table } from "./table.js";

/**
 * A point in the form of `--json`. An unknown metric is null and has no interval. With several devices, `devices` has
 * the costs on each of them.
 */
export function pointJson(point: ShownPoint & Partial<Pick<Point, "feasibility">>) {
  const shown = shownOf([point]);
  const flagged = (flag: "clashing" | "extrapolated") =>
    shown.filter((one) => estimateIn(point, one)?.[flag] === true).map(columnName);
  return {
    id: point.id,
    architecture: point.architecture,
    ...valuesJson(FIELDS, point),
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

/** A front in the form of `--json`. */
export function frontJson(front: Front) {
  return {
    objectives: front.objectives.map(shownName),
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
    ...shown.map((one) => right(headOf(one, isNarrow, genes.score))),
    left("genes"),
  ];
  const rows = points.map((point) => [
    short(point.id),
    ...shown.map((one) => estimateText(estimateIn(point, one), isLong)),
    genes.of(point.architecture),
  ]);
  return [table(columns, rows), legend(points), genes.legend].filter((line) => line !== "").join("\n");
}

/** The number of metrics of devices that a table shows in full width. */
const MOST_WIDE = 3;

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
      ([name, by]) => `${shownKey(name)} by ${number(by)}${isSize(name) ? "" : unitOfKey(name)}`,
    );
    return `  ${short(point.id)} misses ${parts.join(", ")}`;
  });
  const points = nearest.map(({ point }) => point);
  return `Nearest:\n${pointTable(points, genes)}\n${missing.join("\n")}`;
}

const isSize = (key: string): key is SizeMetric => SIZE_METRICS.some((size) => size === key);
/** The name by which users call an objective or limit. */
const shownKey = (key: string): string => (isSize(key) ? key : shownName(key as ObjectiveName));
/** The unit behind a value of an objective, with a space before it. */
const unitOfKey = (key: string): string => unitText(objectiveNamed(key as ObjectiveName).metric);

/** Numbers with the names of their objectives or limits. */
export const byName = (
  values: Readonly<Partial<Record<string, number>>>,
): Readonly<Record<string, number | undefined>> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [shownKey(key), value]));

/**
 * Points as CSV, one per row, with a column for every gene that any of them has (see `geneColumns`). Numbers keep every
 * digit.
 */
export function pointCsv(points: readonly Point[]): string {
  const geneNames = geneNamesOf(points);
  const shown = shownOf(points);
  const values = shown
    .map(columnName)
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
  const reference = objectives.map(
    (name) => `${shownName(name)} ${number(referencePoint[name])}${unitOfKey(name)}`,
  );
  return `hypervolume ${number(hypervolume)}${more}, reference point: ${reference.join(", ")}`;
}
