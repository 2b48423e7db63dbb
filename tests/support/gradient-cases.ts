import * as tf from "@tensorflow/tfjs-core";
import { Random } from "../../src/base/random.js";
import { gatedLinear, mish } from "../../src/training/fusion/activations.js";
import { columnNorm, layerNorm } from "../../src/training/fusion/norms.js";
import { hSigmoid, hSwish } from "../../src/training/nn/activations.js";
import { batchNorm, type NormActivation } from "../../src/training/nn/batch-norm.js";
import { depthwise } from "../../src/training/nn/depthwise.js";
import { binaryCrossEntropy, crossEntropy } from "../../src/training/nn/losses.js";
import * as fusion from "./plain-fusion.js";
import * as plain from "./plain-network.js";

/**
 * A function of some tensors: in the product's implementation and, where it is small, as plain loops on the same flat
 * values.
 */
export interface GradientCase {
  readonly inputs: readonly { readonly shape: readonly number[]; readonly values: Float32Array }[];
  readonly forward: (...inputs: tf.Tensor[]) => tf.Tensor;
  readonly plain?: (...inputs: readonly (readonly number[])[]) => readonly number[];
}

type Cases = Record<string, GradientCase>;
type Shapes = readonly (readonly number[])[];

export const normals = (seed: string, size: number): Float32Array => {
  const random = new Random(seed);
  return Float32Array.from({ length: size }, () => random.normal());
};

export const normalInputs = (seed: string, shapes: Shapes): GradientCase["inputs"] =>
  shapes.map((shape, i) => ({
    shape,
    values: normals(
      `${seed}/${i}`,
      shape.reduce((a, b) => a * b, 1),
    ),
  }));

const onNormals = (
  name: string,
  shapes: Shapes,
  forward: GradientCase["forward"],
  plain: GradientCase["plain"] & {},
): Cases => ({ [name]: { inputs: normalInputs(name, shapes), forward, plain } });

const CHANNELS = 2;
const BATCH = 2;

/** The [kernel, stride, size] of every depthwise convolution in the backbones of AV-MNIST. */
const CONVOLUTIONS: readonly (readonly [kernel: number, stride: number, size: number])[] = [
  ...[14, 10].map((size) => [3, 1, size] as const),
  ...[14, 10].flatMap((size) => [3, 5, 7].map((kernel) => [kernel, 2, size] as const)),
  ...[7, 5].flatMap((size) => [3, 5, 7].map((kernel) => [kernel, 1, size] as const)),
];

const depthwiseCases = CONVOLUTIONS.map(([kernel, stride, size]) =>
  onNormals(
    `depthwise ${kernel}x${kernel} stride ${stride} on ${size}x${size}`,
    [
      [CHANNELS, BATCH, size * size],
      [CHANNELS, kernel * kernel],
    ],
    (x, taps) => depthwise(x as tf.Tensor3D, taps as tf.Tensor2D, size, stride),
    (x, taps) =>
      plain
        .depthwise(plain.rowsOf(x, BATCH * size * size), plain.rowsOf(taps, kernel * kernel), size, stride)
        .flat(),
  ),
);

const normCases = (["none", "relu", "h-swish"] as const satisfies readonly NormActivation[]).map((act) =>
  onNormals(
    `batch norm, ${act}`,
    [
      [3, 20],
      [3, 1],
      [3, 1],
    ],
    (x, gamma, beta) => batchNorm(x as tf.Tensor2D, gamma, beta, { act }),
    (x, gamma, beta) =>
      plain.map(plain.rowNorm(plain.rowsOf(x, 20), gamma, beta), plain.ACTIVATIONS[act]).flat(),
  ),
);

const columnNormCases = [false, true].map((relu) =>
  onNormals(
    `column norm${relu ? ", relu" : ""}`,
    [[20, 3], [3], [3]],
    (x, gamma, beta) => columnNorm(x as tf.Tensor2D, gamma, beta, { relu }),
    (x, gamma, beta) => {
      const normed = plain.transposed(plain.rowNorm(plain.transposed(plain.rowsOf(x, 3)), gamma, beta));
      return plain.map(normed, plain.ACTIVATIONS[relu ? "relu" : "none"]).flat();
    },
  ),
);

/** Cases of functions of single values, on inputs wide enough to reach every piece of a piecewise function. */
const pointwise = (name: string, forward: (x: tf.Tensor) => tf.Tensor, each: (x: number) => number): Cases =>
  onNormals(
    name,
    [[40]],
    (x) => forward(tf.mul(x, 3)),
    (x) => x.map((v) => each(3 * v)),
  );

export const KERNEL_CASES: Cases = Object.assign(
  {},
  ...depthwiseCases,
  onNormals(
    "1x1 convolution by the first rows of a matrix",
    [
      [6, 4],
      [4, 18],
    ],
    (weights, x) => tf.matMul(tf.slice(weights as tf.Tensor2D, [0, 0], [3, 4]), x as tf.Tensor2D),
    (weights, x) => plain.product(plain.rowsOf(weights, 4).slice(0, 3), plain.rowsOf(x, 18)).flat(),
  ),
  ...normCases,
  ...columnNormCases,
  onNormals(
    "layer norm",
    [[3, 20], [20], [20]],
    (x, gamma, beta) => layerNorm(x as tf.Tensor2D, gamma, beta),
    (x, gamma, beta) => plain.layerNorm(plain.rowsOf(x, 20), gamma, beta).flat(),
  ),
  pointwise("h-swish", hSwish, plain.hSwish),
  pointwise("h-sigmoid", hSigmoid, plain.hSigmoid),
  pointwise("mish", mish, plain.mish),
  onNormals(
    "gated linear unit",
    [[5, 8]],
    (x) => gatedLinear(x as tf.Tensor2D),
    (x) => fusion.gatedLinear(plain.rowsOf(x, 8)).flat(),
  ),
  onNormals(
    "cross-entropy against a distribution",
    [
      [4, 10],
      [4, 10],
    ],
    (x, targets) => crossEntropy(x as tf.Tensor2D, tf.softmax(targets as tf.Tensor2D)),
    (x, targets) => [plain.crossEntropy(plain.rowsOf(x, 10), plain.rowsOf(targets, 10).map(plain.softmax))],
  ),
  onNormals(
    "binary cross-entropy",
    [
      [4, 7],
      [4, 7],
    ],
    (x, targets) => binaryCrossEntropy(x as tf.Tensor2D, targets as tf.Tensor2D),
    (x, targets) => [plain.binaryCrossEntropy(x, targets)],
  ),
);
