import * as tf from "@tensorflow/tfjs-core";
import { activationOf, type Backbone, blockSlots, largestOf } from "../../space/network/backbone.js";
import { squeezeWidth } from "../../space/network/layer-complexity.js";
import { hSigmoid, hSwish } from "../nn/activations.js";
import type { NormActivation } from "../nn/batch-norm.js";
import { afterStride } from "../nn/depthwise.js";
import { operationsFor } from "../nn/maps/choose.js";
import type { MapOperations, Maps } from "../nn/maps/operations.js";
import { firstRows } from "../nn/maps/rows.js";
import type { NormSource } from "../nn/norm-source.js";
import { ParameterLayout, type Weights, weightOf } from "../nn/parameters.js";
import type { BlockChoice, SubNetwork } from "./sub-network.js";

/** The position of a block in the supernet, and what does not depend on the block's choices. */
interface Slot {
  readonly name: string;
  readonly inChannels: number;
  readonly outChannels: number;
  readonly stride: number;
  readonly se: boolean;
  readonly act: NormActivation;
  /** The kernel sizes to choose from, ascending, and the largest expand ratio. */
  readonly kernels: readonly number[];
  readonly expand: number;
}

/**
 * A once-for-all supernet of MobileNetV3 blocks (Cai et al., 2020): the weights of the largest network, which every
 * sub-network shares in part. A smaller kernel is the centre of the larger one, multiplied by a learnt matrix of the
 * block. A smaller expand ratio uses the first hidden channels, and a smaller depth the first blocks of a stage.
 *
 * The layout of maps is that of `operations`. In evaluation, `norms` provides the batch norms; without it, as in
 * training, their statistics are those of the batch.
 */
export class Supernet {
  readonly layout = new ParameterLayout();
  readonly #slots: ReadonlyMap<number, Slot>;

  /** @param forced the operations on maps; by default, those that suit the input and the tensor backend */
  constructor(
    readonly backbone: Backbone,
    private readonly forced?: MapOperations,
  ) {
    const { input, stem, stages, finalExpand, featureMix, classes } = backbone;
    this.layout.weight("stem", [stem, input[0] * 9], input[0] * 9);
    this.#declareNorm("stem", stem);
    this.#kernels("fixed", stem, 3);
    this.#declareNorm("fixed.depthwise", stem);
    this.layout.weight("fixed.project", [stem, stem], stem);
    this.#declareNorm("fixed.project", stem);
    this.#slots = slotsOf(backbone);
    for (const slot of this.#slots.values()) this.#declare(slot);
    const last = stages[stages.length - 1].width;
    this.layout.weight("final", [finalExpand, last], last);
    this.#declareNorm("final", finalExpand);
    this.layout.weight("mix", [featureMix, finalExpand], finalExpand);
    this.layout.weight("classifier", [classes, featureMix], 2 * featureMix);
    this.layout.constant("classifier.bias", [classes, 1], 0);
  }

  /** The operations on the maps of this network. */
  get operations(): MapOperations {
    return this.forced ?? operationsFor(this.backbone.input[1]);
  }

  /** Applies the stem and the fixed block to the patches of `unfold` (channels * 9, batch * positions). */
  entry(weights: Weights, patches: tf.Tensor2D, norms?: NormSource): Maps {
    const { operations } = this;
    const size = afterStride(this.backbone.input[1], 2);
    const product = operations.stem(patches, matrixOf(weights, "stem"), size);
    const stem = this.#norm(weights, "stem", product, "h-swish", norms);
    const convolved = operations.depthwise(stem, matrixOf(weights, "fixed"), 1);
    const hidden = this.#norm(weights, "fixed.depthwise", convolved, "relu", norms);
    const projected = operations.pointwise(hidden, matrixOf(weights, "fixed.project"));
    return operations.add(stem, this.#norm(weights, "fixed.project", projected, "none", norms));
  }

  /** Applies the first part of a block, up to its depthwise convolution. It does not depend on the kernel size. */
  expansion(
    weights: Weights,
    { slot, expand }: Pick<BlockChoice, "slot" | "expand">,
    input: Maps,
    norms?: NormSource,
  ): Maps {
    const { name, inChannels, act } = this.#slots.get(slot) as Slot;
    const wide = this.operations.pointwise(
      input,
      firstRows(matrixOf(weights, `${name}.expand`), inChannels * expand),
    );
    return this.#norm(weights, `${name}.expand`, wide, act, norms);
  }

  /** Applies the rest of a block to its expansion; `input` is the block's input, for the residual connection. */
  contraction(
    weights: Weights,
    { slot, kernel, expand }: BlockChoice,
    expanded: Maps,
    input: Maps,
    norms?: NormSource,
  ): Maps {
    const { operations } = this;
    const { name, inChannels, outChannels, stride, se, act } = this.#slots.get(slot) as Slot;
    const hidden = inChannels * expand;
    const taps = firstRows(this.#kernel(weights, name, kernel), hidden);
    const convolved = operations.depthwise(expanded, taps, stride);
    let maps = this.#norm(weights, `${name}.depthwise`, convolved, act, norms);
    if (se) maps = operations.gated(maps, gatesOf(weights, name, operations.pooled(maps), hidden));
    const project = tf.slice(matrixOf(weights, `${name}.project`), [0, 0], [outChannels, hidden]);
    const out = this.#norm(weights, `${name}.project`, operations.pointwise(maps, project), "none", norms);
    return stride === 1 && inChannels === outChannels ? operations.add(out, input) : out;
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
    maps: Maps,
    { norms, drop }: { readonly norms?: NormSource; readonly drop?: (x: tf.Tensor2D) => tf.Tensor2D } = {},
  ): tf.Tensor2D {
    const { operations } = this;
    const product = operations.pointwise(maps, matrixOf(weights, "final"));
    const pooled = operations.pooled(this.#norm(weights, "final", product, "h-swish", norms));
    const mixed: tf.Tensor2D = hSwish(tf.matMul(matrixOf(weights, "mix"), pooled));
    const features = drop === undefined ? mixed : drop(mixed);
    return tf.add(tf.matMul(matrixOf(weights, "classifier"), features), matrixOf(weights, "classifier.bias"));
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

  #declare({ name, inChannels, outChannels, se, kernels, expand }: Slot): void {
    const hidden = inChannels * expand;
    const [smallest, largest] = [kernels[0], largestOf(kernels)];
    this.layout.weight(`${name}.expand`, [hidden, inChannels], inChannels);
    this.#declareNorm(`${name}.expand`, hidden);
    this.#kernels(name, hidden, largest);
    for (let k = largest - 2; k >= smallest; k -= 2) this.layout.identity(`${name}.transform${k}`, k * k);
    this.#declareNorm(`${name}.depthwise`, hidden);
    if (se) declareSqueezeExcite(this.layout, name, hidden);
    this.layout.weight(`${name}.project`, [outChannels, hidden], hidden);
    this.#declareNorm(`${name}.project`, outChannels);
  }

  #declareNorm(name: string, channels: number): void {
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
    let kernel = matrixOf(weights, `${name}.kernel`);
    for (let k = Math.sqrt(kernel.shape[1]) - 2; k >= size; k -= 2) {
      kernel = tf.matMul(centre(kernel, k), matrixOf(weights, `${name}.transform${k}`));
    }
    return kernel;
  }

  #norm(
    weights: Weights,
    name: string,
    maps: Maps,
    act: NormActivation,
    norms: NormSource | undefined,
  ): Maps {
    const [gamma, beta] = [matrixOf(weights, `${name}.gamma`), matrixOf(weights, `${name}.beta`)];
    return this.operations.norm(maps, { name, gamma, beta, act, norms });
  }
}

const matrixOf = (weights: Weights, name: string): tf.Tensor2D => weightOf(weights, name) as tf.Tensor2D;

/** Returns the block positions by their numbers. */
function slotsOf(backbone: Backbone): Map<number, Slot> {
  const { stem, stages } = backbone;
  return new Map(
    blockSlots(backbone).map(({ stage, stageNumber, place, number }): [number, Slot] => [
      number,
      {
        name: `block${number + 1}`,
        inChannels: place > 0 ? stage.width : stageNumber === 0 ? stem : stages[stageNumber - 1].width,
        outChannels: stage.width,
        stride: place === 0 ? stage.stride : 1,
        se: stage.se,
        act: activationOf(stageNumber),
        kernels: stage.kernels,
        expand: largestOf(stage.expands),
      },
    ]),
  );
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

function declareSqueezeExcite(layout: ParameterLayout, name: string, hidden: number): void {
  const squeezed = squeezeWidth(hidden);
  layout.weight(`${name}.squeeze`, [squeezed, hidden], hidden);
  layout.constant(`${name}.squeeze.bias`, [squeezed, 1], 0);
  layout.weight(`${name}.excite`, [hidden, squeezed], squeezed);
  layout.constant(`${name}.excite.bias`, [hidden, 1], 0);
}

/** Returns the gates (hidden, batch) of squeeze-and-excitation from the means (hidden, batch) of the maps. */
function gatesOf(weights: Weights, name: string, pooled: tf.Tensor2D, hidden: number): tf.Tensor2D {
  const squeezed = squeezeWidth(hidden);
  const part = (key: string, r: number, c: number) =>
    tf.slice(matrixOf(weights, `${name}.${key}`), [0, 0], [r, c]);
  const inner = tf.relu(
    tf.add(tf.matMul(part("squeeze", squeezed, hidden), pooled), part("squeeze.bias", squeezed, 1)),
  );
  return hSigmoid(tf.add(tf.matMul(part("excite", hidden, squeezed), inner), part("excite.bias", hidden, 1)));
}
