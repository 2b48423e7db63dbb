import type { Parameters, Tensor } from "../../export/parameters.js";
import type { StoredNorms } from "../nn/norm-source.js";
import type { MaxoutNetwork } from "./network.js";

/** A dense layer as an export has it: weights (outputs, inputs) and a bias. */
interface Dense {
  readonly weight: Float32Array;
  readonly bias: Float32Array;
  readonly shape: readonly [number, number];
}

/**
 * Returns the parameters of a Maxout network under the names of `TextPlan`. The batch norm of a block is folded into
 * the layer that follows, so the hidden layers stay what the fusion network reads.
 *
 * @param classes number of classes that are kept, the first ones
 */
export function foldedMaxout(
  { plan, layout }: MaxoutNetwork,
  values: Float32Array,
  norms: StoredNorms,
  classes: number,
): Parameters {
  const slices = layout.slices(values);
  const at = (name: string): Tensor => slices.get(name) as Tensor;
  const folded = new Map<string, Tensor>();
  let before: Float32Array | undefined;
  for (const name of [...plan.blocks.map((block) => block.name), "classifier"]) {
    const [inputs, outputs] = at(name).shape;
    const kept = name === "classifier" ? classes : outputs;
    const { weight, bias, shape } = dense(at(name).values, at(`${name}.bias`).values, {
      inputs,
      outputs,
      kept,
      before,
    });
    folded.set(`${plan.name}.${name}.weight`, { shape, values: weight });
    folded.set(`${plan.name}.${name}.bias`, { shape: [kept], values: bias });
    before = norms.parts[0][name];
  }
  return folded;
}

/** Turns weights (inputs, outputs) around, behind a batch norm with the scales and then the shifts of `before`. */
function dense(
  weights: Float32Array,
  bias: Float32Array,
  sizes: {
    readonly inputs: number;
    readonly outputs: number;
    readonly kept: number;
    readonly before: Float32Array | undefined;
  },
): Dense {
  const { inputs, outputs, kept, before } = sizes;
  const turned = new Float32Array(kept * inputs);
  const shifted = new Float32Array(kept);
  for (let o = 0; o < kept; o++) {
    let sum = bias[o];
    for (let i = 0; i < inputs; i++) {
      const weight = weights[i * outputs + o];
      turned[o * inputs + i] = before === undefined ? weight : weight * before[i];
      if (before !== undefined) sum += weight * before[inputs + i];
    }
    shifted[o] = sum;
  }
  return { weight: turned, bias: shifted, shape: [kept, inputs] };
}
