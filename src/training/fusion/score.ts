import * as tf from "@tensorflow/tfjs-core";
import { type Score, scoreLogits } from "../targets/score.js";
import { countOf } from "../targets/targets.js";
import type { FusionData, FusionSplit } from "./data.js";
import { batchOf } from "./features.js";
import type { Pass } from "./operators.js";
import { momentTensors } from "./projection.js";
import type { TrainedFusion } from "./train.js";

/** Each example with itself, in every modality; of augmented views the first. */
const aligned = ({ features, targets }: FusionSplit) =>
  features.modalities.map(() => [...Array(countOf(targets)).keys()]);

/**
 * Logits (count, classes) of a trained network on a split; batch-norm statistics are those of the training examples,
 * first view.
 */
export function fusionLogits(
  { network, values, lateWeight }: TrainedFusion,
  data: FusionData,
  split: FusionSplit,
): Float32Array {
  const { train, moments } = data;
  const count = countOf(train.targets);
  const logits = tf.tidy(() => {
    const own = batchOf(train.features, network.taps, aligned(train));
    const scored = batchOf(split.features, network.taps, aligned(split));
    const pass: Pass = {
      weights: network.layout.view(tf.tensor1d(values)),
      channels: network.shape.channels,
      drop: (x) => x,
      statisticsFrom: count,
    };
    const logits = network.logits(
      pass,
      tf.concat([own, scored], 1),
      momentTensors(moments, network.taps, network.shape.inChannels),
    );
    return tf.slice(logits, [count, 0]).dataSync() as Float32Array;
  });
  return lateWeight === 0
    ? logits
    : logits.map((value, i) => split.logits.reduce((sum, own) => sum + lateWeight * own[i], value));
}

export const scoreFusion = (trained: TrainedFusion, data: FusionData, split: FusionSplit): Score =>
  scoreLogits(fusionLogits(trained, data, split), split.targets);
