import * as tf from "@tensorflow/tfjs-core";
import type { FusionOperator } from "../../../space/network/layer.js";
import { type ParameterLayout, weightOf } from "../../nn/parameters.js";
import { gatedLinear, mish } from "../activations.js";
import { columnNorm } from "../norms.js";
import { attention, declareNorm, exampleNorm, type MapShape, OPERATORS, type Pass } from "../operators.js";

/** The operators that share one matrix product, with its columns per channel of each and what follows its norm. */
const CONVOLVED: readonly {
  readonly operator: FusionOperator;
  readonly width: number;
  readonly activate: (x: tf.Tensor2D) => tf.Tensor2D;
}[] = [
  { operator: "LinearGLU", width: 2, activate: gatedLinear },
  { operator: "ConcatFC", width: 1, activate: (x) => tf.relu(x) },
  { operator: "CatConvMish", width: 1, activate: (x) => mish(x) as tf.Tensor2D },
];

const convolvedOf = (operators: readonly FusionOperator[]) =>
  CONVOLVED.filter(({ operator }) => operators.includes(operator));

/** Declares the parameters of a mixture of `operators`, whose names begin with `name`. */
export function declareMixed(
  layout: ParameterLayout,
  name: string,
  shape: MapShape,
  operators: readonly FusionOperator[],
): void {
  const { channels } = shape;
  const width = convolvedOf(operators).reduce((sum, { width }) => sum + width, 0) * channels;
  if (width > 0) {
    layout.weight(`${name}.convolutions`, [channels, width], channels);
    declareNorm(layout, `${name}.convolutions`, width);
  }
  if (operators.includes("ScaleDotAttn")) OPERATORS.ScaleDotAttn.declare(layout, `${name}.attention`, shape);
  if (operators.includes("SE1")) OPERATORS.SE1.declare(layout, `${name}.se`, shape);
}

/**
 * Applies `operators` to (x, x) and sums the results, weighted by `gamma` (operators) in their order. Both inputs of an
 * operator are the same during the search, so the convolutional ones need one matrix instead of two.
 */
export function applyMixed(
  pass: Pass,
  name: string,
  x: tf.Tensor2D,
  { operators, gamma }: { readonly operators: readonly FusionOperator[]; readonly gamma: tf.Tensor },
): tf.Tensor2D {
  const results = new Map<FusionOperator, tf.Tensor2D>();
  if (operators.includes("ScaleDotAttn"))
    results.set("ScaleDotAttn", exampleNorm(pass, `${name}.attention`, attention(x, x, pass)));
  for (const [operator, map] of applyConvolved(pass, name, x, operators)) results.set(operator, map);
  if (operators.includes("SE1")) results.set("SE1", OPERATORS.SE1.apply(pass, `${name}.se`, x, x));
  const weight = (operator: FusionOperator) => tf.slice(gamma, [operators.indexOf(operator)], [1]);
  const terms = [...results].map(([operator, map]) => tf.mul(map, weight(operator)));
  const sum = operators.includes("Sum") ? [tf.mul(x, tf.mul(weight("Sum"), 2))] : [];
  return tf.addN([...sum, ...terms]) as tf.Tensor2D;
}

function applyConvolved(
  pass: Pass,
  name: string,
  x: tf.Tensor2D,
  operators: readonly FusionOperator[],
): (readonly [FusionOperator, tf.Tensor2D])[] {
  const convolved = convolvedOf(operators);
  if (convolved.length === 0) return [];
  const [n, channels] = x.shape;
  const weights = (part: string) => weightOf(pass.weights, `${name}.convolutions${part}`);
  const product: tf.Tensor2D = tf.matMul(x, weights("") as tf.Tensor2D);
  const normed = columnNorm(product, weights(".gamma"), weights(".beta"));
  let from = 0;
  return convolved.map(({ operator, width, activate }) => {
    const part = tf.slice(normed, [0, from * channels], [n, width * channels]);
    from += width;
    return [operator, activate(part)] as const;
  });
}
