import type * as tf from "@tensorflow/tfjs-core";
import { type MapShape, OPERATORS, type Pass } from "../../src/training/fusion/operators.js";
import type { Weights } from "../../src/training/nn/parameters.js";
import { type GradientCase, normalInputs } from "./gradient-cases.js";
import { plainOperators } from "./plain-fusion.js";
import { rowsOf } from "./plain-network.js";

const BATCH = 2;
const CHANNELS = 3;
const POSITIONS = 16;
const SHAPE = { channels: CHANNELS, positions: POSITIONS };
const PLAIN = plainOperators(POSITIONS);

export const passOf = (weights: Weights, { channels, positions }: MapShape): Pass => ({
  weights,
  channels,
  positions,
  drop: (x) => x,
});

/** The names and shapes of the parameters of each operator. */
const PARAMETERS: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>> = {
  Sum: {},
  ScaleDotAttn: { gamma: [POSITIONS * CHANNELS], beta: [POSITIONS * CHANNELS] },
  LinearGLU: convolution(2 * CHANNELS),
  ConcatFC: convolution(CHANNELS),
  SE1: { gate: [CHANNELS, CHANNELS], bias: [CHANNELS] },
  CatConvMish: convolution(CHANNELS),
};

function convolution(width: number): Record<string, readonly number[]> {
  return { x: [CHANNELS, width], y: [CHANNELS, width], gamma: [width], beta: [width] };
}

function operatorCase(operator: string): GradientCase {
  const names = Object.keys(PARAMETERS[operator]);
  const maps = [BATCH * POSITIONS, CHANNELS];
  return {
    inputs: normalInputs(operator, [maps, maps, ...Object.values(PARAMETERS[operator])]),
    forward: (x, y, ...parameters) => {
      const weights = new Map(names.map((name, i) => [`node.${name}`, parameters[i]]));
      return OPERATORS[operator].apply(passOf(weights, SHAPE), "node", x as tf.Tensor2D, y as tf.Tensor2D);
    },
    plain: (x, y, ...parameters) =>
      PLAIN[operator](
        rowsOf(x, CHANNELS),
        rowsOf(y, CHANNELS),
        Object.fromEntries(names.map((name, i) => [name, parameters[i]])),
      ).flat(),
  };
}

export const OPERATOR_CASES: Readonly<Record<string, GradientCase>> = Object.fromEntries(
  Object.keys(PARAMETERS).map((name) => [`operator ${name}`, operatorCase(name)]),
);
