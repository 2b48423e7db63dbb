import type { FusionForm } from "../../space/network/fusion-form.js";
import type { FusionGenotype } from "../../space/network/fusion-genotype.js";
import type { FusionOperator } from "../../space/network/layer.js";
import { dense } from "./backbone.js";
import type { OnnxGraph } from "./graph.js";

const EPSILON = 1e-5;
/** Number of the last cells that the classifier reads. */
const READ_CELLS = 2;

/** Adds an operator on two maps (batch, channels, positions) whose result has the same shape. */
type AddOperator = (graph: OnnxGraph, name: string, x: string, y: string, channels: number) => string;

/**
 * Adds the fusion network on `taps`, the projected taps (batch, channels, positions) by name, and returns its logits
 * (batch, classes).
 */
export function addFusion(
  graph: OnnxGraph,
  genotype: FusionGenotype,
  channels: number,
  taps: (name: string) => string,
): string {
  const cells: string[] = [];
  const source = (name: string): string =>
    name.startsWith("cell.") ? cells[Number(name.slice(5)) - 1] : taps(name);
  genotype.forEach(({ inputs, nodes }, c) => {
    const name = `fusion.cell${c + 1}`;
    const states = inputs.map(source);
    nodes.forEach(({ inputs: [x, y], operator }, n) => {
      const [first, second] = [x, y].map((read) => states[stateOf(read)]);
      states.push(
        OPERATORS[operator as FusionOperator](graph, `${name}.node${n + 1}`, first, second, channels),
      );
    });
    const sum = graph.node("Add", `${name}.sum`, [states[states.length - 1], states[0]]);
    cells.push(layerNorm(graph, `${name}.norm`, sum));
  });
  const last = cells.slice(-READ_CELLS);
  const joined = last.length === 1 ? last[0] : concatenated(graph, "fusion.output", last);
  const hidden = graph.node("Relu", "fusion.output.activation", [
    layerNorm(graph, "fusion.output.norm", joined),
  ]);
  return dense(graph, "fusion.classifier", graph.node("Flatten", "fusion.features", [hidden]));
}

/** The position of a source among the states of a cell: `input.1`, `input.2`, then `node.1` and further nodes. */
const stateOf = (name: string): number =>
  Number(name.slice(name.indexOf(".") + 1)) - 1 + (name.startsWith("node.") ? 2 : 0);

/** Normalises each example over channels and positions. */
const layerNorm = (graph: OnnxGraph, name: string, input: string): string =>
  graph.node(
    "LayerNormalization",
    name,
    [input, graph.parameter(`${name}.weight`), graph.parameter(`${name}.bias`)],
    { axis: -2, epsilon: { float: EPSILON } },
  );

const concatenated = (graph: OnnxGraph, name: string, parts: readonly string[]): string =>
  graph.node("Concat", `${name}.both`, parts, { axis: 1 });

/** A convolution over one position, with the parameters `name`. */
const pointwise = (graph: OnnxGraph, name: string, input: string): string =>
  graph.node("Conv", name, [input, graph.parameter(`${name}.weight`), graph.parameter(`${name}.bias`)], {
    kernel_shape: [1],
  });

const convolvedPair = (graph: OnnxGraph, name: string, x: string, y: string): string =>
  pointwise(graph, name, concatenated(graph, name, [x, y]));

/** Scaled dot-product attention over the positions, x as queries and y as keys and values, then layer norm. */
const attention: AddOperator = (graph, name, x, y, channels) => {
  const queries = graph.node("Transpose", `${name}.queries`, [x], { perm: [0, 2, 1] });
  const scale = graph.scalar("fusion.attention.scale", 1 / Math.sqrt(channels));
  const products = graph.node("MatMul", `${name}.products`, [queries, y]);
  const scaled = graph.node("Mul", `${name}.scaled`, [products, scale]);
  const weights = graph.node("Softmax", `${name}.weights`, [scaled], { axis: -1 });
  const turned = graph.node("Transpose", `${name}.turned`, [weights], { perm: [0, 2, 1] });
  return layerNorm(graph, name, graph.node("MatMul", `${name}.attended`, [y, turned]));
};

/** The fusion operators by name. */
export const OPERATORS: Readonly<Record<FusionOperator, AddOperator>> = {
  Sum: (graph, name, x, y) => graph.node("Add", name, [x, y]),
  ScaleDotAttn: attention,
  LinearGLU: (graph, name, x, y) => {
    const [value, gate] = graph.pair("Split", `${name}.half`, [convolvedPair(graph, name, x, y)], {
      axis: 1,
    });
    return graph.node("Mul", `${name}.gated`, [value, graph.node("Sigmoid", `${name}.gate`, [gate])]);
  },
  ConcatFC: (graph, name, x, y) =>
    graph.node("Relu", `${name}.activation`, [convolvedPair(graph, name, x, y)]),
  SE1: (graph, name, x, y) => {
    const pooled = graph.node("ReduceMean", `${name}.pool`, [x], { axes: [2], keepdims: 1 });
    const inner = graph.node("Relu", `${name}.inner`, [pointwise(graph, name, pooled)]);
    return graph.node("Mul", `${name}.gated`, [y, graph.node("Sigmoid", `${name}.gate`, [inner])]);
  },
  CatConvMish: (graph, name, x, y) => {
    const value = convolvedPair(graph, name, x, y);
    const soft = graph.node("Softplus", `${name}.soft`, [value]);
    return graph.node("Mul", `${name}.mish`, [value, graph.node("Tanh", `${name}.gate`, [soft])]);
  },
};

/** Brings a pooled tap (batch, own channels, side, side) to the form's maps: 1x1 convolution, ReLU, reshaping. */
export function projectedTap(graph: OnnxGraph, name: string, pooled: string, form: FusionForm): string {
  const parameters = [graph.parameter(`${name}.weight`), graph.parameter(`${name}.bias`)];
  const projected = graph.node("Conv", name, [pooled, ...parameters], { kernel_shape: [1, 1] });
  const active = graph.node("Relu", `${name}.activation`, [projected]);
  const shape = graph.integers([0, form.channels, form.positions]);
  return graph.node("Reshape", `${name}.map`, [active, shape]);
}
