import type { Contest, PredictorState, Quality } from "../../predictors/port.js";
import type { DeviceId, PredictorId, SpaceId, TaskId } from "../base/ids.js";
import type { Metric } from "../base/metric.js";

/** A trained predictor, versioned per (space, task or device, metric). At most one version of each is promoted. */
export interface PredictorRecord {
  readonly id: PredictorId;
  readonly space: SpaceId;
  readonly metric: Metric;
  /** Accuracy predictors belong to a task, cost predictors to a device. */
  readonly task?: TaskId;
  readonly device?: DeviceId;
  readonly version: number;
  readonly promoted: boolean;
  readonly family: string;
  readonly seed: number;
  readonly trainedOn: number;
  /** On networks held out of training. */
  readonly quality: Quality;
  /** Why this family and scale; absent in records that were stored before contests were kept. */
  readonly contest?: Contest;
  readonly createdAt: string;
  readonly state: PredictorState;
}
