import * as tf from "@tensorflow/tfjs-core";
import { type Backbone, BLOCKS_PER_STAGE, EXPANDS, KERNELS } from "../../space/network/backbone.js";
import { hSigmoid, hSwish } from "../nn/activations.js";
import { batchNorm, type NormActivation } from "../nn/batch-norm.js";
import { afterStride, depthwise } from "../nn/depthwise.js";
import type { NormSource } from "../nn/norm-source.js";
import { ParameterLayout, type Weights, weightOf } from "../nn/parameters.js";
import type { BlockChoice, SubNetwork } from "./sub-network.js";

const MAX_KERNEL = KERNELS[2];
const MAX_EXPAND = EXPANDS[2];

/** Square feature maps of a batch. */
export interface Maps {
  /** (channels, batch * size * size). */
  readonly data: tf.Tensor2D;
  readonly size: number;
}

/** The position of a block in the supernet, and what does not depend on the block's choices. */
interface Slot {
  readonly name: string;
  readonly inChannels: number;
  readonly outChannels: number;
  readonly stride: number;
  readonly se: boolean;
  readonly act: NormActivation;
}

/**
 * A once-for-all supernet of MobileNetV3 blocks (Cai et al., 2020): the weights of the largest network, which every
 * sub-network shares in part. A smaller kernel is the centre of the larger one, multiplied by a learnt matrix of the
 * block. A smaller expand ratio uses the first hidden channels, and a smaller depth the first blocks of a stage.
 *
 * Maps have the layout (channels, batch * positions): a 1x1 convolution is one matrix product, a depthwise one is a
 * product per channel, and batch norms work along rows. In evaluation, `norms` provides the batch norms; without it, as
 * in training, their statistics are those of the batch.
 */
export class Supernet {
  readonly layout = new ParameterLayout();
  readonly #slots: readonly Slot[];

  constructor(readonly backbone: Backbone) {
    const { input, stem, stages, finalExpand, featureMix, classes } = backbone;
    this.layout.weight("stem", [stem, input[0] * 9], input[0] * 9);
    this.#norm("stem", stem);
    this.#kernels("fixed", stem, 3);
    this.#norm("fixed.depthwise", stem);
    this.layout.weight("fixed.project", [stem, stem], stem);
    this.#norm("fixed.project", stem);
    this.#slots = slotsOf(backbone);
    for (const slot of this.#slots) this.#declare(slot);
    const last = stages[stages.length - 1].width;
    this.layout.weight("final", [finalExpand, last], last);
    this.#norm("final", finalExpand);
    this.layout.weight("mix", [featureMix, finalExpand], finalExpand);
    this.layout.weight("classifier", [classes, featureMix], 2 * featureMix);
    this.layout.constant("classifier.bias", [classes, 1], 0);
  }

  /** Applies the stem and the fixed block to the patches of `unfold` (channels * 9, batch * positions). */
  entry(weights: Weights, patches: tf.Tensor2D, norms?: NormSource): Maps {
    const size = afterStride(this.backbone.input[1], 2);
    const product = tf.matMul(weightOf(weights, "stem"), patches) as tf.Tensor2D;
    const stem = this.#batchNorm(weights, "stem", { x: product, act: "h-swish", size, norms });
    const kernel = weightOf(weights, "fixed") as tf.Tensor2D;
    const convolved = convolve(stem, kernel, size, 1);
    const hidden = this.#batchNorm(weights, "fixed.depthwise", { x: convolved, act: "relu", size, norms });
    const projected = tf.matMul(weightOf(weights, "fixed.project"), hidden) as tf.Tensor2D;
    const fixed = this.#batchNorm(weights, "fixed.project", { x: projected, act: "none", size, norms });
    return { data: tf.add(stem, fixed), size };
  }

  /** Applies the first part of a block, up to its depthwise convolution. It does not depend on the kernel size. */
  expansion(
    weights: Weights,
    { slot, expand }: Pick<BlockChoice, "slot" | "expand">,
    { data, size }: Maps,
    norms?: NormSource,
  ): Maps {
    const { name, inChannels, act } = this.#slots[slot];
    const hidden = inChannels * expand;
    const x = tf.matMul(rows(weightOf(weights, `${name}.expand`), hidden), data) as tf.Tensor2D;
    return { data: this.#batchNorm(weights, `${name}.expand`, { x, act, size, norms }), size };
  }

  /** Applies the rest of a block to its expansion; `input` is the block's input, for the residual connection. */
  contraction(
    weights: Weights,
    { slot, kernel, expand }: BlockChoice,
    expanded: Maps,
    input: Maps,
    norms?: NormSource,
  ): Maps {
    const { name, inChannels, outChannels, stride, se, act } = this.#slots[slot];
    const hidden = inChannels * expand;
    const size = afterStride(input.size, stride);
    const taps = rows(this.#kernel(weights, name, kernel), hidden);
    const convolved = convolve(expanded.data, taps, input.size, stride);
    let maps = this.#batchNorm(weights, `${name}.depthwise`, { x: convolved, act, size, norms });
    if (se) maps = squeezeExcite(weights, name, maps, hidden, size);
    const project = tf.slice(
      weightOf(weights, `${name}.project`) as tf.Tensor2D,
      [0, 0],
      [outChannels, hidden],
    );
    const product = tf.matMul(project, maps) as tf.Tensor2D;
    const out = this.#batchNorm(weights, `${name}.project`, { x: product, act: "none", size, norms });
    return { data: stride === 1 && inChannels === outChannels ? tf.add(out, input.data) : out, size };
  }

  /** Applies a whole block. */
  block(weights: Weights, choice: BlockChoice, input: Maps, norms?: NormSource): Maps {
    return this.contraction(weights, choice, this.expansion(weights, choice, input, norms), input, norms);
  }

  /**
   * Computes the logits (classes, batch) from the maps of the last block.
   *
   * @param options `drop` is the dropout, applied to the features (features, batch) before the classifier
   */
  head(
    weights: Weights,
    { data, size }: Maps,
    { norms, drop }: { readonly norms?: NormSource; readonly drop?: (x: tf.Tensor2D) => tf.Tensor2D } = {},
  ): tf.Tensor2D {
    const product = tf.matMul(weightOf(weights, "final"), data) as tf.Tensor2D;
    const wide = this.#batchNorm(weights, "final", { x: product, act: "h-swish", size, norms });
    const pooled = tf.mean(tf.reshape(wide, [wide.shape[0], -1, size * size]), 2) as tf.Tensor2D;
    const mixed = hSwish(tf.matMul(weightOf(weights, "mix"), pooled) as tf.Tensor2D);
    const features = drop === undefined ? mixed : drop(mixed);
    return tf.add(
      tf.matMul(weightOf(weights, "classifier"), features),
      weightOf(weights, "classifier.bias"),
    ) as tf.Tensor2D;
  }

  /** Computes the logits (classes, batch) of a sub-network in training: batch norms use the statistics of the batch. */
  logits(
    weights: Weights,
    network: SubNetwork,
    patches: tf.Tensor2D,
    drop?: (x: tf.Tensor2D) => tf.Tensor2D,
  ): tf.Tensor2D {
    let maps = this.entry(weights, patches);
    for (const choice of network) maps = this.block(weights, choice, maps);
    return this.head(weights, maps, drop === undefined ? {} : { drop });
  }

  #declare({ name, inChannels, outChannels, se }: Slot): void {
    const hidden = inChannels * MAX_EXPAND;
    this.layout.weight(`${name}.expand`, [hidden, inChannels], inChannels);
    this.#norm(`${name}.expand`, hidden);
    this.#kernels(name, hidden, MAX_KERNEL);
    this.layout.identity(`${name}.transform5`, 25);
    this.layout.identity(`${name}.transform3`, 9);
    this.#norm(`${name}.depthwise`, hidden);
    if (se) declareSqueezeExcite(this.layout, name, hidden);
    this.layout.weight(`${name}.project`, [outChannels, hidden], hidden);
    this.#norm(`${name}.project`, outChannels);
  }

  #norm(name: string, channels: number): void {
    this.layout.constant(`${name}.gamma`, [channels, 1], 1);
    this.layout.constant(`${name}.beta`, [channels, 1], 0);
  }

  #kernels(name: string, channels: number, kernel: number): void {
    this.layout.weight(
      name === "fixed" ? name : `${name}.kernel`,
      [channels, kernel * kernel],
      kernel * kernel,
    );
  }

  /** Returns kernels (channels, size * size): the centre of the next larger ones times the learnt matrix. */
  #kernel(weights: Weights, name: string, size: number): tf.Tensor2D {
    let kernel = weightOf(weights, `${name}.kernel`) as tf.Tensor2D;
    for (let k = MAX_KERNEL - 2; k >= size; k -= 2) {
      kernel = tf.matMul(centre(kernel, k), weightOf(weights, `${name}.transform${k}`) as tf.Tensor2D);
    }
    return kernel;
  }

  #batchNorm(weights: Weights, name: string, { x, act, size, norms }: NormInput): tf.Tensor2D {
    const channels = x.shape[0];
    const gamma = rows(weightOf(weights, `${name}.gamma`), channels);
    const beta = rows(weightOf(weights, `${name}.beta`), channels);
    const use = norms && { source: norms, name, count: norms.examples * size * size };
    return batchNorm(x, gamma, beta, { act, use });
  }
}

/** The input of a batch norm, the activation after it, and the side of its maps. */
interface NormInput {
  readonly x: tf.Tensor2D;
  readonly act: NormActivation;
  readonly size: number;
  readonly norms: NormSource | undefined;
}

/** Lists the block positions. Activations are ReLU in the first two stages and h-swish after, as in MobileNetV3. */
function slotsOf({ stem, stages }: Backbone): Slot[] {
  return stages.flatMap(({ width, stride, se }, stage) =>
    Array.from({ length: BLOCKS_PER_STAGE }, (_, i) => ({
      name: `block${stage * BLOCKS_PER_STAGE + i + 1}`,
      inChannels: i > 0 ? width : stage === 0 ? stem : stages[stage - 1].width,
      outChannels: width,
      stride: i === 0 ? stride : 1,
      se,
      act: stage < 2 ? "relu" : "h-swish",
    })),
  );
}

/** Returns the first `count` rows of a matrix. */
function rows(matrix: tf.Tensor, count: number): tf.Tensor2D {
  return matrix.shape[0] === count
    ? (matrix as tf.Tensor2D)
    : tf.slice(matrix as tf.Tensor2D, [0, 0], [count, matrix.shape[1] as number]);
}

/** Returns the central k x k elements of square kernels, as (channels, k * k). */
function centre(kernel: tf.Tensor2D, k: number): tf.Tensor2D {
  const [channels, taps] = kernel.shape;
  const full = Math.sqrt(taps);
  const edge = (full - k) / 2;
  return tf.reshape(tf.slice(tf.reshape(kernel, [channels, full, full]), [0, edge, edge], [channels, k, k]), [
    channels,
    k * k,
  ]);
}

function convolve(x: tf.Tensor2D, kernel: tf.Tensor2D, size: number, stride: number): tf.Tensor2D {
  const channels = x.shape[0];
  const convolved = depthwise(tf.reshape(x, [channels, -1, size * size]), kernel, size, stride);
  return tf.reshape(convolved, [channels, -1]);
}

/** Width of squeeze-and-excitation: a quarter of `hidden`, rounded to a multiple of 8 that is at least 90 % of it. */
function squeezedWidth(hidden: number): number {
  const quarter = hidden / 4;
  const rounded = Math.max(8, Math.floor((quarter + 4) / 8) * 8);
  return rounded < 0.9 * quarter ? rounded + 8 : rounded;
}

function declareSqueezeExcite(layout: ParameterLayout, name: string, hidden: number): void {
  const squeezed = squeezedWidth(hidden);
  layout.weight(`${name}.squeeze`, [squeezed, hidden], hidden);
  layout.constant(`${name}.squeeze.bias`, [squeezed, 1], 0);
  layout.weight(`${name}.excite`, [hidden, squeezed], squeezed);
  layout.constant(`${name}.excite.bias`, [hidden, 1], 0);
}

function squeezeExcite(
  weights: Weights,
  name: string,
  x: tf.Tensor2D,
  hidden: number,
  size: number,
): tf.Tensor2D {
  const squeezed = squeezedWidth(hidden);
  const maps = tf.reshape(x, [hidden, -1, size * size]);
  const pooled = tf.mean(maps, 2) as tf.Tensor2D;
  const part = (key: string, r: number, c: number) =>
    tf.slice(weightOf(weights, `${name}.${key}`) as tf.Tensor2D, [0, 0], [r, c]);
  const inner = tf.relu(
    tf.add(tf.matMul(part("squeeze", squeezed, hidden), pooled), part("squeeze.bias", squeezed, 1)),
  );
  const gate = hSigmoid(
    tf.add(tf.matMul(part("excite", hidden, squeezed), inner), part("excite.bias", hidden, 1)),
  );
  return tf.reshape(tf.mul(maps, tf.reshape(gate, [hidden, -1, 1])), [hidden, -1]);
}
