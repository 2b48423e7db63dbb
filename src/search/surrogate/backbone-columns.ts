import { isMaximised } from "../../base/metric.js";
import type { Genotype } from "../../space/types.js";
import type { ObjectiveColumn, Problem } from "../ports.js";

/**
 * Columns that describe a network by its backbones, so that the models only have to learn what fusion adds (ADR 0056).
 * For accuracy there is one column per modality: the accuracy that its backbone reaches alone. For a cost there is one
 * column: the logarithm of the summed cost of all backbones. Empty if the problem has no modalities.
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
