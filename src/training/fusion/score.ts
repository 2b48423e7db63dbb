import * as tf from "@tensorflow/tfjs-core";
import { measuredNorms, type NormSource, RecordedNorms } from "../nn/norm-source.js";
import { type Score, scoreLogits } from "../targets/score.js";
import { countOf } from "../targets/targets.js";
import type { FusionData, FusionSplit } from "./data.js";
import { batchOf, momentsOfTaps } from "./features.js";
import { aligned, evaluated, type FrozenFusion, withLate } from "./frozen.js";
import { momentTensors } from "./projection.js";
import type { TrainedFusion } from "./train.js";

/**
 * Logits (count, classes) of a trained network on a split; batch-norm statistics are those of the training examples,
 * first view.
 */
export function fusionLogits(
  { network, values, lateWeight }: TrainedFusion,
  { train, moments }: FusionData,
  split: FusionSplit,
  norms: NormSource = measuredNorms(countOf(train.targets)),
): Float32Array {
  const logits = tf.tidy(() =>
    evaluated(network, values, {
      front: batchOf(train.features, network.taps, aligned(train.features, norms.examples)),
      scored: batchOf(split.features, network.taps, aligned(split.features, countOf(split.targets))),
      moments: momentTensors(moments, network.taps, network.shape.inChannels),
      norms,
    }),
  );
  return withLate(logits, split.logits, lateWeight);
}

/** The validation score of a trained network, and the network as it was scored. */
export function freeze(
  trained: TrainedFusion,
  data: FusionData,
): { readonly validation: Score; readonly fusion: FrozenFusion } {
  const { network, values, lateWeight } = trained;
  const norms = new RecordedNorms(countOf(data.train.targets));
  const logits = fusionLogits(trained, data, data.validation, norms);
  return {
    validation: scoreLogits(logits, data.validation.targets),
    fusion: {
      genotype: network.genotype,
      shape: network.shape,
      values,
      lateWeight,
      moments: momentsOfTaps(data.moments, network.taps, network.shape.inChannels),
      norms: { examples: norms.examples, parts: [norms.values] },
    },
  };
}
