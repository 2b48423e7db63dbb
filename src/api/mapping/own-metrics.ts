import {
  type BuiltInMetric,
  isMaximised,
  isOwn,
  type Metric,
  nameOf,
  ownAmong,
  unitOf,
} from "../../base/metric.js";
import type { MetricEstimates } from "../../projections/point.js";
import type { OwnLimit } from "../../search/constraints/constraints.js";
import type { MetricEstimate, MetricLimit, MetricValue } from "../generated/types.js";

/** The values of own metrics among these, with names and units. */
export const mapOwnValues = (values: Readonly<Partial<Record<Metric, number>>>): readonly MetricValue[] =>
  ownAmong(Object.keys(values)).flatMap((metric) => {
    const value = values[metric];
    return value === undefined ? [] : [{ name: nameOf(metric), value, unit: unitOf(metric) }];
  });

/** The estimates of own metrics among these, with names and units. */
export const mapOwnEstimates = (estimates: MetricEstimates): readonly MetricEstimate[] =>
  ownAmong(Object.keys(estimates)).flatMap((metric) => {
    const estimate = estimates[metric];
    if (estimate === undefined) return [];
    const { value, lower = null, upper = null, source, clashing = false, extrapolated = false } = estimate;
    const named = { name: nameOf(metric), unit: unitOf(metric) };
    return [{ ...named, value, lower, upper, source, clashing, extrapolated }];
  });

export const mapOwnLimits = (limits: readonly OwnLimit[] = []): readonly MetricLimit[] =>
  limits.map(({ metric, value }) => ({
    metric: nameOf(metric),
    ...(isMaximised(metric) ? { min: value, max: null } : { max: value, min: null }),
  }));

/** The metrics that the schema's enum has. */
export const builtInOf = (metrics: readonly Metric[]): readonly BuiltInMetric[] =>
  metrics.filter((metric): metric is BuiltInMetric => !isOwn(metric));

/** The names of the own metrics among these. */
export const ownNamesOf = (metrics: readonly Metric[]): readonly string[] => ownAmong(metrics).map(nameOf);
