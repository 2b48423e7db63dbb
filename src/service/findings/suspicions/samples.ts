import type { ExtraFeature } from "../../../../predictors/port.js";
import type { PredictorId } from "../../../base/ids.js";
import type { CostMetric } from "../../../base/metric.js";
import type { Measurement } from "../../../records/measurement.js";
import type { Space } from "../../../space/space.js";
import type { Genotype } from "../../../space/types.js";
import type { FindingKind } from "../finding.js";

/** A measurement of costs. */
export type DeviceMeasurement = Extract<Measurement, { subject: "device" }>;

/** What the networks of a device are expected to cost, up to a factor: a source of comparison. */
export interface Source extends ExtraFeature {
  /** In words, for example "the operator profile's sum". */
  readonly name: string;
  /** The predictor in use of this device, where it is the source. */
  readonly predictor?: PredictorId;
  /** Whether the source is of this device, so that the factor ought to be about 1, or of another known device. */
  readonly of: "this device" | "another device";
  /** The natural logarithm of the cost [ln ms or ln mJ] of each network; NaN where it is not known. */
  readonly values: Float64Array;
}

/** The measurements of a device in a space, with what they are compared with. */
export interface Samples {
  readonly space: Space;
  /** In the order in which they came. */
  readonly measurements: readonly DeviceMeasurement[];
  /** For each measurement, the number of its network. */
  readonly network: readonly number[];
  readonly genotypes: readonly Genotype[];
  readonly sources: Readonly<Record<CostMetric, readonly Source[]>>;
}

/** What is wrong, with the measurements that show it. */
export interface Suspicion {
  readonly kind: Exclude<FindingKind, "drift">;
  readonly metric: CostMetric;
  /** What is seen, with figures: a sentence without its full stop. */
  readonly text: string;
  /** What probably caused it: a sentence without its full stop. */
  readonly cause: string;
  /** Numbers of the measurements that show it, the clearest first. */
  readonly rows: readonly number[];
  /** The natural logarithms of the values that were expected, one per measurement. */
  readonly expected: readonly number[];
  readonly predictor?: PredictorId;
  /**
   * Whether these measurements, and no others, are the wrong ones, so that a training can leave them out. It cannot
   * be told where a whole batch is suspected.
   */
  readonly isSeparable: boolean;
}

/** The numbers of the measurements that have the metric, and the natural logarithms of their values. */
export function valuesOf({ measurements }: Samples, metric: CostMetric) {
  const rows = [...measurements.keys()].filter((row) => (measurements[row][metric] ?? 0) > 0);
  return { rows, logs: Float64Array.from(rows, (row) => Math.log(measurements[row][metric] ?? 1)) };
}
