import type { ArchitectureId, MeasurementId, PredictorId, SpaceId } from "../../base/ids.js";
import type { Metric } from "../../base/metric.js";
import type { Remedy } from "../../base/remedy.js";

/**
 * What a finding is about: drift of a predictor, a unit, single values, two columns that were interchanged, a device
 * that grew slower meanwhile, a batch that was measured under other conditions, or repeats that disagree.
 */
export const FINDING_KINDS = [
  "drift",
  "unit",
  "outlier",
  "swapped",
  "throttling",
  "conditions",
  "clash",
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** A network that shows a finding. */
export interface Evidence {
  readonly architecture: ArchitectureId;
  /** The measurements that show it. */
  readonly measurements: readonly MeasurementId[];
  /** The measured value, in the metric's unit. */
  readonly measured: number;
  /** The value that was expected, in the metric's unit. */
  readonly expected: number;
}

/** Something that is probably wrong with the measurements or a predictor of a device or a task. */
export interface Finding {
  readonly kind: FindingKind;
  readonly space: SpaceId;
  readonly metric: Metric;
  /** The predictor that the measurements were compared with; absent where it was something else. */
  readonly predictor?: PredictorId;
  /** What is seen, with figures: a sentence without its full stop. */
  readonly text: string;
  /** What probably caused it: a sentence without its full stop. */
  readonly cause: string;
  readonly remedies: readonly Remedy[];
  /** The networks that show it, the clearest first. */
  readonly evidence: readonly Evidence[];
}

/** Findings, and sentences about what could not be judged. */
export interface Findings {
  readonly findings: readonly Finding[];
  readonly notes: readonly string[];
}
