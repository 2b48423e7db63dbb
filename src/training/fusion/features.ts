import * as tf from "@tensorflow/tfjs-core";
import type { BackboneOutputs, Tap } from "../backbone.js";

/** The taps of all backbones for the same examples, in one array. */
export interface TapFeatures {
  /** Names of the taps in the order of the genes' choices, e.g. image.1..4, audio.1..4. */
  readonly names: readonly string[];
  readonly modalities: readonly string[];
  /** For each tap, the position of its modality in `modalities`. */
  readonly modalityOf: readonly number[];
  /** Channels of the widest tap. Narrower ones are padded with zeros. */
  readonly channels: number;
  /** Positions of every map. */
  readonly positions: number;
  /** (taps, count, positions, channels), row-major. */
  readonly values: Float32Array;
  /** Number of examples, each view counted. */
  readonly count: number;
}

/** Joins the taps of all backbones for the same examples. */
export function tapFeatures(outputs: Readonly<Record<string, Pick<BackboneOutputs, "taps">>>): TapFeatures {
  const taps: Tap[] = [];
  const names: string[] = [];
  const modalities = Object.keys(outputs);
  const modalityOf: number[] = [];
  for (const [modality, output] of Object.entries(outputs)) {
    output.taps.forEach((tap, i) => {
      taps.push(tap);
      modalityOf.push(modalities.indexOf(modality));
      names.push(`${modality}.${i + 1}`);
    });
  }
  const channels = Math.max(...taps.map((tap) => tap.channels));
  const { positions } = taps[0];
  const count = taps[0].values.length / (positions * taps[0].channels);
  const values = new Float32Array(taps.length * count * positions * channels);
  taps.forEach((tap, t) => {
    for (let row = 0; row < count * positions; row++) {
      const position = tap.values.subarray(row * tap.channels, (row + 1) * tap.channels);
      values.set(position, (t * count * positions + row) * channels);
    }
  });
  return { names, modalities, modalityOf, channels, positions, values, count };
}

/**
 * Copies the taps `taps` of some examples to a tensor (taps, batch * positions, channels).
 *
 * @param rows per modality, the examples of the batch
 */
export function batchOf(
  features: TapFeatures,
  taps: readonly number[],
  rows: readonly ArrayLike<number>[],
): tf.Tensor3D {
  const size = features.positions * features.channels;
  const { length } = rows[0];
  const values = new Float32Array(taps.length * length * size);
  taps.forEach((tap, t) => {
    const examples = rows[features.modalityOf[tap]];
    for (let i = 0; i < length; i++) {
      const from = (tap * features.count + examples[i]) * size;
      values.set(features.values.subarray(from, from + size), (t * length + i) * size);
    }
  });
  return tf.tensor3d(values, [taps.length, length * features.positions, features.channels]);
}

/** Mean and covariance of each tap over examples and positions, for the batch norm of the projections. */
export interface TapMoments {
  /** (taps, 1, channels). */
  readonly mean: Float32Array;
  /** (taps, channels, channels). */
  readonly covariance: Float32Array;
}

/** Computes the moments of all taps over all examples and views. */
export function momentsOf(features: TapFeatures): TapMoments {
  const { channels, count, names, positions } = features;
  const n = count * positions;
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

/** Returns the moments of some taps, in the order of `taps`. */
export function momentsOfTaps(
  { mean, covariance }: TapMoments,
  taps: readonly number[],
  channels: number,
): TapMoments {
  const rows = (values: Float32Array, size: number) =>
    Float32Array.from(taps.flatMap((tap) => [...values.subarray(tap * size, (tap + 1) * size)]));
  return { mean: rows(mean, channels), covariance: rows(covariance, channels ** 2) };
}
