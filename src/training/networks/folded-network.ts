import type { Parameters, Tensor } from "../../export/parameters.js";
import { type NetworkPlan, tapShape } from "../../export/plan.js";
import type { Architecture } from "../../space/types.js";
import type { FrozenBackbone } from "../backbone.js";
import { foldedFusion } from "../fusion/fold.js";
import { backboneFor, type FrozenNetwork } from "./frozen-network.js";

/**
 * Returns all parameters of a frozen network for inference: those of its fusion network and those of its backbones,
 * whose classifiers are multiplied by the weight with which their logits are added.
 *
 * @throws InvalidInput (field `network`) as `networkLogits` does
 */
export function foldedNetwork(
  { fusion, backbones: used }: FrozenNetwork,
  genes: Architecture,
  plan: NetworkPlan,
  backbones: readonly FrozenBackbone[],
): Parameters {
  const { shape, lateWeight } = fusion;
  return new Map([
    ...used.flatMap((each) => [
      ...weighted(backboneFor(each, backbones).folded(genes, each.norms, shape.classes), lateWeight),
    ]),
    ...foldedFusion(fusion, (tap) => tapShape(plan, tap)),
  ]);
}

/** Multiplies the classifier of a backbone by `weight`. */
export const weighted = (parameters: Parameters, weight: number): Parameters =>
  new Map(
    [...parameters].map(([name, tensor]): [string, Tensor] => [
      name,
      name.includes(".classifier.")
        ? { ...tensor, values: tensor.values.map((value) => weight * value) }
        : tensor,
    ]),
  );
