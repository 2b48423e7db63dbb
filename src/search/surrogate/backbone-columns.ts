import { isMaximised } from "../../base/metric.js";
import type { Genotype } from "../../space/types.js";
import type { ObjectiveColumn, Problem } from "../ports.js";

/**
 * What each backbone reaches alone, for the accuracy of the whole; the logarithm of what all of them cost together, for the
 * cost: what is left to learn is what fusion adds. Empty where a network has no modalities.
 */
export function backboneColumns({ modalities = [], objectives }: Problem): readonly ObjectiveColumn[] {
  return objectives.flatMap(({ metric }, objective): readonly ObjectiveColumn[] => {
    if (modalities.length === 0) return [];
    if (isMaximised(metric)) {
      return modalities.map((modality, m) => ({
        name: `accuracy of backbone ${m + 1} alone`,
        objective,
        values: (networks) => Float64Array.from(networks, (network) => modality.valuesOf(network)[objective]),
      }));
    }
    const cost = (network: Genotype) =>
      modalities.reduce((sum, modality) => sum + modality.valuesOf(network)[objective], 0);
    return [
      {
        name: `log ${metric} of the backbones`,
        objective,
        values: (networks) => Float64Array.from(networks, (network) => Math.log(cost(network))),
      },
    ];
  });
}
