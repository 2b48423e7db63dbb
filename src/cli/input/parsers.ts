import { InvalidArgumentError } from "@commander-js/extra-typings";
import { taskId } from "../../base/ids.js";
import { type BuiltInMetric, METRICS, SOURCES, type Source } from "../../base/metric.js";
import type { RelatedTask } from "../../benches/prior-knowledge.js";
import type { CheapFidelity } from "../../search/ports.js";

// Parsers of option values. Before a command runs, each throws commander's `InvalidArgumentError` for an invalid value,
// to which commander adds the name of the option.

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

interface Bounds {
  /** Smallest allowed value. */
  readonly least?: number;
  /** Largest allowed value. */
  readonly most?: number;
  /** Every allowed value is larger than this one. */
  readonly above?: number;
}

function finite(text: string, bounds: Bounds, kind: string): number {
  const value = Number(text);
  const { least, most, above } = bounds;
  if (!NUMBER.test(text) || !Number.isFinite(value))
    throw new InvalidArgumentError(`It must be ${kind}${range(bounds)}.`);
  if (
    (least !== undefined && value < least) ||
    (most !== undefined && value > most) ||
    (above !== undefined && value <= above)
  ) {
    throw new InvalidArgumentError(`It must be ${kind}${range(bounds)}.`);
  }
  return value;
}

function range({ least, most, above }: Bounds): string {
  if (least !== undefined && most !== undefined) return ` from ${least} to ${most}`;
  if (least !== undefined) return ` of at least ${least}`;
  return above === undefined ? "" : ` above ${above}`;
}

/** A whole number from `least` to `most`. */
export const integer =
  (least: number, most = 1_000_000) =>
  (text: string): number => {
    const value = finite(text, { least, most }, "a whole number");
    if (Number.isInteger(value)) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };

/** Milliseconds or millijoules: a finite number above 0. */
export const cost = (text: string): number => finite(text, { above: 0 }, "a number");

/** Seconds: a finite number above 0. */
export const positive = (text: string): number => finite(text, { above: 0 }, "a number");

/** Milliseconds: a finite number of at least 0. */
export const latencyFloor = (text: string): number => finite(text, { least: 0 }, "a number");

/** A fraction above 0 and below 1. */
export function share(text: string): number {
  const value = finite(text, { above: 0 }, "a fraction");
  if (value < 1) return value;
  throw new InvalidArgumentError("It must be a fraction above 0 and below 1.");
}

/** Weights of objectives, e.g. `accuracy=2,latency=1`; that of a metric on one device is `DEVICE.latency=1`. */
export function weights(text: string): Readonly<Record<string, number>> {
  const pairs = list(text).map((item) => item.split("="));
  const named = pairs.map(([name, value]) => {
    if (value === undefined)
      throw new InvalidArgumentError("It must be METRIC=WEIGHT, e.g. accuracy=2,latency=1.");
    return [objectiveNameOf(name.trim()), weight(value.trim())] as const;
  });
  const repeated = named.find(([name], i) => named.findIndex(([other]) => other === name) !== i);
  if (repeated !== undefined) throw new InvalidArgumentError(`It names "${repeated[0]}" twice.`);
  return Object.fromEntries(named);
}

/** A weight: a finite number of at least 0. */
export const weight = (text: string): number => finite(text, { least: 0 }, "a number");

/** A fraction from 0 to 1. */
export const fraction = (text: string): number => finite(text, { least: 0, most: 1 }, "a fraction");

/** A list `A,B,C`, without the spaces around its items. An empty or repeated item is refused. */
export function list(text: string): readonly string[] {
  const items = text.split(",").map((item) => item.trim());
  if (items.includes(""))
    throw new InvalidArgumentError("It must be one or more names, separated by commas.");
  const repeated = items.find((item, i) => items.indexOf(item) !== i);
  if (repeated !== undefined) throw new InvalidArgumentError(`It names "${repeated}" twice.`);
  return items;
}

/** Adds a value to the earlier ones of an option that may be repeated. The same value twice is refused. */
export function another(value: string, before: readonly string[] = []): readonly string[] {
  if (!before.includes(value)) return [...before, text(value)];
  throw new InvalidArgumentError(`"${value}" is named twice.`);
}

/**
 * Adds a cheap score `COLUMN=COST` to the earlier ones of an option that may be repeated. The cost is a fraction of the
 * cost of an evaluation, above 0 and below 1.
 */
export function fidelity(value: string, before: readonly CheapFidelity[] = []): readonly CheapFidelity[] {
  const at = value.lastIndexOf("=");
  if (at < 1) throw new InvalidArgumentError("It must be COLUMN=COST, e.g. cifar100.accuracy_12ep_val=0.06.");
  const name = value.slice(0, at);
  if (before.some((other) => other.name === name))
    throw new InvalidArgumentError(`"${name}" is named twice.`);
  const cost = finite(value.slice(at + 1), { above: 0 }, "COLUMN=COST with a cost");
  if (cost < 1) return [...before, { name, cost }];
  throw new InvalidArgumentError(
    "The cost is a fraction of the cost of an evaluation, so it must be below 1.",
  );
}

/** `TASK=N`: another task, and a number of its networks. */
export function relatedTask(value: string): RelatedTask {
  const at = value.lastIndexOf("=");
  if (at < 1) throw new InvalidArgumentError("It must be TASK=N, e.g. cifar10=400.");
  return { task: taskId(value.slice(0, at)), networks: integer(1)(value.slice(at + 1)) };
}

/** A text that is not empty. */
export function text(value: string): string {
  if (value.trim() !== "") return value;
  throw new InvalidArgumentError("It must not be empty.");
}

function member<T extends string>(value: string, known: readonly T[], written: (item: T) => string): T {
  const found = known.find((item) => written(item) === value.toLowerCase());
  if (found !== undefined) return found;
  throw new InvalidArgumentError(`"${value}" is none of ${known.map(written).join(", ")}.`);
}

/** A built-in metric: `accuracy`, `latency` or `energy`, in any case. */
export const builtInMetric = (value: string): BuiltInMetric => member(value, METRICS, (item) => item);

/** A list of distinct built-in metrics. */
export const builtInMetrics = (value: string): readonly BuiltInMetric[] => list(value).map(builtInMetric);

/** The name of a metric: a built-in one in any case, or another one, of which the archive knows whether it exists. */
export const metric = (value: string): string =>
  METRICS.find((known) => known === value.toLowerCase()) ?? text(value);

/** A list of distinct objectives: names of metrics, or `DEVICE.METRIC` for that of one device. */
export const objectiveNames = (value: string): readonly string[] => {
  const names = list(value).map(objectiveNameOf);
  const repeated = names.find((name, i) => names.indexOf(name) !== i);
  if (repeated !== undefined) throw new InvalidArgumentError(`It names "${repeated}" twice.`);
  return names;
};

/** The name of a metric, or `DEVICE.METRIC`; that of a built-in metric in any case. */
export function objectiveNameOf(value: string): string {
  const at = value.lastIndexOf(".");
  return at < 0 ? metric(value) : `${value.slice(0, at)}.${metric(value.slice(at + 1))}`;
}

/** A list of distinct sources: `measured`, `cost_model` and `predicted`, in any case. */
export const sources = (value: string): readonly Source[] =>
  list(value).map((item) => member(item, SOURCES, (source) => source.toLowerCase()));
