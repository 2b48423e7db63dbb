import {
  type BuiltInMetric,
  excess,
  isOwn,
  METRICS,
  type Metric,
  type OwnMetric,
} from "../../base/metric.js";
import type { Fraction, Millijoules, Milliseconds } from "../../base/units.js";

/** A limit on a metric that a user declared, in its unit: the largest of a minimised one, the smallest of another. */
export interface OwnLimit {
  readonly metric: OwnMetric;
  readonly value: number;
}

/**
 * Limits on the metrics and on the structure of a network. They have been checked (see `parseConstraints`); a limit
 * that is absent does not apply.
 */
export interface Constraints {
  readonly minAccuracy?: Fraction;
  readonly maxLatency?: Milliseconds;
  readonly maxEnergy?: Millijoules;
  /** At least one if present, of different metrics. */
  readonly limits?: readonly OwnLimit[];
  /** Largest number of parameters. */
  readonly maxParams?: number;
  /** Largest number of multiply-accumulates of one example. */
  readonly maxMacs?: number;
  /** The allowed choices of genes, by the gene's name. */
  readonly genes?: Readonly<Record<string, readonly (string | number)[]>>;
}

/** The limits on metrics alone. */
export type MetricLimits = Pick<Constraints, "minAccuracy" | "maxLatency" | "maxEnergy" | "limits">;

/** The field of `Constraints` that limits each built-in metric. */
export const LIMIT_FIELDS = {
  accuracy: "minAccuracy",
  latency: "maxLatency",
  energy: "maxEnergy",
} as const satisfies Readonly<Record<BuiltInMetric, Exclude<keyof MetricLimits, "limits">>>;

/** The field of `Constraints` that limits a metric. */
export const limitField = (metric: Metric): keyof MetricLimits =>
  isOwn(metric) ? "limits" : LIMIT_FIELDS[metric];

/** The limit that constraints set on a metric, in the metric's unit; undefined if they set none. */
export const limitOf = (constraints: MetricLimits, metric: Metric): number | undefined =>
  isOwn(metric)
    ? constraints.limits?.find((limit) => limit.metric === metric)?.value
    : constraints[LIMIT_FIELDS[metric]];

/** The metrics that constraints limit: the built-in ones in the order of `METRICS`, then own ones. */
export const limitedMetrics = (constraints: MetricLimits): readonly Metric[] => [
  ...METRICS.filter((metric) => limitOf(constraints, metric) !== undefined),
  ...(constraints.limits ?? []).map(({ metric }) => metric),
];

/** Whether a value (in the metric's unit) keeps the limit on its metric; a value equal to the limit does. */
export function keepsLimit(constraints: MetricLimits, metric: Metric, value: number): boolean {
  const limit = limitOf(constraints, metric);
  return limit === undefined || excess(metric, value, limit) <= 0;
}

/** A property of a network that is counted from its genes: its parameters, or the MACs of one example. */
export type SizeMetric = "params" | "macs";

/** The field of `Constraints` that limits each property that is counted from the genes. */
export const SIZE_FIELDS = {
  params: "maxParams",
  macs: "maxMacs",
} as const satisfies Readonly<Record<SizeMetric, keyof Constraints>>;

export const SIZE_METRICS = Object.keys(SIZE_FIELDS) as readonly SizeMetric[];

/** The properties that are counted from the genes and that constraints limit. */
export const limitedSizes = (constraints: Constraints): readonly SizeMetric[] =>
  SIZE_METRICS.filter((size) => constraints[SIZE_FIELDS[size]] !== undefined);

/** Whether the constraints limit what follows from a network's genes alone: its choices, parameters or MACs. */
export const limitsStructure = (constraints: Constraints): boolean =>
  constraints.genes !== undefined || limitedSizes(constraints).length > 0;
