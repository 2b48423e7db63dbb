/** What is measured, predicted and optimised. Accuracy is a fraction; latency is in ms, energy in mJ. */
export type Metric = "accuracy" | "latency" | "energy";

/** Metrics that belong to a device; accuracy belongs to a task. */
export type CostMetric = Exclude<Metric, "accuracy">;

/** The one place that says which way a metric is better, whose it is and in which unit. */
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

/** Whose the metric is. */
export const ownerOf = (metric: Metric): "task" | "device" => TRAITS[metric].owner;
export const unitOf = (metric: Metric): string => TRAITS[metric].unit;

export const isMaximised = (metric: Metric): boolean => TRAITS[metric].maximised;

/** The value with the sign that makes smaller better. Applied twice, it gives the value back. */
export const minimised = (metric: Metric, value: number): number => (isMaximised(metric) ? -value : value);

/** The worse of two values. */
export const worse = (metric: Metric, a: number, b: number): number =>
  isMaximised(metric) ? Math.min(a, b) : Math.max(a, b);

/** How far a value is beyond a limit, in the metric's unit; at most 0 where it keeps the limit. */
export const excess = (metric: Metric, value: number, limit: number): number =>
  minimised(metric, value) - minimised(metric, limit);

/** Where a number comes from: measured, summed from an operator profile, or predicted. */
export type Source = "MEASURED" | "COST_MODEL" | "PREDICTED";
export const SOURCES: readonly Source[] = ["MEASURED", "COST_MODEL", "PREDICTED"];

/** The sources of what is known without a prediction. */
export const KNOWN_SOURCES: readonly Source[] = ["MEASURED", "COST_MODEL"];
