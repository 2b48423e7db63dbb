import { type Workload, type Workloads, workloadOf } from "../../src/space/network/index.js";
import { FUSION_OPERATORS } from "../../src/space/network/layer.js";
import type { Space } from "../../src/space/space.js";
import type { FeatureBlock } from "./block.js";

const QUANTITIES = ["macs", "params", "kernels", "activations", "depth"] as const;

/** A quantity of a network, with or without what does not reach its logits. */
type Quantity = readonly [kind: keyof Pick<Workloads, "all" | "live">, quantity: keyof Workload];

/** The number of columns of `workloadFeatures`: logarithms of quantities, and counts of operators after them. */
export function workloadWidths(space: Space): { readonly quantities: number; readonly counts: number } {
  const quantities = quantitiesOf(space).length;
  return { quantities, counts: quantities > 0 && hasFusion(space) ? FUSION_OPERATORS.length : 0 };
}

/**
 * What networks make a device do: logarithms, one column per quantity of `Workload`; none if it is not known. Spaces
 * with a fusion network have the same again without what does not reach its logits, and how often each operator does.
 */
export function workloadFeatures(space: Space): readonly FeatureBlock[] {
  const quantities = quantitiesOf(space);
  if (quantities.length === 0) return [];
  const names = [
    ...quantities.map(([kind, quantity]) => `${kind} ${quantity}`),
    ...(hasFusion(space) ? FUSION_OPERATORS.map((operator) => `live ${operator}`) : []),
  ];
  const write: FeatureBlock["write"] = (genotype, data, offset) => {
    const workloads = workloadOf(space, genotype);
    let at = offset;
    for (const [kind, quantity] of quantities)
      data[at++] = Math.log(Math.max(workloads?.[kind][quantity] ?? 1, 1));
    if (hasFusion(space)) data.set(workloads?.operators ?? [], at);
  };
  return [{ names, groups: names.map((_, i) => i), write }];
}

const hasFusion = (space: Space): boolean => space.position.has("fusion.cells");

/**
 * The quantities that are known of the networks of a space; none if it is not a built-in one. Depthwise convolutions
 * are those of backbones, all of which reach the logits.
 */
function quantitiesOf(space: Space): readonly Quantity[] {
  // The smallest choice of every gene is a network of a built-in space, active or not.
  const smallest = workloadOf(space, new Uint8Array(space.genes.length));
  if (smallest === undefined) return [];
  return [
    ...QUANTITIES.map((quantity) => ["all", quantity] as const),
    ...(hasFusion(space) ? QUANTITIES.map((quantity) => ["live", quantity] as const) : []),
    ...(smallest.all.depthwise > 0 ? [["all", "depthwise"] as const] : []),
  ];
}
