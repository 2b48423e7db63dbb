import * as tf from "@tensorflow/tfjs-core";
import type { FusionGenotype } from "../../space/network/fusion-genotype.js";
import type { BackboneOutputs } from "../backbone.js";
import { type NormSource, type StoredNorms, storedNorms } from "../nn/norm-source.js";
import { batchOf, type TapFeatures, type TapMoments, tapFeatures } from "./features.js";
import { FusionNetwork, type FusionShape } from "./network.js";
import type { Pass } from "./operators.js";
import { type MomentTensors, momentTensors } from "./projection.js";

/** A trained fusion network with everything needed to evaluate it without the training examples. */
export interface FrozenFusion {
  readonly genotype: FusionGenotype;
  readonly shape: FusionShape;
  /** Flat parameters, in the order of the network's layout. */
  readonly values: Float32Array;
  /** Weight of the sum of the backbones' logits, which is added to the network's. */
  readonly lateWeight: number;
  /** Moments of the taps in use, in the order of `FusionNetwork.taps`. */
  readonly moments: TapMoments;
  /** The batch norms of its operators, computed from the training examples. */
  readonly norms: StoredNorms;
}

/** Computes the logits (count, classes) of a frozen network from its backbones' outputs, by modality. */
export function frozenLogits(
  fusion: FrozenFusion,
  outputs: Readonly<Record<string, Pick<BackboneOutputs, "taps" | "logits">>>,
): Float32Array {
  const network = new FusionNetwork(fusion.genotype, fusion.shape);
  const { inChannels, positions } = fusion.shape;
  const features = tapFeatures(outputs);
  const logits = tf.tidy(() => {
    const taps = network.taps.length;
    const blank = tf.zeros([taps, fusion.norms.examples * positions, inChannels]) as tf.Tensor3D;
    return evaluate(network, fusion.values, {
      leading: blank,
      scored: batchOf(features, network.taps, alignedRows(features, features.count)),
      moments: momentTensors(fusion.moments, [...network.taps.keys()], inChannels),
      norms: storedNorms(fusion.norms),
    });
  });
  return withLateFusion(
    logits,
    Object.values(outputs).map((output) => output.logits),
    fusion.lateWeight,
  );
}

/** Returns the rows of the first `count` examples, the same in every modality; these are their unchanged views. */
export const alignedRows = ({ modalities }: TapFeatures, count: number): readonly (readonly number[])[] =>
  modalities.map(() => [...Array(count).keys()]);

/** The inputs of an evaluation pass. Maps are (taps, count * positions, channels). */
export interface EvaluationPass {
  /** The maps of the calibration examples, or zeros if the batch norms are stored. */
  readonly leading: tf.Tensor3D;
  /** The maps of the examples to compute logits for. */
  readonly scored: tf.Tensor3D;
  readonly moments: MomentTensors;
  readonly norms: NormSource;
}

/** Computes the network's logits (count, classes) of the scored examples, without late fusion. Call in `tf.tidy`. */
export function evaluate(
  network: FusionNetwork,
  values: Float32Array,
  { leading, scored, moments, norms }: EvaluationPass,
): Float32Array {
  const pass: Pass = {
    weights: network.layout.view(tf.tensor1d(values)),
    channels: network.shape.channels,
    positions: network.shape.positions,
    drop: (x) => x,
    norms,
  };
  const logits = network.logits(pass, tf.concat([leading, scored], 1), moments);
  return tf.slice(logits, [norms.examples, 0]).dataSync() as Float32Array;
}

/** Adds `weight` times the backbones' logits to the network's. Those of the backbones may have further rows (views). */
export const withLateFusion = (
  logits: Float32Array,
  backbones: readonly Float32Array[],
  weight: number,
): Float32Array =>
  weight === 0
    ? logits
    : logits.map((value, i) => backbones.reduce((sum, other) => sum + weight * other[i], value));
