import { defined } from "../base/defined.js";
import { InvalidInput, MissingProfileEntries } from "../base/errors.js";
import type { CostMetric } from "../base/metric.js";
import { type Millijoules, millijoules, milliseconds } from "../base/units.js";
import { blueprintOf } from "../space/network/blueprint.js";
import { USUAL_FORM } from "../space/network/fusion-form.js";
import { excludedBackbones, layersOf } from "../space/network/index.js";
import type { Space } from "../space/space.js";
import { type Genotype, INACTIVE, OPEN } from "../space/types.js";
import { choiceKey } from "./choice-keys.js";
import { type CostTable, entryOf, fingerprint, sumCosts, tabulateCosts } from "./cost-table.js";
import { profileKey } from "./keys.js";
import { fusionLayers, profileKeys } from "./profile-keys.js";
import type { ArchitectureCost, OperatorCost, OperatorProfile } from "./types.js";

/**
 * Sums the latency [ms] and energy [mJ] of an architecture over its layers and fusion operators; edges cost nothing
 * (the additive model of Harmonic-NAS, Ghebriout et al., 2023). In a space whose layers are not known, it sums over the
 * choices of the genes that exist, which a profile lists by keys such as `depth=2`. Profiles
 * of other spaces are ignored. Where two profiles have the same key, the entry of a profile for this space takes
 * precedence over one that serves every space. A partial architecture has a cost if all of its fusion operators are
 * decided.
 * @param deviceName the device's name for error messages
 * @throws MissingProfileEntries listing every key that no profile has
 * @throws InvalidInput naming the operators that are not decided, or the genes
 */
export function architectureCost(
  space: Space,
  genotype: Genotype,
  profiles: readonly OperatorProfile[],
  deviceName: string,
): ArchitectureCost {
  const costs = partsOf(space, genotype).map((key) => ({ key, cost: entryOf(space, profiles, key) }));
  const missing = new Set(costs.flatMap(({ key, cost }) => (cost === undefined ? [key] : [])));
  if (missing.size > 0) throw new MissingProfileEntries(deviceName, [...missing]);
  const known = costs.flatMap(({ key, cost }) => (cost === undefined ? [] : [{ key, ...cost }]));
  return {
    latency: milliseconds(known.reduce((sum, { latency }) => sum + latency, 0)),
    ...defined({ energy: totalEnergy(known) }),
    layers: known,
    excluded: excludedBackbones(space).map((name) => `${name} backbone: not in the profile`),
  };
}

/** Sums the energies [mJ] of parts; undefined where one is not known. */
const totalEnergy = (parts: readonly OperatorCost[]): Millijoules | undefined =>
  parts.some(({ energy }) => energy === undefined)
    ? undefined
    : millijoules(parts.reduce((sum, { energy = 0 }) => sum + energy, 0));

/** Lists the keys of what an architecture's cost is the sum of: layers or, where they are not known, choices. */
function partsOf(space: Space, genotype: Genotype): readonly string[] {
  const layers = layersOf(space, genotype);
  if (layers !== undefined) return layers.map(profileKey);
  const open = space.genes.filter((_, position) => genotype[position] === OPEN).map(({ name }) => name);
  if (open.length > 0) {
    throw new InvalidInput("architecture", `the cost needs every gene; missing are ${open.join(", ")}`);
  }
  return space.genes.flatMap(({ name, choices }, position) =>
    genotype[position] === INACTIVE ? [] : [choiceKey(name, choices[genotype[position]])],
  );
}

/**
 * Lists the keys that the cost of an architecture needs and no profile has. The list is empty for an architecture or
 * a space without a layer list.
 */
export function missingEntries(
  space: Space,
  genotype: Genotype,
  profiles: readonly OperatorProfile[],
): readonly string[] {
  const keys = (layersOf(space, genotype, { skipOpen: true }) ?? []).map(profileKey);
  return [...new Set(keys.filter((key) => entryOf(space, profiles, key) === undefined))];
}

/**
 * Sums the latency [ms] and energy [mJ] of one backbone of an architecture. Returns undefined where the profiles lack
 * one of its layers.
 */
export function backboneCost(
  space: Space,
  genotype: Genotype,
  profiles: readonly OperatorProfile[],
  backbone: string,
): OperatorCost | undefined {
  const layers = layersOf(space, genotype, { skipOpen: true }) ?? [];
  const costs: OperatorCost[] = [];
  for (const layer of layers) {
    if (layer.kind === "fusion" || layer.backbone !== backbone) continue;
    const cost = entryOf(space, profiles, profileKey(layer));
    if (cost === undefined) return undefined;
    costs.push(cost);
  }
  const latency = milliseconds(costs.reduce((sum, cost) => sum + cost.latency, 0));
  return { latency, ...defined({ energy: totalEnergy(costs) }) };
}

/**
 * Tells whether the profiles have the metric's value for everything that a cost in the space can be the sum of; by
 * default that of latency, which every entry has.
 */
export const profileCovers = (
  space: Space,
  profiles: readonly OperatorProfile[],
  metric: CostMetric = "latency",
): boolean => profileKeys(space).every((key) => entryOf(space, profiles, key)?.[metric] !== undefined);

/**
 * Tells whether the profiles have anything of the space but the fusion operators, which are those of every space: a
 * device of which only these are known has no cost of any of the space's networks.
 */
export function profileReaches(space: Space, profiles: readonly OperatorProfile[]): boolean {
  const shared = new Set(fusionLayers(blueprintOf(space)?.form ?? USUAL_FORM).map(profileKey));
  return profileKeys(space).some((key) => !shared.has(key) && entryOf(space, profiles, key) !== undefined);
}

/**
 * Sums the latency [ms] or energy [mJ] of many genotypes, by the same model as `architectureCost`, without a list of
 * layers. Instead of throwing, it reports NaN for what is not covered. The tables that it sums from are kept per
 * space and `profiles` array: pass the same array again for speed, and do not change it in between.
 */
export function summedMetric(
  space: Space,
  genotypes: readonly Genotype[],
  profiles: readonly OperatorProfile[],
  metric: CostMetric,
): Float64Array {
  const table = tablesOf(space, profiles)[metric];
  return Float64Array.from(genotypes, (genotype) => sumCosts(table, genotype));
}

/**
 * Sums the latency [ms] or energy [mJ] of each genotype; a fusion operator or gene that is not decided counts as the
 * mean of all its choices, or as the cheapest. The values are finite where the profiles cover the space, NaN where an
 * entry is missing.
 */
export function expectedCosts(
  space: Space,
  genotypes: readonly Genotype[],
  profiles: readonly OperatorProfile[],
  metric: CostMetric,
  undecided: "mean" | "least" = "mean",
): Float64Array {
  const table = tablesOf(space, profiles)[metric];
  return Float64Array.from(genotypes, (genotype) => sumCosts(table, genotype, undecided));
}

/** Returns a fingerprint of all costs of the metric that `expectedCosts` can sum, and of nothing else. */
export const costVersion = (space: Space, profiles: readonly OperatorProfile[], metric: CostMetric): string =>
  fingerprint(tablesOf(space, profiles)[metric]);

/** The cost tables of a space, one per metric. */
interface Tables {
  readonly latency: CostTable;
  readonly energy: CostTable;
}

const tablesOfProfiles = new WeakMap<readonly OperatorProfile[], WeakMap<Space, Tables>>();

function tablesOf(space: Space, profiles: readonly OperatorProfile[]): Tables {
  const perSpace = tablesOfProfiles.get(profiles) ?? new WeakMap<Space, Tables>();
  tablesOfProfiles.set(profiles, perSpace);
  const tables = perSpace.get(space) ?? {
    latency: tabulateCosts(space, profiles, "latency"),
    energy: tabulateCosts(space, profiles, "energy"),
  };
  perSpace.set(space, tables);
  return tables;
}
