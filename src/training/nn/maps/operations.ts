import type * as tf from "@tensorflow/tfjs-core";
import type { NormActivation } from "../batch-norm.js";
import type { NormSource } from "../norm-source.js";

/** Square feature maps of a batch, in the layout of the operations that made them. */
export interface Maps {
  readonly data: tf.Tensor2D;
  /** Side of the maps. */
  readonly size: number;
}

/** A batch norm over the maps of a batch. */
export interface MapNorm {
  readonly name: string;
  /** Scale and shift, each a column whose first values are those of the maps. */
  readonly gamma: tf.Tensor2D;
  readonly beta: tf.Tensor2D;
  readonly act: NormActivation;
  /** Where the statistics come from in evaluation; absent in training, where they are those of the batch. */
  readonly norms: NormSource | undefined;
}

/** The operations of convolutional networks on maps of one layout. All are differentiable, except for `tap`. */
export interface MapOperations {
  /**
   * Applies a 3x3 convolution of stride 2 to the patches of `unfold` (channels * 9, batch * positions).
   *
   * @param weights (outputs, channels * 9)
   * @param size side of the results
   */
  stem(patches: tf.Tensor2D, weights: tf.Tensor2D, size: number): Maps;
  /** Applies a 1x1 convolution with weights (outputs, channels). */
  pointwise(maps: Maps, weights: tf.Tensor2D): Maps;
  /**
   * Applies a depthwise convolution.
   *
   * @param kernel (channels, k * k) with odd k; as in PyTorch with padding (k - 1) / 2, the output position i is
   *   centred on the input position `stride` * i
   */
  depthwise(maps: Maps, kernel: tf.Tensor2D, stride: number): Maps;
  /** Applies a batch norm and the activation after it. */
  norm(maps: Maps, norm: MapNorm): Maps;
  add(maps: Maps, others: Maps): Maps;
  /** Returns the mean of each map, (channels, batch). */
  pooled(maps: Maps): tf.Tensor2D;
  /** Multiplies each map by one of `gates` (channels, batch). */
  gated(maps: Maps, gates: tf.Tensor2D): Maps;
  /**
   * Reduces the maps of the examples after the first `skip` to `side` x `side` by adaptive max pooling as in PyTorch.
   * Returns (count, side * side positions, channels).
   */
  tap(maps: Maps, skip: number, side: number): tf.Tensor3D;
}
