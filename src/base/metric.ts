/** A quantity that is measured, predicted and optimised. Accuracy is a fraction, latency is in ms, energy in mJ. */
export type Metric = "accuracy" | "latency" | "energy";

/** A metric of a device. Accuracy is the metric of a task. */
export type CostMetric = Exclude<Metric, "accuracy">;

/** Where a value comes from: a measurement, the sum over an operator profile, or a prediction. */
export type Source = "MEASURED" | "COST_MODEL" | "PREDICTED";

/** The only place that says in which direction a metric is better, what it belongs to and its unit. */
const TRAITS: Readonly<
  Record<Metric, { readonly maximised: boolean; readonly owner: "task" | "device"; readonly unit: string }>
> = {
  accuracy: { maximised: true, owner: "task", unit: "fraction" },
  latency: { maximised: false, owner: "device", unit: "ms" },
  energy: { maximised: false, owner: "device", unit: "mJ" },
};

/** Every metric, in the order in which answers list them. */
export const METRICS = Object.keys(TRAITS) as readonly Metric[];

export const isCost = (metric: Metric): metric is CostMetric => TRAITS[metric].owner === "device";
export const COST_METRICS: readonly CostMetric[] = METRICS.filter(isCost);

/** Tells whether the metric belongs to a task or to a device. */
export const ownerOf = (metric: Metric): "task" | "device" => TRAITS[metric].owner;
export const unitOf = (metric: Metric): string => TRAITS[metric].unit;

export const isMaximised = (metric: Metric): boolean => TRAITS[metric].maximised;

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
