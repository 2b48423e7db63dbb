import { defined } from "../../base/defined.js";
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
import {
  type ObjectiveName,
  objectiveName,
  objectiveNamed,
  shownName,
} from "../../search/objective-names.js";
import type { MetricEstimate, MetricLimit, MetricValue } from "../generated/types.js";

/** The values of own metrics among these, with names and units; those of single devices of several are left out. */
export const mapOwnValues = (values: Readonly<Partial<Record<Metric, number>>>): readonly MetricValue[] =>
  ownAmong(Object.keys(values).filter(isOfAll)).flatMap((metric) => {
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
  limits.map(({ metric, device, value }) => ({
    metric: shownName(objectiveName({ metric, ...defined({ device }) })),
    ...(isMaximised(metric) ? { min: value, max: null } : { max: value, min: null }),
  }));

/** The distinct metrics of these objectives that the schema's enum has. */
export const builtInOf = (objectives: readonly ObjectiveName[]): readonly BuiltInMetric[] =>
  metricsOf(objectives).filter((metric): metric is BuiltInMetric => !isOwn(metric));

/** The names of the distinct own metrics of these objectives. */
export const ownNamesOf = (objectives: readonly ObjectiveName[]): readonly string[] =>
  ownAmong(metricsOf(objectives)).map(nameOf);

const metricsOf = (objectives: readonly ObjectiveName[]): readonly Metric[] => [
  ...new Set(objectives.map((name) => objectiveNamed(name).metric)),
];

/** Whether a key of a value names no device. */
const isOfAll = (key: string): boolean => objectiveNamed(key as ObjectiveName).device === undefined;
