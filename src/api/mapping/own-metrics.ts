import { type BuiltInMetric, isOwn, type Metric, nameOf, ownAmong, unitOf } from "../../base/metric.js";
import type { MetricValue } from "../generated/types.js";

/** The values of own metrics among these, with names and units. */
export const mapOwnValues = (values: Readonly<Partial<Record<Metric, number>>>): readonly MetricValue[] =>
  ownAmong(Object.keys(values)).flatMap((metric) => {
    const value = values[metric];
    return value === undefined ? [] : [{ name: nameOf(metric), value, unit: unitOf(metric) }];
  });

/** The metrics that the schema's enum has. */
export const builtInOf = (metrics: readonly Metric[]): readonly BuiltInMetric[] =>
  metrics.filter((metric): metric is BuiltInMetric => !isOwn(metric));

/** The names of the own metrics among these. */
export const ownNamesOf = (metrics: readonly Metric[]): readonly string[] => ownAmong(metrics).map(nameOf);
