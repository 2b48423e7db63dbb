import type { Targets } from "../targets/targets.js";
import { momentsOf, type TapFeatures, type TapMoments } from "./features.js";

/** One split as the fusion network sees it: the outputs of the frozen backbones, and the targets. */
export interface FusionSplit {
  /** Of the training split, several views of each example: view v of example i of n is row v * n + i. */
  readonly features: TapFeatures;
  readonly targets: Targets;
  /** Logits (features.count, classes) of each backbone, in the order of `features.modalities`. */
  readonly logits: readonly Float32Array[];
}

/** The splits that a fusion network is searched, trained and validated on. */
export interface FusionData {
  readonly train: FusionSplit;
  readonly validation: FusionSplit;
  readonly classes: number;
  /** Moments of all taps over the training split, all views included. */
  readonly moments: TapMoments;
}

/** Joins the splits and computes the moments. */
export const fusionData = (train: FusionSplit, validation: FusionSplit, classes: number): FusionData => ({
  train,
  validation,
  classes,
  moments: momentsOf(train.features),
});
