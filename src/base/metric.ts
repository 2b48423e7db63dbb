/**
 * A quantity that is measured, predicted and optimised. Accuracy is a fraction, latency is in ms, energy in mJ; a
 * metric of a user's own has the unit that it was declared with.
 */
export type Metric = BuiltInMetric | OwnMetric;

export type BuiltInMetric = "accuracy" | "latency" | "energy";

/**
 * A metric that a user declared, for example `device:min:ram:MB`: what it belongs to, which direction is better, its
 * name, and its unit, which may be empty. Interfaces show the name alone (`nameOf`).
 */
export type OwnMetric = `${Owner}:${Direction}:${string}`;

/** What a metric belongs to. */
export type Owner = "task" | "device";

/** Whether smaller or larger values of a metric are better. */
export type Direction = "min" | "max";

/** A cost that an operator profile can give. */
export type CostMetric = Exclude<BuiltInMetric, "accuracy">;

/** Where a value comes from: a measurement, the sum over an operator profile, or a prediction. */
export type Source = "MEASURED" | "COST_MODEL" | "PREDICTED";

interface Traits {
  readonly name: string;
  readonly maximised: boolean;
  readonly owner: Owner;
  readonly unit: string;
}

/** The only place that says in which direction a built-in metric is better, what it belongs to and its unit. */
const TRAITS: Readonly<Record<BuiltInMetric, Traits>> = {
  accuracy: { name: "accuracy", maximised: true, owner: "task", unit: "fraction" },
  latency: { name: "latency", maximised: false, owner: "device", unit: "ms" },
  energy: { name: "energy", maximised: false, owner: "device", unit: "mJ" },
};

/** The traits of the own metrics that were asked for. They follow from the metric, so nothing can go out of date. */
const OWN_TRAITS = new Map<OwnMetric, Traits>();

const traitsOf = (metric: Metric): Traits =>
  (TRAITS as Readonly<Partial<Record<Metric, Traits>>>)[metric] ?? ownTraitsOf(metric as OwnMetric);

function ownTraitsOf(metric: OwnMetric): Traits {
  const known = OWN_TRAITS.get(metric);
  if (known !== undefined) return known;
  const [owner, direction, name, ...unit] = metric.split(":");
  const traits = { name, maximised: direction === "max", owner: owner as Owner, unit: unit.join(":") };
  OWN_TRAITS.set(metric, traits);
  return traits;
}

/** Every built-in metric, in the order in which answers list them. Own metrics come after these. */
export const METRICS = Object.keys(TRAITS) as readonly BuiltInMetric[];

export const COST_METRICS: readonly CostMetric[] = METRICS.filter((metric) => metric !== "accuracy");

/** Tells whether the metric was declared by a user. */
export const isOwn = (metric: Metric): metric is OwnMetric => metric.includes(":");

/** Makes the metric of a declaration. The name must not contain a colon. */
export const ownMetric = (owner: Owner, direction: Direction, name: string, unit: string): OwnMetric =>
  `${owner}:${direction}:${name}:${unit}`;

/** Tells whether operator profiles can give the metric. */
export const isCost = (metric: Metric): metric is CostMetric => COST_METRICS.some((cost) => cost === metric);

/** The name by which users call the metric. */
export const nameOf = (metric: Metric): string => traitsOf(metric).name;

/** Tells whether the metric belongs to a task or to a device. */
export const ownerOf = (metric: Metric): Owner => traitsOf(metric).owner;
export const unitOf = (metric: Metric): string => traitsOf(metric).unit;

/** Returns the own metrics among these, each once, in their order. */
export const ownAmong = (metrics: Iterable<string>): readonly OwnMetric[] => [
  ...new Set([...metrics].filter((metric): metric is OwnMetric => isOwn(metric as Metric))),
];

export const isMaximised = (metric: Metric): boolean => traitsOf(metric).maximised;

/** Returns the value with the sign that makes smaller better. Applied twice, it returns the original value. */
export const minimised = (metric: Metric, value: number): number => (isMaximised(metric) ? -value : value);

/** Returns the worse of two values of a metric: the smaller accuracy, the greater cost. */
export const worse = (metric: Metric, a: number, b: number): number =>
  isMaximised(metric) ? Math.min(a, b) : Math.max(a, b);

/**
 * Returns by how much a value violates a limit, in the metric's unit. The result is 0 at the limit and negative where
 * the value is better than the limit.
 */
export const excess = (metric: Metric, value: number, limit: number): number =>
  minimised(metric, value) - minimised(metric, limit);

export const SOURCES: readonly Source[] = ["MEASURED", "COST_MODEL", "PREDICTED"];

/** The sources of values that do not depend on a prediction. */
export const KNOWN_SOURCES: readonly Source[] = ["MEASURED", "COST_MODEL"];

/** The scores that a task may declare as its accuracy, by their ids. Each is a fraction, 0 to 1; larger is better. */
const SCORES = {
  accuracy: "accuracy",
  "weighted-f1": "weighted F1",
  "macro-f1": "macro F1",
  "samples-f1": "samples F1",
} as const;

export type ScoreId = keyof typeof SCORES;
export const SCORE_IDS = Object.keys(SCORES) as readonly ScoreId[];

/** The name of a score for people; without one declared, it is the accuracy. */
export const scoreNameOf = (score: ScoreId | undefined): string => SCORES[score ?? "accuracy"];
