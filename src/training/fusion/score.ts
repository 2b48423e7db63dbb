import * as tf from "@tensorflow/tfjs-core";
import { measuredNorms, type NormSource, RecordedNorms } from "../nn/norm-source.js";
import { countOf } from "../targets/targets.js";
import type { FusionData, FusionSplit } from "./data.js";
import { batchOf, momentsOfTaps } from "./features.js";
import { alignedRows, evaluate, type FrozenFusion, withLateFusion } from "./frozen.js";
import { momentTensors } from "./projection.js";
import type { TrainedFusion } from "./train.js";

/**
 * Computes the logits (count, classes) of a trained network on a split, with late fusion. Batch norms use the
 * statistics of the unchanged training examples.
 */
export function fusionLogits(
  { network, values, lateWeight }: TrainedFusion,
  { train, moments }: FusionData,
  split: FusionSplit,
  norms: NormSource = measuredNorms(countOf(train.targets)),
): Float32Array {
  const logits = tf.tidy(() =>
    evaluate(network, values, {
      leading: batchOf(train.features, network.taps, alignedRows(train.features, norms.examples)),
      scored: batchOf(split.features, network.taps, alignedRows(split.features, countOf(split.targets))),
      moments: momentTensors(moments, network.taps, network.shape.inChannels),
      norms,
    }),
  );
  return withLateFusion(logits, split.logits, lateWeight);
}

/** Computes the logits (count, classes) of a trained network on validation data, and keeps the network as it was. */
export function freeze(
  trained: TrainedFusion,
  data: FusionData,
): { readonly logits: Float32Array; readonly fusion: FrozenFusion } {
  const { network, values, lateWeight } = trained;
  const norms = new RecordedNorms(countOf(data.train.targets));
  const logits = fusionLogits(trained, data, data.validation, norms);
  return {
    logits,
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
