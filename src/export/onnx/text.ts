import type { FusionForm } from "../../space/network/fusion-form.js";
import type { TextPlan } from "../text-plan.js";
import { dense } from "./backbone.js";
import type { OnnxGraph } from "./graph.js";

/** What a text backbone hands on: its hidden layers (batch, width) and its logits (batch, classes). */
export interface TextNodes {
  readonly hidden: readonly string[];
  readonly logits: string;
}

/** Adds a text backbone that reads the graph's input of its name, (batch, values). */
export function addText(graph: OnnxGraph, { name, blocks }: TextPlan): TextNodes {
  let value = name;
  const hidden = blocks.map((block) => {
    const layer = `${name}.${block.name}`;
    const grouped = graph.node("Reshape", `${layer}.groups`, [
      dense(graph, layer, value),
      graph.integers([0, block.width, block.pool]),
    ]);
    value = graph.node("ReduceMax", `${layer}.largest`, [grouped], { axes: [2], keepdims: 0 });
    return value;
  });
  return { hidden, logits: dense(graph, `${name}.classifier`, value) };
}

/**
 * Brings a hidden layer (batch, width) to (batch, channels, positions): a dense layer, ReLU, the result at every
 * position.
 */
export function projectedHidden(
  graph: OnnxGraph,
  name: string,
  hidden: string,
  { channels, positions }: FusionForm,
): string {
  const active = graph.node("Relu", `${name}.activation`, [dense(graph, name, hidden)]);
  const column = graph.node("Reshape", `${name}.column`, [active, graph.integers([0, channels, 1])]);
  return graph.node("Expand", `${name}.map`, [column, graph.integers([1, channels, positions])]);
}
