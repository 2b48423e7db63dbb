import { workloadOf } from "../../src/space/network/index.js";
import { FUSION_OPERATORS } from "../../src/space/network/layer.js";
import type { Space } from "../../src/space/space.js";
import type { FeatureBlock } from "./block.js";

const QUANTITIES = ["macs", "params", "kernels", "activations", "depth"] as const;

/** The number of columns of `workloadFeatures`: logarithms of quantities, and counts of operators after them. */
export function workloadWidths(space: Space): { readonly quantities: number; readonly counts: number } {
  if (!isKnown(space)) return { quantities: 0, counts: 0 };
  const counts = hasFusion(space) ? FUSION_OPERATORS.length : 0;
  return { quantities: QUANTITIES.length * kindsOf(space).length, counts };
}

/**
 * What networks make a device do: logarithms, one column per quantity of `Workload`; none if it is not known. Spaces
 * with a fusion network have the same again without what does not reach its logits, and how often each operator does.
 */
export function workloadFeatures(space: Space): readonly FeatureBlock[] {
  if (!isKnown(space)) return [];
  const kinds = kindsOf(space);
  const names = [
    ...kinds.flatMap((kind) => QUANTITIES.map((quantity) => `${kind} ${quantity}`)),
    ...(hasFusion(space) ? FUSION_OPERATORS.map((operator) => `live ${operator}`) : []),
  ];
  const write: FeatureBlock["write"] = (genotype, data, offset) => {
    const workloads = workloadOf(space, genotype);
    let at = offset;
    for (const kind of kinds) {
      for (const quantity of QUANTITIES) data[at++] = Math.log(Math.max(workloads?.[kind][quantity] ?? 1, 1));
    }
    if (hasFusion(space)) data.set(workloads?.operators ?? [], at);
  };
  return [{ names, groups: names.map((_, i) => i), write }];
}

const hasFusion = (space: Space): boolean => space.position.has("fusion.cells");

const kindsOf = (space: Space): readonly ("all" | "live")[] => (hasFusion(space) ? ["all", "live"] : ["all"]);

/** Whether the space is a built-in one. The smallest choice of every gene is a network of it, active or not. */
const isKnown = (space: Space): boolean =>
  workloadOf(space, new Uint8Array(space.genes.length)) !== undefined;
