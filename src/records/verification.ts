import type { ArchitectureId, DeviceId, PredictorId, SpaceId, TaskId, VerificationId } from "../base/ids.js";
import type { Metric, Source } from "../base/metric.js";
import type { ConstraintsInput } from "../search/constraints/parse-constraints.js";
import type { ObjectiveName } from "../search/objective-names.js";
import type { Architecture } from "../space/types.js";

/** The front that is verified, as it was asked for. It has been checked. */
export interface VerifiedQuestion {
  readonly task: TaskId;
  readonly device: DeviceId;
  /** Names of metrics; absent: those of a front by default. */
  readonly objectives?: readonly string[];
  readonly constraints?: ConstraintsInput;
  readonly sources?: readonly Source[];
  /** Only so many points are verified, the first in the order of the front; absent: all. */
  readonly first?: number;
}

/** An estimate as it was when the verification was asked for: a value with its 90 % interval, in natural units. */
export interface AskedEstimate {
  readonly value: number;
  readonly lower?: number;
  readonly upper?: number;
  readonly source: Source;
  readonly predictor?: PredictorId;
}

/** A point of the front with its objectives and limited metrics, as they were when the verification was asked for. */
export interface AskedPoint {
  readonly id: ArchitectureId;
  readonly architecture: Architecture;
  readonly estimates: Readonly<Partial<Record<Metric, AskedEstimate>>>;
}

/**
 * One request to verify a front: the whole front as it was then. A verification has a round for each time that the
 * front of the same question had points which nobody had asked to verify before. A round never changes; what has been
 * measured since follows from the archive's measurements.
 */
export interface VerificationRound {
  readonly id: string;
  readonly verification: VerificationId;
  /** Counted from 1. */
  readonly number: number;
  readonly space: SpaceId;
  readonly question: VerifiedQuestion;
  readonly objectives: readonly ObjectiveName[];
  /** The reference point of the front's hypervolume, in natural units. */
  readonly referencePoint: Readonly<Partial<Record<ObjectiveName, number>>>;
  /** When it was asked for, in ISO 8601, UTC. */
  readonly askedAt: string;
  /** The points in the order of the front. */
  readonly points: readonly AskedPoint[];
}
