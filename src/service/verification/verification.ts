import type { ArchitectureId, DeviceId, SpaceId, TaskId, VerificationId } from "../../base/ids.js";
import type { Metric } from "../../base/metric.js";
import type { Estimate } from "../../projections/estimate.js";
import type { AskedEstimate, VerifiedQuestion } from "../../records/verification.js";
import type { ObjectiveName } from "../../search/objective-names.js";
import type { Architecture } from "../../space/types.js";

/** A metric of a point that was not measured when its verification was asked for, in the metric's unit. */
export interface VerifiedValue {
  readonly metric: Metric;
  /** The estimate as it was then. */
  readonly predicted: AskedEstimate;
  /** All measurements of today, combined; absent where there is none. */
  readonly measured?: Estimate;
  /** (predicted - measured) / measured; absent without a measurement, or where it is 0. */
  readonly error?: number;
  /** Whether the measured value lies inside the 90 % interval; absent without a measurement or an interval. */
  readonly inside?: boolean;
}

/**
 * How far the verification of a point is: it waits for a measurement on the device; it has one; it was reported as
 * failed or given up; or nobody is asked to measure it, because only metrics of the task are predicted of it.
 */
export type PointStatus = (typeof POINT_STATUSES)[number];
export const POINT_STATUSES = ["waiting", "measured", "failed", "not-awaited"] as const;

/** A point that is verified. */
export interface VerifiedPoint {
  readonly id: ArchitectureId;
  readonly architecture: Architecture;
  /** When it was asked for, in ISO 8601, UTC. */
  readonly askedAt: string;
  readonly status: PointStatus;
  /** Why the point failed. */
  readonly reason?: string;
  /** The metrics that were predicted, or summed from an operator profile. */
  readonly values: readonly VerifiedValue[];
}

/** How well one metric was predicted. Figures are over the points of which it is measured, and absent without any. */
export interface VerifiedMetric {
  readonly metric: Metric;
  /** Whether the verification waits for it: metrics of the device are waited for, those of the task are not. */
  readonly awaited: boolean;
  /** The number of points of which it was predicted. */
  readonly points: number;
  readonly measured: number;
  /** Share of the points whose prediction is within 10 % of the measured value. */
  readonly within10?: number;
  /** Spearman's rank correlation; absent for fewer than 3 points. */
  readonly spearman?: number;
  /** Share of the measured values inside their 90 % intervals, over the points that have one. */
  readonly coverage90?: number;
  /** The number of measured points with an interval. */
  readonly intervals: number;
}

/** Predictions of a front against measurements. */
export interface Verification {
  readonly id: VerificationId;
  readonly space: SpaceId;
  readonly task: TaskId;
  readonly device: DeviceId;
  readonly question: VerifiedQuestion;
  readonly objectives: readonly ObjectiveName[];
  /** How often points were asked for. */
  readonly rounds: number;
  /** When points were last asked for, in ISO 8601, UTC. */
  readonly askedAt: string;
  /** The points in the order in which they were asked for. */
  readonly points: readonly VerifiedPoint[];
  /** The number of points of each status. */
  readonly counts: Readonly<Record<PointStatus, number>>;
  readonly metrics: readonly VerifiedMetric[];
  /** What was not measured, in sentences. */
  readonly notes: readonly string[];
}
