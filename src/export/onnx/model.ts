import type { Parameters } from "../parameters.js";
import type { NetworkPlan } from "../plan.js";
import { addBackbone } from "./backbone.js";
import { addFusion, projectedTap } from "./fusion.js";
import { type Metadata, OnnxGraph, type Port } from "./graph.js";
import { adaptiveMaxPool } from "./pooling.js";
import { addText, projectedHidden } from "./text.js";

/** The name of a model's result. */
export const OUTPUT = "logits";

/** The inputs and the output of a network, without the batch. */
export interface Ports {
  readonly inputs: readonly Port[];
  readonly output: Port;
}

/** Returns the inputs of a network, each named as its backbone, and its output `logits` (batch, classes). */
export function portsOf({ backbones, text }: NetworkPlan, classes: number): Ports {
  return {
    inputs: [
      ...backbones.map(({ name, input }): Port => ({ name, shape: [...input] })),
      ...(text === undefined ? [] : [{ name: text.name, shape: [text.input] }]),
    ],
    output: { name: OUTPUT, shape: [classes] },
  };
}

/** What an ONNX model is made of besides its plan. */
export interface OnnxOptions {
  readonly classes: number;
  /** The number of examples of every call; undefined if it may change from call to call. */
  readonly batch: number | undefined;
  /** Whether the backbones' own logits are added to those of the fusion network. */
  readonly addsBackboneLogits: boolean;
  readonly metadata: Metadata;
}

/** Returns a network as the bytes of an ONNX model of operator set 17, in 32-bit floats. */
export function onnxModel(plan: NetworkPlan, parameters: Parameters, options: OnnxOptions): Uint8Array {
  const graph = new OnnxGraph(parameters);
  const { classes, batch, metadata } = options;
  const { inputs, output } = portsOf(plan, classes);
  const terms = addTerms(graph, plan, options.addsBackboneLogits);
  const sum = terms.reduce((total, term, i) => graph.node("Add", `${OUTPUT}.${i}`, [total, term]));
  graph.rename(sum, OUTPUT);
  return graph.encode(inputs, output, { batch, metadata });
}

/** Adds the parts of a network, and returns the logits that are summed up. */
function addTerms(graph: OnnxGraph, plan: NetworkPlan, addsBackboneLogits: boolean): readonly string[] {
  const backbones = plan.backbones.map((backbone) => ({ ...backbone, ...addBackbone(graph, backbone) }));
  const text = plan.text && addText(graph, plan.text);
  const own = [...backbones.map(({ logits }) => logits), ...(text === undefined ? [] : [text.logits])];
  if (plan.fusion === undefined) return own;
  const { form } = plan;
  const side = Math.sqrt(form.positions);
  const projected = new Map<string, string>();
  const tap = (name: string): string => {
    const known = projected.get(name);
    if (known !== undefined) return known;
    const [owner, number] = name.split(".");
    const backbone = backbones.find((each) => each.name === owner);
    const added =
      backbone === undefined
        ? projectedHidden(graph, `fusion.${name}`, text?.hidden[Number(number) - 1] as string, form)
        : projectedTap(
            graph,
            `fusion.${name}`,
            adaptiveMaxPool(graph, `fusion.${name}.pool`, backbone.taps[Number(number) - 1], side),
            form,
          );
    projected.set(name, added);
    return added;
  };
  const fused = addFusion(graph, plan.fusion, form.channels, tap);
  return addsBackboneLogits ? [fused, ...own] : [fused];
}
