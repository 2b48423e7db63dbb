import { createHash } from "node:crypto";
import { EXPANDS } from "../space/network/backbone.js";
import { type BackboneBlueprint, blueprintOf } from "../space/network/blueprint.js";
import { FUSION_CHANNELS, FUSION_LENGTH, FUSION_OPERATORS, type Layer } from "../space/network/layer.js";
import type { Space } from "../space/space.js";
import { type Genotype, INACTIVE, OPEN } from "../space/types.js";
import { profileKey } from "./keys.js";
import type { OperatorCost, OperatorProfile } from "./types.js";

/** The costs of one metric in a space on a device, arranged so that a genotype's choice indices address them. */
export interface CostTable {
  readonly backbones: readonly BackboneCosts[];
  /** The cost of each choice of an operator gene. */
  readonly operators: Float64Array;
  /** The positions of the operator genes in a genotype. */
  readonly operatorGenes: readonly number[];
}

/** The costs of one metric in one backbone; NaN where the profiles have no entry. */
interface BackboneCosts {
  readonly genes: BackboneBlueprint;
  /** The cost of all fixed layers together, per resolution choice. */
  readonly fixed: readonly number[];
  /** The cost of each form of each block: `[resolution choice][block * 9 + kernel index * 3 + expand index]`. */
  readonly blocks: readonly Float64Array[];
}

/** Forms of a block: 3 kernel sizes x 3 expand ratios. */
const FORMS = 9;

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

/** Builds the cost table of a metric. Returns undefined for a space without a layer list. */
export function tabulateCosts(
  space: Space,
  profiles: readonly OperatorProfile[],
  metric: "latency" | "energy",
): CostTable | undefined {
  const blueprint = blueprintOf(space);
  if (blueprint === undefined) return undefined;
  const costOf = (layer: Layer): number =>
    entryOf(space, profiles, profileKey(layer))?.[metric] ?? Number.NaN;
  return {
    backbones: blueprint.backbones.map((genes) => ({
      genes,
      fixed: genes.variants.map(({ fixed }) =>
        [...fixed.head, ...fixed.tail].reduce((sum, layer) => sum + costOf(layer), 0),
      ),
      blocks: genes.variants.map(({ blocks }) => Float64Array.from(blocks.flat(), costOf)),
    })),
    operators: Float64Array.from(fusionLayers(), costOf),
    operatorGenes: blueprint.operators.flat().filter((position) => position >= 0),
  };
}

/**
 * Sums the cost of the layers of `genotype`, counting `undecided` for each fusion operator that is open. The sum is
 * NaN where an entry is missing.
 */
export function sumCosts(table: CostTable, genotype: Genotype, undecided = Number.NaN): number {
  let sum = 0;
  for (const { genes, fixed, blocks } of table.backbones) {
    const variant = genes.resolution < 0 ? 0 : genotype[genes.resolution];
    const forms = blocks[variant];
    sum += fixed[variant];
    for (let block = 0; block < genes.kernels.length; block++) {
      const kernel = genotype[genes.kernels[block]];
      if (kernel === INACTIVE) continue;
      sum += forms[block * FORMS + kernel * EXPANDS.length + genotype[genes.expands[block]]];
    }
  }
  for (const position of table.operatorGenes) {
    const choice = genotype[position];
    if (choice === INACTIVE) continue;
    sum += choice === OPEN ? undecided : table.operators[choice];
  }
  return sum;
}

/** Returns a hash of all costs in the table. */
export function fingerprint({ backbones, operators }: CostTable): string {
  const hash = createHash("sha256").update(operators);
  for (const { fixed, blocks } of backbones) {
    hash.update(Float64Array.from(fixed));
    for (const block of blocks) hash.update(block);
  }
  return hash.digest("hex").slice(0, 16);
}

/**
 * Lists every layer that an architecture of the space can have. The list is empty for a space without a layer list.
 */
export function possibleLayers(space: Space): readonly Layer[] {
  const blueprint = blueprintOf(space);
  if (blueprint === undefined) return [];
  const layers = blueprint.backbones.flatMap(({ variants }) =>
    variants.flatMap(({ fixed, blocks }): Layer[] => [...fixed.head, ...blocks.flat(), ...fixed.tail]),
  );
  return blueprint.cells < 0 ? layers : [...layers, ...fusionLayers()];
}

const fusionLayers = (): readonly Layer[] =>
  FUSION_OPERATORS.map((operator) => ({
    kind: "fusion",
    operator,
    cell: 1,
    node: 1,
    channels: FUSION_CHANNELS,
    length: FUSION_LENGTH,
  }));
