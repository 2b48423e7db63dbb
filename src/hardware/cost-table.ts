import { createHash } from "node:crypto";
import { type BackboneBlueprint, blueprintOf } from "../space/network/blueprint.js";
import type { Layer } from "../space/network/layer.js";
import type { Space } from "../space/space.js";
import { type Genotype, INACTIVE, OPEN } from "../space/types.js";
import { choiceKey } from "./choice-keys.js";
import { profileKey } from "./keys.js";
import { fusionLayers } from "./profile-keys.js";
import type { OperatorCost, OperatorProfile } from "./types.js";

/** The costs of one metric in a space on a device, arranged so that a genotype's choice indices address them. */
export interface CostTable {
  readonly backbones: readonly BackboneCosts[];
  /** The cost of each choice of an operator gene. */
  readonly operators: Float64Array;
  /** The positions of the operator genes in a genotype. */
  readonly operatorGenes: readonly number[];
  /** The cost of each choice, per gene, in a space whose layers are not known; else empty. NaN without an entry. */
  readonly choices: readonly Float64Array[];
}

/** The costs of one metric in one backbone; NaN where the profiles have no entry. */
interface BackboneCosts {
  readonly genes: BackboneBlueprint;
  /** The cost of all fixed layers together, per resolution choice. */
  readonly fixed: readonly number[];
  /** The cost of each form of each block: `[resolution choice][formsBefore + kernel index * ratios + expand index]`. */
  readonly blocks: readonly Float64Array[];
}

/** Finds the entry of a key in a profile of the space, else in a profile that serves every space. */
export function entryOf(
  space: Space,
  profiles: readonly OperatorProfile[],
  key: string,
): OperatorCost | undefined {
  let general: OperatorCost | undefined;
  for (const { spaces, entries } of profiles) {
    if (!Object.hasOwn(entries, key)) continue;
    if (spaces === undefined) general ??= entries[key];
    else if (spaces.includes(space.spec.id)) return entries[key];
  }
  return general;
}

/** Builds the cost table of a metric: of layers or, in a space whose layers are not known, of choices. */
export function tabulateCosts(
  space: Space,
  profiles: readonly OperatorProfile[],
  metric: "latency" | "energy",
): CostTable {
  const costAt = (key: string): number => entryOf(space, profiles, key)?.[metric] ?? Number.NaN;
  const costOf = (layer: Layer): number => costAt(profileKey(layer));
  const blueprint = blueprintOf(space);
  if (blueprint === undefined) {
    const choices = space.genes.map(({ name, choices }) =>
      Float64Array.from(choices, (choice) => costAt(choiceKey(name, choice))),
    );
    return { backbones: [], operators: new Float64Array(), operatorGenes: [], choices };
  }
  return {
    backbones: blueprint.backbones.map((genes) => ({
      genes,
      fixed: genes.variants.map(({ fixed }) =>
        [...fixed.head, ...fixed.tail].reduce((sum, layer) => sum + costOf(layer), 0),
      ),
      blocks: genes.variants.map(({ blocks }) => Float64Array.from(blocks.flat(), costOf)),
    })),
    operators: Float64Array.from(fusionLayers(blueprint.form), costOf),
    operatorGenes: blueprint.operators.flat().filter((position) => position >= 0),
    choices: [],
  };
}

/**
 * Sums the cost of the layers or choices of `genotype`. For each fusion operator or choice that is open it counts the
 * mean or the least of all that are possible, as `undecided` says; without it the sum is NaN, as where an entry is
 * missing.
 */
export function sumCosts(table: CostTable, genotype: Genotype, undecided?: "mean" | "least"): number {
  const open = (costs: Float64Array): number => {
    if (undecided === undefined) return Number.NaN;
    return undecided === "mean" ? mean(costs) : costs.reduce((least, cost) => Math.min(least, cost));
  };
  let sum = 0;
  for (const { genes, fixed, blocks } of table.backbones) {
    const variant = genes.resolution < 0 ? 0 : genotype[genes.resolution];
    const forms = blocks[variant];
    sum += fixed[variant];
    for (let block = 0; block < genes.kernels.length; block++) {
      const kernel = genotype[genes.kernels[block]];
      if (kernel === INACTIVE) continue;
      sum += forms[genes.formsBefore[block] + kernel * genes.ratios[block] + genotype[genes.expands[block]]];
    }
  }
  for (const position of table.operatorGenes) {
    const choice = genotype[position];
    if (choice === INACTIVE) continue;
    sum += choice === OPEN ? open(table.operators) : table.operators[choice];
  }
  for (let position = 0; position < table.choices.length; position++) {
    const choice = genotype[position];
    if (choice === INACTIVE) continue;
    sum += choice === OPEN ? open(table.choices[position]) : table.choices[position][choice];
  }
  return sum;
}

const mean = (costs: Float64Array): number => costs.reduce((sum, cost) => sum + cost / costs.length, 0);

/** Returns a hash of all costs in the table. */
export function fingerprint({ backbones, operators, choices }: CostTable): string {
  const hash = createHash("sha256").update(operators);
  for (const { fixed, blocks } of backbones) {
    hash.update(Float64Array.from(fixed));
    for (const block of blocks) hash.update(block);
  }
  for (const costs of choices) hash.update(costs);
  return hash.digest("hex").slice(0, 16);
}
