import type { Contest, PredictorState, Quality } from "../../predictors/port.js";
import type { DeviceId, MeasurementId, PredictorId, SpaceId, TaskId } from "../base/ids.js";
import type { Metric } from "../base/metric.js";

/**
 * A trained predictor. Versions are counted per space, metric, and task or device; at most one version of each is
 * promoted, which means in use.
 */
export interface PredictorRecord {
  readonly id: PredictorId;
  readonly space: SpaceId;
  readonly metric: Metric;
  /** A predictor belongs to a task or to a device, as its metric does. */
  readonly task?: TaskId;
  readonly device?: DeviceId;
  readonly version: number;
  readonly promoted: boolean;
  readonly family: string;
  readonly seed: number;
  /** The number of networks it was trained on. */
  readonly trainedOn: number;
  /** The quality on networks from which the predictions were not learnt (see `judgedBy`). */
  readonly quality: Quality;
  /**
   * How the quality was measured: on networks that were held out of the training, or by repeated cross-validation, in
   * which case the predictor has learnt from every network. Absent means held-out networks.
   */
  readonly judgedBy?: "held-out" | "cross-validation";
  /**
   * The comparison of families by which this family and scale were chosen; absent in records that were stored before
   * comparisons were kept.
   */
  readonly contest?: Contest;
  readonly createdAt: string;
  /**
   * The last measurement of its task or device in the change log at its training, retracted ones aside; absent in
   * records that were stored before this was kept.
   */
  readonly learntUpTo?: MeasurementId;
  readonly state: PredictorState;
}
