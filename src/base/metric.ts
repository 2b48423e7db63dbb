/** What is optimised. Accuracy is a fraction, maximised; latency [ms] and energy [mJ] are minimised. */
export type Metric = "accuracy" | "latency" | "energy";
export const METRICS: readonly Metric[] = ["accuracy", "latency", "energy"];

/** Metrics that belong to a device; accuracy belongs to a task. */
export type CostMetric = Exclude<Metric, "accuracy">;
export const COST_METRICS: readonly CostMetric[] = ["latency", "energy"];

export const isMaximised = (metric: Metric): boolean => metric === "accuracy";

/** Where a number comes from: measured, summed from an operator profile, or predicted. */
export type Source = "MEASURED" | "COST_MODEL" | "PREDICTED";
export const SOURCES: readonly Source[] = ["MEASURED", "COST_MODEL", "PREDICTED"];
