import * as tf from "@tensorflow/tfjs-core";
import type { BackboneOutputs, Tap } from "../backbone.js";
import { POSITIONS } from "./operators.js";

/** The names by which a fusion cell reads the maps, in the order of the genes' choices: image.1..4, audio.1..4. */
export interface TapFeatures {
  readonly names: readonly string[];
  readonly modalities: readonly string[];
  /** Position in `modalities`, by tap. */
  readonly modalityOf: readonly number[];
  /** Channels of the widest map; narrower ones are padded with zeros. */
  readonly channels: number;
  /** (taps, count, 16, channels). */
  readonly values: Float32Array;
  readonly count: number;
}

/** All maps of some backbones for the same examples, side by side. */
export function tapFeatures(outputs: Readonly<Record<string, Pick<BackboneOutputs, "taps">>>): TapFeatures {
  const taps: Tap[] = [];
  const names: string[] = [];
  const modalities = Object.keys(outputs);
  const modalityOf: number[] = [];
  for (const [modality, { taps: own }] of Object.entries(outputs)) {
    own.forEach((tap, i) => {
      taps.push(tap);
      modalityOf.push(modalities.indexOf(modality));
      names.push(`${modality}.${i + 1}`);
    });
  }
  const channels = Math.max(...taps.map((tap) => tap.channels));
  const count = taps[0].values.length / (POSITIONS * taps[0].channels);
  const values = new Float32Array(taps.length * count * POSITIONS * channels);
  taps.forEach((tap, t) => {
    for (let row = 0; row < count * POSITIONS; row++) {
      const own = tap.values.subarray(row * tap.channels, (row + 1) * tap.channels);
      values.set(own, (t * count * POSITIONS + row) * channels);
    }
  });
  return { names, modalities, modalityOf, channels, values, count };
}

/** The maps `taps` of the examples `rows`: a tensor (taps, rows * 16, channels). */
export function batchOf(
  features: TapFeatures,
  taps: readonly number[],
  rows: readonly ArrayLike<number>[],
): tf.Tensor3D {
  const size = POSITIONS * features.channels;
  const { length } = rows[0];
  const values = new Float32Array(taps.length * length * size);
  taps.forEach((tap, t) => {
    const own = rows[features.modalityOf[tap]];
    for (let i = 0; i < length; i++) {
      const from = (tap * features.count + own[i]) * size;
      values.set(features.values.subarray(from, from + size), (t * length + i) * size);
    }
  });
  return tf.tensor3d(values, [taps.length, length * POSITIONS, features.channels]);
}

/**
 * First and second moments of each tap over examples and positions, which the folded batch norm of the projections
 * needs.
 */
export interface TapMoments {
  /** (taps, 1, channels). */
  readonly mean: Float32Array;
  /** (taps, channels, channels). */
  readonly covariance: Float32Array;
}

export function momentsOf(features: TapFeatures): TapMoments {
  const { channels, count, names } = features;
  const n = count * POSITIONS;
  const mean = new Float32Array(names.length * channels);
  const covariance = new Float32Array(names.length * channels * channels);
  names.forEach((_, t) => {
    tf.tidy(() => {
      const size = n * channels;
      const maps = tf.tensor2d(features.values.subarray(t * size, (t + 1) * size), [n, channels]);
      const centre = tf.mean(maps, 0, true);
      const centred = tf.sub(maps, centre) as tf.Tensor2D;
      mean.set(centre.dataSync(), t * channels);
      covariance.set(tf.div(tf.matMul(centred, centred, true), n).dataSync(), t * channels * channels);
    });
  });
  return { mean, covariance };
}

/** The moments of some taps, in the order of `taps`. */
export function momentsOfTaps(
  { mean, covariance }: TapMoments,
  taps: readonly number[],
  channels: number,
): TapMoments {
  const rows = (values: Float32Array, size: number) =>
    Float32Array.from(taps.flatMap((tap) => [...values.subarray(tap * size, (tap + 1) * size)]));
  return { mean: rows(mean, channels), covariance: rows(covariance, channels ** 2) };
}
