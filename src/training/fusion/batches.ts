import * as tf from "@tensorflow/tfjs-core";
import type { Random } from "../../base/random.js";
import type { Adam } from "../nn/adam.js";
import { smoothedTargets } from "../nn/losses.js";
import type { FusionSplit } from "./data.js";
import { batchOf } from "./features.js";

export interface Batch {
  readonly maps: tf.Tensor3D;
  readonly targets: tf.Tensor2D;
}

/** Rows of the features by modality, and their labels. */
export type Drawn = readonly [readonly (readonly number[])[], Int32Array];

/** Batches of one epoch in random order, each example in a random view; incomplete ones are left out. */
export function* batches(
  split: FusionSplit,
  size: number,
  random: Random,
  repairing = false,
): Generator<Drawn> {
  const { labels, features } = split;
  const views = features.count / labels.length;
  const order = random.shuffle([...labels.keys()]);
  const partners = repairing ? withinClasses(labels) : [];
  const length = Math.min(size, labels.length);
  for (let at = 0; at + length <= order.length; at += length) {
    const rows = order.slice(at, at + length);
    const viewOf = (row: number) => random.int(views) * labels.length + row;
    const first = rows.map(viewOf);
    const others = features.modalities.slice(1).map(() =>
      repairing
        ? rows.map((row) => {
            const same = partners[labels[row]];
            return viewOf(same[random.int(same.length)]);
          })
        : first,
    );
    yield [[first, ...others], Int32Array.from(rows, (row) => labels[row])];
  }
}

/** The examples of each class. */
function withinClasses(labels: Int32Array): readonly (readonly number[])[] {
  const classes: number[][] = Array.from({ length: Math.max(...labels) + 1 }, () => []);
  labels.forEach((label, row) => {
    classes[label].push(row);
  });
  return classes;
}

/** Batches of one epoch. */
export const stepsOf = ({ labels }: FusionSplit, size: number): number =>
  Math.floor(labels.length / Math.min(size, labels.length));

export function upload(
  split: FusionSplit,
  taps: readonly number[],
  [rows, labels]: Drawn,
  classes: number,
  smoothing: number,
): Batch {
  return {
    maps: batchOf(split.features, taps, rows),
    targets: smoothedTargets(labels, classes, smoothing),
  };
}

/** One step of the optimiser down the gradient of a batch's loss, which takes its values; frees the batch. */
export function descend(
  adam: Adam,
  batch: Batch,
  loss: (values: tf.Tensor1D) => tf.Tensor,
  rate: number,
): void {
  const gradient = tf.tidy(() =>
    tf.grad((values) => loss(values as tf.Tensor1D))(adam.values),
  ) as tf.Tensor1D;
  adam.step(gradient, rate);
  tf.dispose([gradient, batch.maps, batch.targets]);
}
