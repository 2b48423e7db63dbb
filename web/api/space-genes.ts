import { SpaceGenesDocument } from "../generated/operations.js";
import type { Choice } from "../parts/forms/gene-limits.js";
import { ask } from "./ask.js";

/** A gene of a search space with its choices. */
export interface SpaceGene {
  readonly name: string;
  readonly choices: readonly Choice[];
}

const asked = new Map<string, Promise<readonly SpaceGene[]>>();

/** The genes of a search space, which never change, so that they are asked for once. */
export function genesOfSpace(space: string): Promise<readonly SpaceGene[]> {
  const found =
    asked.get(space) ??
    ask(SpaceGenesDocument, { space }).then(({ searchSpace }) =>
      (searchSpace?.genes ?? []).map(({ name, choices }) => ({
        name,
        choices: choices as readonly Choice[],
      })),
    );
  asked.set(space, found);
  found.catch(() => asked.delete(space));
  return found;
}
