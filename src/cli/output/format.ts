import { type Metric, unitOf } from "../../base/metric.js";

// Numbers and names for people. JSON and CSV output do not use these: they keep every digit.

/**
 * A number for people: a whole number in full, another one with four significant digits (from 1000 on with one
 * decimal), with an exponent below 1e-4 and from 1e9 on. A dash stands for no number.
 */
export function number(value: number | undefined | null): string {
  if (value === undefined || value === null) return "-";
  if (value === 0 || Number.isInteger(value)) return String(value);
  const size = Math.abs(value);
  if (size < 1e-4 || size >= 1e9) return value.toExponential(3);
  return size >= 1000 ? value.toFixed(1) : Number(value.toPrecision(4)).toString();
}

/** A whole number with separators, e.g. "12,345,678". */
export const count = (value: number | bigint): string => value.toLocaleString("en-US");

/** A fraction as a percentage, e.g. "93.1 %". */
export const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;

/** The first 12 characters of an id, which distinguish the networks of one table. */
export const short = (id: string): string => id.slice(0, 12);

/** A duration given in seconds, e.g. "7.3 s" or "3 min 20 s". */
export const seconds = (value: number): string => {
  if (value < 100) return `${value.toFixed(value < 10 ? 1 : 0)} s`;
  return `${Math.floor(value / 60)} min ${Math.round(value % 60)} s`;
};

/** The unit behind a value of a metric, with a space before it; empty for an accuracy, which is a fraction. */
export const unitText = (metric: Metric): string =>
  metric === "accuracy" || unitOf(metric) === "" ? "" : ` ${unitOf(metric)}`;

/** A name with its unit, as the head of a column; a quantity without a unit has none. */
export const withUnit = (name: string, unit: string): string => (unit === "" ? name : `${name} [${unit}]`);
