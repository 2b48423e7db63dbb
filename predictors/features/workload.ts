import { workloadOf } from "../../src/space/network/index.js";
import type { Space } from "../../src/space/space.js";
import type { FeatureBlock } from "./block.js";

const QUANTITIES = ["macs", "params", "kernels", "activations", "depth"] as const;

/** The number of columns of `workloadFeatures`, 0 for spaces of which no workload is known. */
export const workloadWidth = (space: Space): number => workloadFeatures(space)[0]?.names.length ?? 0;

/**
 * Logarithms of what networks make a device do, one column per quantity of `Workload`; none if it is not known. Spaces
 * with a fusion network have the same again without what does not reach its logits.
 */
export function workloadFeatures(space: Space): readonly FeatureBlock[] {
  if (!isKnown(space)) return [];
  const kinds = space.position.has("fusion.cells") ? (["all", "live"] as const) : (["all"] as const);
  const names = kinds.flatMap((kind) => QUANTITIES.map((quantity) => `${kind} ${quantity}`));
  const write: FeatureBlock["write"] = (genotype, data, offset) => {
    const workloads = workloadOf(space, genotype);
    let at = offset;
    for (const kind of kinds) {
      for (const quantity of QUANTITIES) data[at++] = Math.log(Math.max(workloads?.[kind][quantity] ?? 1, 1));
    }
  };
  return [{ names, groups: names.map((_, i) => i), write }];
}

/** Whether the space is a built-in one. The smallest choice of every gene is a network of it, active or not. */
const isKnown = (space: Space): boolean =>
  workloadOf(space, new Uint8Array(space.genes.length)) !== undefined;
