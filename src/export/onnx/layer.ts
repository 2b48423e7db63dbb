import { Random } from "../../base/random.js";
import type { ConvLayer, FusionLayer, Layer, LinearLayer, MbConvLayer } from "../../space/network/layer.js";
import { squeezeWidth } from "../../space/network/layer-complexity.js";
import type { Tensor } from "../parameters.js";
import { activation, convolution, dense, fixedBlock, invertedResidual } from "./backbone.js";
import { OPERATORS } from "./fusion.js";
import { OnnxGraph, type Port } from "./graph.js";

/** What the parameters and nodes of a layer's model are called. */
const NAME = "layer";
const OUTPUT = "output";

/** A layer as a network of its own: its inputs, the shape of its result, and the shapes of its parameters. */
interface LayerPlan {
  readonly inputs: readonly Port[];
  readonly output: readonly number[];
  /** Shapes by name, without the common beginning; weights have a bias of as many values as they have rows. */
  readonly weights: Readonly<Record<string, readonly number[]>>;
  /** Shapes of parameters that are not followed by a bias of one value per row. */
  readonly others: Readonly<Record<string, readonly number[]>>;
  /** Adds the nodes and returns the name of the result. */
  add(graph: OnnxGraph): string;
}

/**
 * Returns a single layer of a network as the bytes of an ONNX model with random weights, for measuring its cost. It has
 * the nodes that an exported network has for the layer: batch norms are folded, a convolution is followed by its
 * activation, a block has its residual. A classifier has the classes that its key in a profile names. The input is `x`;
 * a fusion operator reads `y` too.
 *
 * @param batch the number of examples of every call
 */
export function layerModel(layer: Layer, batch: number): Uint8Array {
  const plan = planOf(layer);
  const graph = new OnnxGraph(parametersOf(plan));
  graph.rename(plan.add(graph), OUTPUT);
  return graph.encode(plan.inputs, { name: OUTPUT, shape: plan.output }, { batch, metadata: {} });
}

/** Returns a model that only hands on one number per example: what a call costs in which nothing is computed. */
export function emptyModel(batch: number): Uint8Array {
  const graph = new OnnxGraph(new Map());
  graph.node("Identity", OUTPUT, ["x"]);
  return graph.encode([{ name: "x", shape: [1] }], { name: OUTPUT, shape: [1] }, { batch, metadata: {} });
}

function planOf(layer: Layer): LayerPlan {
  switch (layer.kind) {
    case "conv":
      return convPlan(layer);
    case "mbconv":
      return layer.midChannels === 0 ? fixedPlan(layer) : blockPlan(layer);
    case "linear":
      return linearPlan(layer);
    case "fusion":
      return fusionPlan(layer);
  }
}

/** The shape of a feature map after a convolution. */
const mapAfter = (
  { input: [, height, width], stride }: ConvLayer | MbConvLayer,
  channels: number,
): readonly number[] => [channels, Math.ceil(height / stride), Math.ceil(width / stride)];

function convPlan(layer: ConvLayer): LayerPlan {
  const { input, inChannels, outChannels, kernel, stride, bn: bias } = layer;
  const weight = { [NAME]: [outChannels, inChannels, kernel, kernel] };
  return {
    inputs: [{ name: "x", shape: input }],
    output: mapAfter(layer, outChannels),
    weights: bias ? weight : {},
    others: bias ? {} : { [`${NAME}.weight`]: weight[NAME] },
    add: (graph) =>
      activation(graph, NAME, convolution(graph, NAME, "x", { kernel, stride, bias }), "h-swish"),
  };
}

function fixedPlan(layer: MbConvLayer): LayerPlan {
  const { input, inChannels, outChannels, kernel } = layer;
  return {
    inputs: [{ name: "x", shape: input }],
    output: mapAfter(layer, outChannels),
    weights: {
      [`${NAME}.depthwise`]: [inChannels, 1, kernel, kernel],
      [`${NAME}.project`]: [outChannels, inChannels, 1, 1],
    },
    others: {},
    add: (graph) => fixedBlock(graph, NAME, "x", inChannels),
  };
}

function blockPlan(layer: MbConvLayer): LayerPlan {
  const { input, inChannels, outChannels, midChannels: hidden, kernel, se } = layer;
  const stride = layer.stride === 2 ? 2 : 1;
  const squeezed = se ? squeezeWidth(hidden) : 0;
  return {
    inputs: [{ name: "x", shape: input }],
    output: mapAfter(layer, outChannels),
    weights: {
      [`${NAME}.expand`]: [hidden, inChannels, 1, 1],
      [`${NAME}.depthwise`]: [hidden, 1, kernel, kernel],
      ...(se
        ? { [`${NAME}.squeeze`]: [squeezed, hidden, 1, 1], [`${NAME}.excite`]: [hidden, squeezed, 1, 1] }
        : {}),
      [`${NAME}.project`]: [outChannels, hidden, 1, 1],
    },
    others: {},
    add: (graph) =>
      invertedResidual(graph, NAME, "x", {
        name: NAME,
        inChannels,
        hidden,
        outChannels,
        kernel,
        stride,
        squeezed,
        activation: layer.activation,
        residual: stride === 1 && inChannels === outChannels,
      }),
  };
}

const linearPlan = ({ inChannels, profiledOutChannels: classes }: LinearLayer): LayerPlan => ({
  inputs: [{ name: "x", shape: [inChannels] }],
  output: [classes],
  weights: { [NAME]: [classes, inChannels] },
  others: {},
  add: (graph) => dense(graph, NAME, "x"),
});

function fusionPlan({ operator, channels, length }: FusionLayer): LayerPlan {
  const convolved = { LinearGLU: 2 * channels, ConcatFC: channels, CatConvMish: channels };
  const rows = operator in convolved ? convolved[operator as keyof typeof convolved] : 0;
  const map = [channels, length];
  return {
    inputs: [
      { name: "x", shape: map },
      { name: "y", shape: map },
    ],
    output: map,
    weights: {
      ...(rows > 0 ? { [NAME]: [rows, 2 * channels, 1] } : {}),
      ...(operator === "SE1" ? { [NAME]: [channels, channels, 1] } : {}),
    },
    others: operator === "ScaleDotAttn" ? { [`${NAME}.weight`]: map, [`${NAME}.bias`]: map } : {},
    add: (graph) => OPERATORS[operator](graph, NAME, "x", "y", channels),
  };
}

/** Draws the parameters of a layer from a fixed seed, He-initialised so that results stay in range. */
function parametersOf({ weights, others }: LayerPlan): ReadonlyMap<string, Tensor> {
  const shapes = [
    ...Object.entries(weights).flatMap(([name, shape]) => [
      [`${name}.weight`, shape] as const,
      [`${name}.bias`, [shape[0]]] as const,
    ]),
    ...Object.entries(others),
  ];
  const random = new Random("layer");
  return new Map(
    shapes.map(([name, shape]): [string, Tensor] => {
      const size = shape.reduce((product, length) => product * length, 1);
      const scale = Math.sqrt((6 * shape[0]) / size);
      const draw = (): number => scale * (2 * random.next() - 1);
      return [name, { shape, values: Float32Array.from({ length: size }, draw) }];
    }),
  );
}
