import { workloadOf } from "../../src/space/network/index.js";
import type { Space } from "../../src/space/space.js";
import type { FeatureBlock } from "./block.js";

const QUANTITIES = ["macs", "params", "kernels", "activations", "depth"] as const;

/** The number of columns of `workloadFeatures`, 0 for spaces of which no workload is known. */
export const workloadWidth = (space: Space): number => (isKnown(space) ? QUANTITIES.length : 0);

/** Logarithms of what networks make a device do, one column per quantity of `Workload`; none if it is not known. */
export function workloadFeatures(space: Space): readonly FeatureBlock[] {
  if (!isKnown(space)) return [];
  const write: FeatureBlock["write"] = (genotype, data, offset) => {
    const workload = workloadOf(space, genotype);
    QUANTITIES.forEach((quantity, i) => {
      data[offset + i] = Math.log(Math.max(workload?.[quantity] ?? 1, 1));
    });
  };
  return [
    { names: QUANTITIES.map((name) => `workload ${name}`), groups: QUANTITIES.map((_, i) => i), write },
  ];
}

/** Whether the space is a built-in one. The smallest choice of every gene is a network of it, active or not. */
const isKnown = (space: Space): boolean =>
  workloadOf(space, new Uint8Array(space.genes.length)) !== undefined;
