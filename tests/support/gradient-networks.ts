import * as tf from "@tensorflow/tfjs-core";
import { Random } from "../../src/base/random.js";
import { type Backbone, DEPTHS, EXPANDS, KERNELS } from "../../src/space/network/backbone.js";
import type { FusionCell, FusionGenotype } from "../../src/space/network/fusion-genotype.js";
import { FUSION_OPERATORS, type FusionOperator } from "../../src/space/network/layer.js";
import {
  largestSubNetwork,
  randomSubNetwork,
  smallestSubNetwork,
} from "../../src/training/elastic/sub-network.js";
import { Supernet } from "../../src/training/elastic/supernet.js";
import { unfold } from "../../src/training/elastic/unfold.js";
import { FusionNetwork, type FusionShape } from "../../src/training/fusion/network.js";
import { SearchNetwork } from "../../src/training/fusion/search/search-network.js";
import type { ParameterLayout } from "../../src/training/nn/parameters.js";
import { type GradientCase, normals } from "./gradient-cases.js";
import { passOf } from "./gradient-operators.js";

const USUAL = { kernels: KERNELS, expands: EXPANDS, depths: DEPTHS };

/** A backbone of three small stages: with ReLU, with squeeze-and-excitation, with h-swish. */
export const TINY_BACKBONE: Backbone = {
  name: "image",
  prefix: "image.",
  input: [1, 12, 12],
  stem: 4,
  stages: [
    { width: 6, stride: 2, se: false, ...USUAL },
    { width: 6, stride: 1, se: true, ...USUAL },
    { width: 5, stride: 2, se: false, ...USUAL },
  ],
  finalExpand: 8,
  featureMix: 7,
  classes: 4,
  profiledClasses: 4,
};

/**
 * Makes fresh parameters with noise on all of them, so that no scale is 1, no bias is 0 and no transform is the
 * identity.
 */
export function noisyParameters(layout: ParameterLayout, seed: string): Float32Array {
  const noise = normals(`${seed}/noise`, layout.size);
  return layout.initial(new Random(seed)).map((value, i) => value + 0.2 * noise[i]);
}

const supernet = new Supernet(TINY_BACKBONE);
const EXAMPLES = 6;
const patches = unfold(normals("examples", EXAMPLES * 144), TINY_BACKBONE.input);

const subNetworkCase = (network: ReturnType<typeof largestSubNetwork>): GradientCase => ({
  inputs: [
    { shape: [supernet.layout.size], values: noisyParameters(supernet.layout, "supernet") },
    { shape: [9, patches.length / 9], values: patches },
  ],
  forward: (flat, x) => supernet.logits(supernet.layout.view(flat as tf.Tensor1D), network, x as tf.Tensor2D),
});

const TAPS = ["image.1", "image.2", "audio.1"];
const IN_CHANNELS = 5;
const POSITIONS = 16;
const SHAPE: FusionShape = {
  ...{ taps: TAPS, inChannels: IN_CHANNELS, channels: 4, positions: POSITIONS, classes: 3 },
};
const tapMaps = {
  shape: [TAPS.length, EXAMPLES * POSITIONS, IN_CHANNELS],
  values: normals("taps", TAPS.length * EXAMPLES * POSITIONS * IN_CHANNELS),
};
const moments = () => ({
  mean: tf.zeros<tf.Rank.R3>([TAPS.length, 1, IN_CHANNELS]),
  covariance: tf.stack(Array.from(TAPS, () => tf.eye(IN_CHANNELS))) as tf.Tensor3D,
});

const cell = (inputs: FusionCell["inputs"], ...operators: readonly FusionOperator[]): FusionCell => ({
  inputs,
  nodes: operators.map((operator, n) => ({
    inputs: n === 0 ? ["input.1", "input.2"] : ["input.2", `node.${n}`],
    operator,
  })),
});

/** A genotype with every operator, map and kind of edge. */
export const ALL_OPERATORS: FusionGenotype = [
  cell(["image.1", "audio.1"], "Sum", "ScaleDotAttn"),
  cell(["image.2", "cell.1"], "LinearGLU", "ConcatFC"),
  cell(["cell.1", "cell.2"], "SE1", "CatConvMish"),
];

function derivedCase(): GradientCase {
  const network = new FusionNetwork(ALL_OPERATORS, SHAPE);
  return {
    inputs: [{ shape: [network.layout.size], values: noisyParameters(network.layout, "fusion") }, tapMaps],
    forward: (flat, maps) =>
      network.logits(passOf(network.layout.view(flat as tf.Tensor1D), SHAPE), maps as tf.Tensor3D, moments()),
  };
}

function searchCase(): GradientCase {
  const network = new SearchNetwork(2, 2, SHAPE, FUSION_OPERATORS);
  const { size } = network.architecture;
  return {
    inputs: [
      { shape: [network.weights.size], values: noisyParameters(network.weights, "search") },
      { shape: [size], values: normals("choices", size) },
      tapMaps,
    ],
    forward: (flat, choices, maps) =>
      network.logits(
        passOf(network.weights.view(flat as tf.Tensor1D), SHAPE),
        network.architecture.view(choices as tf.Tensor1D),
        maps as tf.Tensor3D,
        moments(),
      ),
  };
}

export const NETWORK_CASES: Readonly<Record<string, GradientCase>> = {
  "largest sub-network": subNetworkCase(largestSubNetwork(TINY_BACKBONE)),
  "smallest sub-network": subNetworkCase(smallestSubNetwork(TINY_BACKBONE)),
  "sub-network of mixed choices": subNetworkCase(randomSubNetwork(TINY_BACKBONE, new Random("mixed"))),
  "fusion network of all operators": derivedCase(),
  "search network": searchCase(),
};
