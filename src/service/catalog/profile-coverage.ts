import { InvalidInput } from "../../base/errors.js";
import type { SpaceId } from "../../base/ids.js";
import { asDeclared, isChoiceKey } from "../../hardware/choice-keys.js";
import { entryOf } from "../../hardware/cost-table.js";
import { costParts, profileKeys } from "../../hardware/profile-keys.js";
import type { OperatorCost, OperatorProfile } from "../../hardware/types.js";
import type { Space } from "../../space/space.js";

/** What the cost model has and lacks in a space after an import. */
export interface Coverage {
  readonly space: SpaceId;
  /** The number of keys that a profile of the space needs so that every architecture has a cost. */
  readonly needed: number;
  /** The keys of these that the device's profiles lack. Networks that need one have no cost by the profile. */
  readonly missing: readonly string[];
  /** The keys that were given, but that the cost model does not read in this space. */
  readonly unused: readonly string[];
}

type Entries = Readonly<Record<string, OperatorCost>>;

const SHOWN = 8;

/** Compares the keys of an import, and of the profiles after it, with those that the space needs. */
export function coverageOf(space: Space, given: Entries, profiles: readonly OperatorProfile[]): Coverage {
  const needed = profileKeys(space);
  const isNeeded = new Set(needed);
  return {
    space: space.spec.id,
    needed: needed.length,
    missing: needed.filter((key) => entryOf(space, profiles, key) === undefined),
    unused: Object.keys(given).filter((key) => !isNeeded.has(key)),
  };
}

/**
 * Refuses entries that the cost model cannot use in one of the named spaces, with the keys that it needs there, and
 * choices that none of these spaces has.
 *
 * @throws InvalidInput on `spaces` or `content`
 */
export function requireUsable(entries: Entries, named: readonly Space[]): void {
  const keys = Object.keys(entries);
  const choice = keys.find(isChoiceKey);
  if (named.length === 0 && choice !== undefined) {
    throw new InvalidInput(
      "spaces",
      `"${choice}" is the cost of a choice of a gene, which serves one search space: name the space`,
    );
  }
  for (const space of named) {
    if (!keys.some(readIn(space))) {
      const remedy = { kind: "listProfileKeys", space: space.spec.id } as const;
      throw new InvalidInput("content", unusable(space, keys), remedy);
    }
  }
  const readers = named.map(readIn);
  const stray = keys.find((key) => isChoiceKey(key) && !readers.some((reads) => reads(key)));
  if (stray !== undefined) throw new InvalidInput("content", strayChoice(named, stray));
}

/** Says in words if the cost model reads none of the entries in any search space; else returns undefined. */
export function readNowhere(entries: Entries, spaces: readonly Space[]): string | undefined {
  const keys = Object.keys(entries);
  if (spaces.map(readIn).some((reads) => keys.some(reads))) return undefined;
  return `the cost model reads none of these ${keys.length} keys in any search space: ${shown(keys)}`;
}

/** Returns a test whether the cost model reads a key in the space. */
function readIn(space: Space): (key: string) => boolean {
  const needed = new Set(profileKeys(space));
  return (key) => needed.has(asDeclared(space, key));
}

function unusable(space: Space, keys: readonly string[]): string {
  const needed = profileKeys(space);
  const parts = costParts(space) === "layers" ? "layers" : "choices of genes (a cost table)";
  return (
    `the cost model reads none of these ${keys.length} keys (${shown(keys)}) in the space ${space.spec.id}, ` +
    `where it sums the costs of ${parts}. It needs ${needed.length} keys: ${shown(needed)}`
  );
}

function strayChoice(named: readonly Space[], key: string): string {
  const gene = key.slice(0, key.indexOf("="));
  const spaces = named.map(({ spec }) => spec.id).join(", ");
  const found = named.map((space) => space.genes[space.position.get(gene) ?? -1]).find(Boolean);
  if (found === undefined) {
    const genes = [...new Set(named.flatMap((space) => space.genes.map(({ name }) => name)))];
    return `"${key}": ${spaces} has no gene "${gene}"; its genes are ${shown(genes)}`;
  }
  return `"${key}": gene "${gene}" of ${spaces} has the choices ${found.choices.join(", ")}`;
}

const shown = (keys: readonly string[]): string =>
  keys.length <= SHOWN
    ? keys.join(", ")
    : `${keys.slice(0, SHOWN).join(", ")} and ${keys.length - SHOWN} more`;
