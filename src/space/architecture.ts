import { InvalidInput } from "../base/errors.js";
import { nearChoice } from "./near-choice.js";
import { closestName } from "./parse/closest-name.js";
import { listChoices, shortened, show } from "./parse/wording.js";
import { isActive, type Space } from "./space.js";
import { type Architecture, type Choice, type Genotype, INACTIVE, OPEN } from "./types.js";

/** Marks a gene that the architecture does not name. It is later replaced by INACTIVE or OPEN, or causes an error. */
const UNNAMED = 253;

/**
 * Checks a map from gene to choice that comes from outside, and turns it into a canonical genotype. Genes that do not
 * exist in the architecture are dropped, although their choices must be valid. Tier-2 genes may be missing; they are
 * then OPEN.
 *
 * ```ts
 * parseArchitecture(space, { depth: 2, kernel: 5 }); // Uint8Array of choice indices, one per gene
 * ```
 * @param field the name of the input for error messages
 * @throws InvalidInput whose field is `field` or `field.gene`, and whose message names the gene and its choices
 */
export function parseArchitecture(space: Space, value: unknown, field = "architecture"): Genotype {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new InvalidInput(
      field,
      `${field} must be an object that maps genes of ${space.spec.id} to choices, not ${show(value)}`,
    );
  }
  const genotype = new Uint8Array(space.genes.length).fill(UNNAMED);
  const map = value as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(map)) {
    const position = space.position.get(name);
    if (position === undefined) throw unknownGene(space, name, field);
    const choice = map[name];
    if (choice === undefined) continue;
    const index = choiceIndexOf(space, position, choice);
    if (index === undefined) throw wrongChoice(space, position, choice, field);
    genotype[position] = index;
  }
  settle(space, genotype, field);
  checkPairs(space, genotype, field);
  return genotype;
}

/** Returns the map from gene to choice of a genotype: only genes that exist and are decided, in gene order. */
export function toArchitecture(space: Space, genotype: Genotype): Architecture {
  const architecture: Record<string, Choice> = {};
  for (let p = 0; p < genotype.length; p++) {
    if (genotype[p] < UNNAMED) architecture[space.genes[p].name] = space.genes[p].choices[genotype[p]];
  }
  return architecture;
}

/**
 * Returns the genotype of an architecture that is known to be valid, for example one from the archive. It checks
 * nothing: a missing gene becomes OPEN.
 */
export function fromArchitecture(space: Space, architecture: Architecture): Genotype {
  const genotype = new Uint8Array(space.genes.length);
  for (const p of space.order) {
    if (!isActive(space, genotype, p)) genotype[p] = INACTIVE;
    else genotype[p] = space.choiceIndex[p].get(architecture[space.genes[p].name]) ?? OPEN;
  }
  return genotype;
}

/** Tells whether the genotype is partial: some tier-2 gene exists but is not decided. */
export function isPartial(genotype: Genotype): boolean {
  return genotype.includes(OPEN);
}

/** Marks genes that do not exist as INACTIVE, and missing tier-2 genes as OPEN; a missing tier-1 gene is an error. */
function settle(space: Space, genotype: Uint8Array, field: string): void {
  for (const p of space.order) {
    if (!isActive(space, genotype, p)) genotype[p] = INACTIVE;
    else if (genotype[p] === UNNAMED) {
      const gene = space.genes[p];
      if (gene.tier === 1) {
        throw new InvalidInput(
          `${field}.${gene.name}`,
          `gene "${gene.name}" is missing; choose one of ${listChoices(gene.choices)}`,
        );
      }
      genotype[p] = OPEN;
    }
  }
}

/** Checks the order of increasing pairs. Where one gene of a pair is open, the other must leave a choice for it. */
function checkPairs(space: Space, genotype: Genotype, field: string): void {
  for (let second = 0; second < genotype.length; second++) {
    const first = space.greaterThan[second];
    if (first < 0 || genotype[first] === INACTIVE || genotype[second] === INACTIVE) continue;
    const { name, choices } = space.genes[second];
    const low = genotype[first] === OPEN ? -1 : genotype[first];
    const high = genotype[second] === OPEN ? choices.length : genotype[second];
    if (low < high && low < choices.length - 1 && high > 0) continue;
    throw new InvalidInput(
      `${field}.${name}`,
      `gene "${space.genes[first].name}" must come before gene "${name}" in the order ${listChoices(choices)}` +
        `; got ${named(choices, genotype[first])} and ${named(choices, genotype[second])}`,
    );
  }
}

/** Renders a choice by its index for an error message. */
function named(choices: readonly Choice[], index: number): string {
  return index === OPEN ? "nothing yet" : show(choices[index]);
}

function unknownGene(space: Space, name: string, field: string): InvalidInput {
  const near = closestName(name, space.position.keys());
  const hint =
    near === undefined
      ? `its genes are ${shortened([...space.position.keys()], 12)}`
      : `did you mean "${near}"?`;
  return new InvalidInput(
    `${field}.${name.slice(0, 100)}`,
    `space ${space.spec.id} has no gene ${show(name)}; ${hint}`,
  );
}

/** Returns the index of a choice; a number may be off by rounding. */
function choiceIndexOf(space: Space, position: number, choice: unknown): number | undefined {
  const index = space.choiceIndex[position].get(choice as Choice);
  if (index !== undefined || typeof choice !== "number") return index;
  const near = nearChoice(space.genes[position].choices, choice);
  return near < 0 ? undefined : near;
}

function wrongChoice(space: Space, position: number, choice: unknown, field: string): InvalidInput {
  const { name, choices } = space.genes[position];
  return new InvalidInput(
    `${field}.${name}`,
    `gene "${name}" must be one of ${listChoices(choices)}; got ${show(choice)}`,
  );
}
