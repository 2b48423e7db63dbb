import { InvalidInput, MissingProfileEntries } from "../base/errors.js";
import type { CostMetric } from "../base/metric.js";
import { millijoules, milliseconds } from "../base/units.js";
import { excludedBackbones, layersOf } from "../space/network/index.js";
import type { Space } from "../space/space.js";
import type { Genotype } from "../space/types.js";
import {
  type CostTable,
  entryOf,
  fingerprint,
  possibleLayers,
  sumCosts,
  tabulateCosts,
} from "./cost-table.js";
import { profileKey } from "./keys.js";
import type { ArchitectureCost, OperatorCost, OperatorProfile } from "./types.js";

/**
 * Latency [ms] and energy [mJ] of an architecture: the sum over its layers and fusion operators, edges being free
 * (Harmonic-NAS, the additive model). Of `profiles`, those of other spaces are ignored; an entry of a profile of this
 * space comes before one that serves every space. A partial architecture is costed if its operators are decided.
 * @throws MissingProfileEntries listing every key that no profile has
 * @throws InvalidInput where an operator is not decided (named), or the space has no layers to look up
 */
export function architectureCost(
  space: Space,
  genotype: Genotype,
  profiles: readonly OperatorProfile[],
  deviceName: string,
): ArchitectureCost {
  const layers = layersOf(space, genotype);
  if (layers === undefined) {
    throw new InvalidInput(
      "space",
      `space ${space.spec.id} has no layers known to the cost model: only measured or predicted costs exist for it`,
    );
  }
  const costs = layers.map((layer) => {
    const key = profileKey(layer);
    return { key, cost: entryOf(space, profiles, key) };
  });
  const missing = new Set(costs.flatMap(({ key, cost }) => (cost === undefined ? [key] : [])));
  if (missing.size > 0) throw new MissingProfileEntries(deviceName, [...missing]);
  const known = costs.flatMap(({ key, cost }) => (cost === undefined ? [] : [{ key, ...cost }]));
  return {
    latency: milliseconds(known.reduce((sum, { latency }) => sum + latency, 0)),
    energy: millijoules(known.reduce((sum, { energy }) => sum + energy, 0)),
    layers: known,
    excluded: excludedBackbones(space).map((name) => `${name} backbone: not in the profile`),
  };
}

/** Latency [ms] and energy [mJ] of one backbone of an architecture; undefined where the profiles lack one of its layers. */
export function backboneCost(
  space: Space,
  genotype: Genotype,
  profiles: readonly OperatorProfile[],
  backbone: string,
): OperatorCost | undefined {
  const layers = layersOf(space, genotype, { skipOpen: true }) ?? [];
  let [latency, energy] = [0, 0];
  for (const layer of layers) {
    if (layer.kind === "fusion" || layer.backbone !== backbone) continue;
    const cost = entryOf(space, profiles, profileKey(layer));
    if (cost === undefined) return undefined;
    latency += cost.latency;
    energy += cost.energy;
  }
  return { latency: milliseconds(latency), energy: millijoules(energy) };
}

/** Whether the profiles have an entry for every layer that an architecture of the space can have (and it has layers). */
export function profileCovers(space: Space, profiles: readonly OperatorProfile[]): boolean {
  const layers = possibleLayers(space);
  return (
    layers.length > 0 && layers.every((layer) => entryOf(space, profiles, profileKey(layer)) !== undefined)
  );
}

/** Costs of many architectures, one element per genotype. */
export interface BatchCost {
  /** Milliseconds; NaN where not covered. */
  readonly latency: Float64Array;
  /** Millijoules; NaN where not covered. */
  readonly energy: Float64Array;
  /** 1 where the architecture can be costed: its operators are decided and the profiles have every key. */
  readonly covered: Uint8Array;
}

/**
 * As `architectureCost` for many genotypes, without layers and without errors. The tables it sums from are kept per space
 * and `profiles` array, so pass the same array again; it must not be changed in between.
 */
export function batchCost(
  space: Space,
  genotypes: readonly Genotype[],
  profiles: readonly OperatorProfile[],
): BatchCost {
  const tables = tablesOf(space, profiles);
  const sums = (table: CostTable | undefined): Float64Array =>
    Float64Array.from(genotypes, (genotype) =>
      table === undefined ? Number.NaN : sumCosts(table, genotype),
    );
  const latency = sums(tables.latency);
  return {
    latency,
    energy: sums(tables.energy),
    covered: Uint8Array.from(latency, (value) => (Number.isNaN(value) ? 0 : 1)),
  };
}

/**
 * Latency [ms] or energy [mJ] of each genotype, a fusion operator that is not decided counting as the mean of all; finite where the
 * profiles cover the space.
 */
export function expectedCosts(
  space: Space,
  genotypes: readonly Genotype[],
  profiles: readonly OperatorProfile[],
  metric: CostMetric,
): Float64Array {
  const table = tablesOf(space, profiles)[metric];
  if (table === undefined) return new Float64Array(genotypes.length).fill(Number.NaN);
  const undecided = table.operators.reduce((sum, cost) => sum + cost / table.operators.length, 0);
  return Float64Array.from(genotypes, (genotype) => sumCosts(table, genotype, undecided));
}

/** Changes with every cost of the metric that `expectedCosts` may sum up, and with nothing else; undefined for spaces without layers. */
export function costVersion(
  space: Space,
  profiles: readonly OperatorProfile[],
  metric: CostMetric,
): string | undefined {
  const table = tablesOf(space, profiles)[metric];
  return table && fingerprint(table);
}

interface Tables {
  readonly latency: CostTable | undefined;
  readonly energy: CostTable | undefined;
}

const known = new WeakMap<readonly OperatorProfile[], WeakMap<Space, Tables>>();

function tablesOf(space: Space, profiles: readonly OperatorProfile[]): Tables {
  const perSpace = known.get(profiles) ?? new WeakMap<Space, Tables>();
  known.set(profiles, perSpace);
  const tables = perSpace.get(space) ?? {
    latency: tabulateCosts(space, profiles, "latency"),
    energy: tabulateCosts(space, profiles, "energy"),
  };
  perSpace.set(space, tables);
  return tables;
}
