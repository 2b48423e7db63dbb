import type { BuiltInMetric } from "../base/metric.js";

/**
 * What a column may hold besides notes and own metrics: a metric, its standard deviation, or the number of examples of
 * an accuracy.
 */
export type ValueKind = BuiltInMetric | `${BuiltInMetric}_sd` | "examples";

const WORDS: ReadonlyMap<string, BuiltInMetric> = new Map([
  ...(["latency", "lat"] as const).map((word) => [word, "latency"] as const),
  ...(["energy", "enrg"] as const).map((word) => [word, "energy"] as const),
  ...(["accuracy", "acc", "top1"] as const).map((word) => [word, "accuracy"] as const),
]);
const UNITS: Readonly<Record<BuiltInMetric, readonly string[]>> = {
  accuracy: ["%", "pct", "percent", "fraction", "top1", "top"],
  latency: [
    "ms",
    "msec",
    "us",
    "µs",
    "μs",
    "ns",
    "s",
    "sec",
    "second",
    "seconds",
    "milliseconds",
    "microseconds",
  ],
  energy: ["mj", "j", "uj", "µj", "μj", "nj", "kj", "wh", "mwh", "joule", "joules", "millijoules"],
};
/** Words that leave a metric what it is. */
const MEANS = ["mean", "avg", "average", "median"];
const SPREADS = ["sd", "std", "stdev", "stddev"];
const EXAMPLE_WORDS = ["examples", "n_examples", "num_examples"];

/** Longest name that is looked at, in characters: a task or device and a metric are shorter. */
const LONGEST_NAME = 400;

/** What a column seems to be meant as: its kind, and its task or device if the name has one. */
export interface MeantColumn {
  readonly kind: ValueKind;
  readonly subject: string | undefined;
}

/**
 * Tells what a column that is not in the convention seems to be meant as, for example `board.latency`, `d.latency_us`,
 * `d.energy_mJ`, `t.acc` or `latency_ms`; undefined for a column that looks like no metric. A name that says more than
 * a metric, a mean, a spread and a unit, such as `cifar10.accuracy_12ep_val`, is none.
 */
export function meantColumn(name: string): MeantColumn | undefined {
  if (name.length > LONGEST_NAME) return undefined;
  const parts = name.split(".");
  for (let first = parts.length - 1; first >= 0; first--) {
    const kind = kindOf(parts.slice(first).join("_"));
    if (kind === undefined) continue;
    return { kind, subject: first === 0 ? undefined : parts.slice(0, first).join(".") };
  }
  return undefined;
}

function kindOf(text: string): MeantColumn["kind"] | undefined {
  const lower = text.toLowerCase().replaceAll("top-1", "top1");
  if (EXAMPLE_WORDS.includes(lower)) return lower === "examples" ? undefined : "examples";
  const [word, ...rest] = lower.split(/[^a-z0-9%µμ]+/).filter((part) => part !== "");
  const metric = word === undefined ? undefined : WORDS.get(word);
  if (metric === undefined) return undefined;
  const known = [...UNITS[metric], ...MEANS, ...SPREADS];
  if (!rest.every((part) => known.includes(part))) return undefined;
  return rest.some((part) => SPREADS.includes(part)) ? `${metric}_sd` : metric;
}
