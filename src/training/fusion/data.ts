import type { Targets } from "../targets/targets.js";
import { momentsOf, type TapFeatures, type TapMoments } from "./features.js";

/**
 * Frozen features of one split and its targets. Training features may hold several augmented views: view v of example i
 * of n is row v * n + i.
 */
export interface FusionSplit {
  readonly features: TapFeatures;
  readonly targets: Targets;
  /**
   * Logits (features.count, classes) of each backbone for the classes of the data set, in the order of
   * `features.modalities`.
   */
  readonly logits: readonly Float32Array[];
}

export interface FusionData {
  readonly train: FusionSplit;
  readonly validation: FusionSplit;
  readonly classes: number;
  readonly moments: TapMoments;
}

export const fusionData = (train: FusionSplit, validation: FusionSplit, classes: number): FusionData => ({
  train,
  validation,
  classes,
  moments: momentsOf(train.features),
});
