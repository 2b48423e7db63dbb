import type { Activation } from "../../space/network/layer.js";
import { tapBlocks } from "../../space/network/taps.js";
import type { BackbonePlan, BlockPlan } from "../plan.js";
import type { OnnxGraph } from "./graph.js";
import type { FeatureMap } from "./pooling.js";

/** What a backbone hands on: its four taps, from the shallowest to the deepest, and its logits (batch, classes). */
export interface BackboneNodes {
  readonly taps: readonly FeatureMap[];
  readonly logits: string;
}

interface Convolution {
  readonly kernel?: number;
  readonly stride?: number;
  readonly group?: number;
  readonly bias?: boolean;
}

/** Adds a backbone that reads the graph's input of its name, (batch, channels, height, width). */
export function addBackbone(graph: OnnxGraph, plan: BackbonePlan): BackboneNodes {
  const { name, input, stem, blocks } = plan;
  const first = convolution(graph, `${name}.stem`, name, { kernel: 3, stride: 2 });
  let map: FeatureMap = {
    value: activation(graph, `${name}.stem`, first, "h-swish"),
    side: half(input[1], 2),
  };
  map = { ...map, value: fixedBlock(graph, `${name}.fixed`, map.value, stem) };
  const maps = [map];
  for (const block of blocks) {
    const value = invertedResidual(graph, `${name}.${block.name}`, map.value, block);
    map = { value, side: half(map.side, block.stride) };
    maps.push(map);
  }
  return {
    taps: tapBlocks(maps.length).map((block) => maps[block]),
    logits: head(graph, name, map.value),
  };
}

const half = (side: number, stride: number): number => Math.ceil(side / stride);

/** Adds a square convolution with the parameters `name`, which keeps the size where its stride is 1. */
export function convolution(
  graph: OnnxGraph,
  name: string,
  input: string,
  { kernel = 1, stride = 1, group = 1, bias = true }: Convolution = {},
): string {
  const edge = (kernel - 1) / 2;
  const parameters = [`${name}.weight`, ...(bias ? [`${name}.bias`] : [])].map((each) =>
    graph.parameter(each),
  );
  return graph.node("Conv", name, [input, ...parameters], {
    kernel_shape: [kernel, kernel],
    strides: [stride, stride],
    pads: [edge, edge, edge, edge],
    group,
  });
}

/** Adds an activation of the value of `name`. */
export const activation = (graph: OnnxGraph, name: string, input: string, kind: Activation): string =>
  graph.node(kind === "relu" ? "Relu" : "HardSwish", `${name}.activation`, [input]);

/** The block that every sub-network has: a depthwise convolution of side 3 and a projection, on `channels` channels. */
export function fixedBlock(graph: OnnxGraph, name: string, input: string, channels: number): string {
  const spread = convolution(graph, `${name}.depthwise`, input, { kernel: 3, group: channels });
  const hidden = activation(graph, `${name}.depthwise`, spread, "relu");
  return graph.node("Add", `${name}.sum`, [input, convolution(graph, `${name}.project`, hidden)]);
}

/** Adds an inverted residual block with the parameters `name`.PART. */
export function invertedResidual(graph: OnnxGraph, name: string, input: string, block: BlockPlan): string {
  const { hidden: group, kernel, stride, squeezed, activation: kind, residual } = block;
  const expanded = activation(graph, `${name}.expand`, convolution(graph, `${name}.expand`, input), kind);
  const spread = convolution(graph, `${name}.depthwise`, expanded, { kernel, stride, group });
  const active = activation(graph, `${name}.depthwise`, spread, kind);
  const gated = squeezed > 0 ? squeezeExcite(graph, name, active) : active;
  const projected = convolution(graph, `${name}.project`, gated);
  return residual ? graph.node("Add", `${name}.sum`, [projected, input]) : projected;
}

function squeezeExcite(graph: OnnxGraph, name: string, input: string): string {
  const pooled = graph.node("GlobalAveragePool", `${name}.squeeze.pool`, [input]);
  const squeezed = convolution(graph, `${name}.squeeze`, pooled);
  const inner = activation(graph, `${name}.squeeze`, squeezed, "relu");
  const excited = convolution(graph, `${name}.excite`, inner);
  const gate = graph.node("HardSigmoid", `${name}.gate`, [excited], {
    alpha: { float: 1 / 6 },
    beta: { float: 0.5 },
  });
  return graph.node("Mul", `${name}.gated`, [input, gate]);
}

function head(graph: OnnxGraph, name: string, input: string): string {
  const wide = activation(graph, `${name}.final`, convolution(graph, `${name}.final`, input), "h-swish");
  const pooled = graph.node("GlobalAveragePool", `${name}.pool`, [wide]);
  const mixed = convolution(graph, `${name}.mix`, pooled, { bias: false });
  const features = graph.node("Flatten", `${name}.features`, [
    activation(graph, `${name}.mix`, mixed, "h-swish"),
  ]);
  return dense(graph, `${name}.classifier`, features);
}

/** Adds a linear layer with the parameters `name` on (batch, features). */
export const dense = (graph: OnnxGraph, name: string, input: string): string =>
  graph.node("Gemm", name, [input, graph.parameter(`${name}.weight`), graph.parameter(`${name}.bias`)], {
    transB: 1,
  });
