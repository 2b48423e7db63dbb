import { isMaximised } from "../base/metric.js";
import type { Genotype } from "../space/types.js";
import type { Problem } from "./ports.js";

/** A feature of networks that follows from what their backbones are worth alone. */
export interface BackboneColumn {
  readonly name: string;
  /** Position of the one objective that it bears on. */
  readonly objective: number;
  values(networks: readonly Genotype[]): Float64Array;
}

/**
 * What each backbone reaches alone, for the accuracy of the whole; the logarithm of what all of them cost together, for the
 * cost: what is left to learn is what fusion adds. Empty where a network has no modalities.
 */
export function backboneColumns({ modalities = [], objectives }: Problem): readonly BackboneColumn[] {
  return objectives.flatMap(({ metric }, objective): readonly BackboneColumn[] => {
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
