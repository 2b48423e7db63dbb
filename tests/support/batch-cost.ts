import { summedMetric } from "../../src/hardware/cost-model.js";
import type { OperatorProfile } from "../../src/hardware/types.js";
import type { Space } from "../../src/space/space.js";
import type { Genotype } from "../../src/space/types.js";

/** The latencies [ms] and energies [mJ] of many genotypes, and 1 where the latency is known, else 0. */
export function batchCost(
  space: Space,
  genotypes: readonly Genotype[],
  profiles: readonly OperatorProfile[],
): Readonly<Record<"latency" | "energy", Float64Array>> & { readonly covered: Uint8Array } {
  const latency = summedMetric(space, genotypes, profiles, "latency");
  return {
    latency,
    energy: summedMetric(space, genotypes, profiles, "energy"),
    covered: Uint8Array.from(latency, (value) => (Number.isNaN(value) ? 0 : 1)),
  };
}
