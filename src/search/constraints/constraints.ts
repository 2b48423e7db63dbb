import type { DeviceId } from "../../base/ids.js";
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
  /** The only one of several devices on which the limit applies. There it replaces that of every device. */
  readonly device?: DeviceId;
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
  /** At least one if present, each of another metric or device. */
  readonly limits?: readonly OwnLimit[];
  /** Largest number of parameters. */
  readonly maxParams?: number;
  /** Largest number of multiply-accumulates of one example. */
  readonly maxMacs?: number;
  /** The allowed choices of genes, by the gene's name. */
  readonly genes?: Readonly<Record<string, readonly (string | number)[]>>;
  /** Limits on the costs of single devices of several, which replace `maxLatency` and `maxEnergy` there. */
  readonly perDevice?: readonly DeviceLimits[];
}

/** Limits on the costs of one device. */
export interface DeviceLimits extends Pick<Constraints, "maxLatency" | "maxEnergy"> {
  readonly device: DeviceId;
}

/** The limits on metrics alone. */
export type MetricLimits = Pick<
  Constraints,
  "minAccuracy" | "maxLatency" | "maxEnergy" | "limits" | "perDevice"
>;

/** The field of `Constraints` that limits each built-in metric. */
export const LIMIT_FIELDS = {
  accuracy: "minAccuracy",
  latency: "maxLatency",
  energy: "maxEnergy",
} as const satisfies Readonly<Record<BuiltInMetric, "minAccuracy" | "maxLatency" | "maxEnergy">>;

/** The field of `Constraints` that limits a metric. */
export const limitField = (metric: Metric): keyof MetricLimits =>
  isOwn(metric) ? "limits" : LIMIT_FIELDS[metric];

/**
 * The limit that constraints set on a metric, in the metric's unit; undefined if they set none. Of a metric of
 * `device`, it is the device's own limit if there is one, else that of every device.
 */
export function limitOf(constraints: MetricLimits, metric: Metric, device?: DeviceId): number | undefined {
  if (isOwn(metric)) {
    const limits = constraints.limits?.filter((limit) => limit.metric === metric) ?? [];
    const own = device === undefined ? undefined : limits.find((limit) => limit.device === device);
    return (own ?? limits.find((limit) => limit.device === undefined))?.value;
  }
  const own: MetricLimits | undefined = constraints.perDevice?.find((limits) => limits.device === device);
  return own?.[LIMIT_FIELDS[metric]] ?? constraints[LIMIT_FIELDS[metric]];
}

/**
 * The metrics that constraints limit, on every device if they belong to one: the built-in ones in the order of
 * `METRICS`, then own ones.
 */
export const limitedMetrics = (constraints: MetricLimits): readonly Metric[] => [
  ...METRICS.filter((metric) => limitOf(constraints, metric) !== undefined),
  ...(constraints.limits ?? []).flatMap(({ metric, device }) => (device === undefined ? [metric] : [])),
];

/** The metrics that constraints limit on single devices. */
export const limitedOnDevices = ({
  perDevice = [],
  limits = [],
}: MetricLimits): readonly { readonly metric: Metric; readonly device: DeviceId }[] => [
  ...perDevice.flatMap(({ device, ...own }) => limitedMetrics(own).map((metric) => ({ metric, device }))),
  ...limits.flatMap(({ metric, device }) => (device === undefined ? [] : [{ metric, device }])),
];

/** The constraints as they are on one device: those of a question about that device alone. */
export function limitsOn(constraints: Constraints, device: DeviceId): Constraints {
  const { perDevice = [], limits = [], ...general } = constraints;
  const { device: _, ...costs } = perDevice.find((own) => own.device === device) ?? { device };
  const applying = limits.filter((limit) => limit.device === undefined || limit.device === device);
  const own = [...new Set(applying.map(({ metric }) => metric))].map((metric) => ({
    metric,
    value: limitOf(constraints, metric, device) as number,
  }));
  return { ...general, ...(own.length > 0 && { limits: own }), ...costs };
}

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
