import * as tf from "@tensorflow/tfjs-core";
import type { BackboneOutputs } from "../backbone.js";
import { type NormSource, type StoredNorms, storedNorms } from "../nn/norm-source.js";
import { batchOf, type TapFeatures, type TapMoments, tapFeatures } from "./features.js";
import type { FusionGenotype } from "./genotype.js";
import { FusionNetwork, type FusionShape } from "./network.js";
import { type Pass, POSITIONS } from "./operators.js";
import { type MomentTensors, momentTensors } from "./projection.js";

/** A trained fusion network with all that its evaluation needs, no training example among it. */
export interface FrozenFusion {
  readonly genotype: FusionGenotype;
  readonly shape: FusionShape;
  /** Flat parameters, in the order of the network's layout. */
  readonly values: Float32Array;
  /** Weight of the sum of the backbones' own logits, which is added to the network's. */
  readonly lateWeight: number;
  /** Moments of the taps in use, in the order of `FusionNetwork.taps`. */
  readonly moments: TapMoments;
  /** The batch norms of its operators as the training examples set them. */
  readonly norms: StoredNorms;
}

/** Logits (count, classes) of a frozen network for examples of which its backbones gave these outputs. */
export function frozenLogits(
  fusion: FrozenFusion,
  outputs: Readonly<Record<string, Pick<BackboneOutputs, "taps" | "logits">>>,
): Float32Array {
  const network = new FusionNetwork(fusion.genotype, fusion.shape);
  const { inChannels } = fusion.shape;
  const features = tapFeatures(outputs);
  const own = tf.tidy(() => {
    const taps = network.taps.length;
    const blank = tf.zeros([taps, fusion.norms.examples * POSITIONS, inChannels]) as tf.Tensor3D;
    return evaluated(network, fusion.values, {
      front: blank,
      scored: batchOf(features, network.taps, aligned(features, features.count)),
      moments: momentTensors(fusion.moments, [...network.taps.keys()], inChannels),
      norms: storedNorms(fusion.norms),
    });
  });
  return withLate(
    own,
    Object.values(outputs).map(({ logits }) => logits),
    fusion.lateWeight,
  );
}

/** Rows of the first `count` examples, each with itself in every modality; of augmented views the first. */
export const aligned = ({ modalities }: TapFeatures, count: number): readonly (readonly number[])[] =>
  modalities.map(() => [...Array(count).keys()]);

/** What goes through a network in an evaluation pass. */
export interface Evaluated {
  /** The maps of the calibration examples, or blank ones. */
  readonly front: tf.Tensor3D;
  readonly scored: tf.Tensor3D;
  readonly moments: MomentTensors;
  readonly norms: NormSource;
}

/** The network's own logits of the scored examples; inside `tf.tidy`. */
export function evaluated(
  network: FusionNetwork,
  values: Float32Array,
  { front, scored, moments, norms }: Evaluated,
): Float32Array {
  const pass: Pass = {
    weights: network.layout.view(tf.tensor1d(values)),
    channels: network.shape.channels,
    drop: (x) => x,
    norms,
  };
  const logits = network.logits(pass, tf.concat([front, scored], 1), moments);
  return tf.slice(logits, [norms.examples, 0]).dataSync() as Float32Array;
}

/** The network's logits plus those of the backbones, which may go on with further views, times `weight`. */
export const withLate = (
  logits: Float32Array,
  backbones: readonly Float32Array[],
  weight: number,
): Float32Array =>
  weight === 0
    ? logits
    : logits.map((value, i) => backbones.reduce((sum, own) => sum + weight * own[i], value));
