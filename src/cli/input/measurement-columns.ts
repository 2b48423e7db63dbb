import { InvalidInput } from "../../base/errors.js";
import type { DescribedMetric } from "../../service/catalog/metrics.js";
import type { MeasurementInput } from "../../service/measurements/read-measurement.js";
import { type Dialect, numberIn } from "../../tables/dialect.js";

/** A field of a measurement that a column of a CSV file gives. */
export type MeasurementField = Exclude<keyof MeasurementInput, "architecture" | "sd" | "metrics">;

/** How the cell of each field is read, and the unit of a number. */
const KINDS: Readonly<
  Record<MeasurementField, "text" | "numbers" | "fraction" | "ms" | "mJ" | "s" | "count">
> = {
  accuracy: "fraction",
  accuracySd: "fraction",
  latency: "ms",
  latencySd: "ms",
  energy: "mJ",
  energySd: "mJ",
  repeats: "count",
  examples: "count",
  batch: "count",
  powerMode: "text",
  runtime: "text",
  measuredAt: "text",
  split: "text",
  training: "text",
  seeds: "numbers",
  seconds: "s",
};

/** Names of columns beside those of the fields themselves; with a subject in front, the column is of that one only. */
const SPELLINGS: Readonly<Record<string, MeasurementField>> = {
  accuracy: "accuracy",
  accuracy_sd: "accuracySd",
  latency_ms: "latency",
  latency_sd_ms: "latencySd",
  energy_mj: "energy",
  energy_sd_mj: "energySd",
};

const NAMES =
  "accuracy (a fraction), latency or latency_ms [ms] and energy or energy_mj [mJ], " +
  "also as TASK.accuracy, DEVICE.latency_ms and DEVICE.energy_mj";

/**
 * What a column that is no gene means: a field or a metric that a user declared, and the task or device that its name
 * begins with, if it does.
 */
export type ColumnMeaning = {
  readonly subject?: { readonly kind: "task" | "device"; readonly id: string };
} & (
  | { readonly field: MeasurementField; readonly own?: undefined }
  | { readonly own: DescribedMetric; readonly field?: undefined }
);

/**
 * The meaning of a column; undefined for one that is not about a measurement.
 * @param declared the metrics that users declared
 */
export function meaningOf(name: string, declared: readonly DescribedMetric[]): ColumnMeaning | undefined {
  if (name in KINDS) return { field: name as MeasurementField };
  if (name in SPELLINGS) return { field: SPELLINGS[name] };
  const dot = name.lastIndexOf(".");
  const [id, metric] = [name.slice(0, Math.max(dot, 0)), name.slice(dot + 1)];
  const own = declared.find((known) => known.name === metric);
  if (own !== undefined) return dot < 0 ? { own } : { own, subject: { kind: own.of, id } };
  if (id !== "" && metric in SPELLINGS) {
    const field = SPELLINGS[metric];
    return { field, subject: { kind: field.startsWith("accuracy") ? "task" : "device", id } };
  }
  return undefined;
}

/** Throws `InvalidInput` on FILE for a name that looks like a metric but is none: its values would be lost. */
export function refuseLookalike(name: string): void {
  if (!/accuracy|latency|energy/i.test(name)) return;
  throw new InvalidInput("FILE", `column "${name}" is not a metric that can be submitted: they are ${NAMES}`);
}

/** The value of a cell that is not empty. Throws `InvalidInput` on FILE for one that is not a number but must be. */
export function cellValue(
  field: MeasurementField,
  cell: string,
  delimiter: Dialect["delimiter"],
  where: string,
): unknown {
  const kind = KINDS[field];
  if (kind === "text") return cell;
  if (kind === "numbers")
    return cell.split(/[\s,;]+/).map((part) => requireNumberIn(part, ",", field, "", where));
  return requireNumberIn(
    cell,
    delimiter,
    field,
    kind === "fraction" || kind === "count" ? "" : ` [${kind}]`,
    where,
  );
}

/** The value of a cell of an own metric that is not empty. Throws `InvalidInput` on FILE for what is no number. */
export function ownCellValue(
  { name, unit }: DescribedMetric,
  cell: string,
  delimiter: Dialect["delimiter"],
  where: string,
): number {
  return requireNumberIn(cell, delimiter, name, unit === "" ? "" : ` [${unit}]`, where);
}

function requireNumberIn(
  text: string,
  delimiter: Dialect["delimiter"],
  field: string,
  unit: string,
  where: string,
): number {
  const value = numberIn(text, delimiter);
  if (Number.isFinite(value)) return value;
  throw new InvalidInput(
    "FILE",
    `${where}: ${field} is ${JSON.stringify(text.slice(0, 40))}; it must be a number${unit}, or empty`,
  );
}
