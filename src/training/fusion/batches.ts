import * as tf from "@tensorflow/tfjs-core";
import type { Random } from "../../base/random.js";
import type { Adam } from "../nn/adam.js";
import { objectiveOf } from "../targets/objective.js";
import { classesOf, countOf, selectTargets, type Targets } from "../targets/targets.js";
import type { FusionSplit } from "./data.js";
import { batchOf } from "./features.js";

/** A batch on the tensor backend. */
export interface Batch {
  /** (taps, batch * positions, channels). */
  readonly maps: tf.Tensor3D;
  /** Target probabilities (batch, classes). */
  readonly targets: tf.Tensor2D;
}

/** A batch before it is copied to the backend: the rows of the features, per modality, and the targets. */
export type BatchRows = readonly [readonly (readonly number[])[], Targets];

/**
 * Yields the batches of one epoch in random order, each example in a random view. The last batch is left out if it is
 * incomplete. A `size` larger than the split gives one batch of all examples.
 *
 * @param repairing whether every further modality shows a random example of the same class
 * @throws InvalidInput if `repairing` and examples have sets of labels
 */
export function* batches(
  { targets, features }: FusionSplit,
  size: number,
  random: Random,
  repairing = false,
): Generator<BatchRows> {
  const count = countOf(targets);
  const views = features.count / count;
  const order = random.shuffle([...Array(count).keys()]);
  const viewOf = (row: number) => random.int(views) * count + row;
  const partnerOf = repairing ? partners(targets, random) : undefined;
  const length = Math.min(size, count);
  for (let at = 0; at + length <= order.length; at += length) {
    const rows = order.slice(at, at + length);
    const first = rows.map(viewOf);
    const others = features.modalities
      .slice(1)
      .map(() => (partnerOf === undefined ? first : rows.map((row) => viewOf(partnerOf(row)))));
    yield [[first, ...others], selectTargets(targets, rows)];
  }
}

/** Returns a function that draws a random example of the same class as a given one. */
function partners(targets: Targets, random: Random): (row: number) => number {
  const classes = classesOf(targets, "drawing pairs anew within their class");
  const members: number[][] = Array.from({ length: Math.max(...classes) + 1 }, () => []);
  classes.forEach((label, row) => {
    members[label].push(row);
  });
  return (row) => {
    const same = members[classes[row]];
    return same[random.int(same.length)];
  };
}

/** Returns the number of batches of one epoch. */
export function stepsPerEpoch({ targets }: FusionSplit, size: number): number {
  const count = countOf(targets);
  return Math.floor(count / Math.min(size, count));
}

/**
 * Copies a batch to the tensor backend.
 *
 * @param classes number of columns of the targets
 * @param smoothing label smoothing, 0..1
 */
export function upload(
  split: FusionSplit,
  taps: readonly number[],
  [rows, targets]: BatchRows,
  classes: number,
  smoothing: number,
): Batch {
  return {
    maps: batchOf(split.features, taps, rows),
    targets: objectiveOf(targets.kind).targetProbabilities(targets, classes, smoothing),
  };
}

/** Takes one step of `adam` that lowers `loss`, a function of the optimiser's values. Disposes of the batch. */
export function stepDown(
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
