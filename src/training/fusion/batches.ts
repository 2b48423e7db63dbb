import * as tf from "@tensorflow/tfjs-core";
import type { Random } from "../../base/random.js";
import type { Adam } from "../nn/adam.js";
import { objectiveOf } from "../targets/objective.js";
import { classesOf, countOf, type Targets, taken } from "../targets/targets.js";
import type { FusionSplit } from "./data.js";
import { batchOf } from "./features.js";

export interface Batch {
  readonly maps: tf.Tensor3D;
  readonly targets: tf.Tensor2D;
}

/** Rows of the features by modality, and their targets. */
export type Drawn = readonly [readonly (readonly number[])[], Targets];

/** Batches of one epoch in random order, each example in a random view; incomplete ones are left out. */
export function* batches(
  { targets, features }: FusionSplit,
  size: number,
  random: Random,
  repairing = false,
): Generator<Drawn> {
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
    yield [[first, ...others], taken(targets, rows)];
  }
}

/** Draws another example of the same class, or the same one. */
function partners(targets: Targets, random: Random): (row: number) => number {
  const classes = classesOf(targets, "drawing pairs anew within their class");
  const members: number[][] = Array.from({ length: Math.max(...classes) + 1 }, () => []);
  classes.forEach((own, row) => {
    members[own].push(row);
  });
  return (row) => {
    const same = members[classes[row]];
    return same[random.int(same.length)];
  };
}

/** Batches of one epoch. */
export function stepsOf({ targets }: FusionSplit, size: number): number {
  const count = countOf(targets);
  return Math.floor(count / Math.min(size, count));
}

export function upload(
  split: FusionSplit,
  taps: readonly number[],
  [rows, targets]: Drawn,
  classes: number,
  smoothing: number,
): Batch {
  return {
    maps: batchOf(split.features, taps, rows),
    targets: objectiveOf(targets.kind).wanted(targets, classes, smoothing),
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
