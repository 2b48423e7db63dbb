import { InvalidInput } from "../../base/errors.js";
import type { Gene, SearchSpace } from "../types.js";
import { asGene, asList } from "./fields.js";
import { show } from "./wording.js";

/**
 * Reads the pairs of genes that must increase. The two genes of a pair must be of one tier and have the same two or
 * more choices. A gene may be in one pair at most, and no condition may name it.
 * @throws InvalidInput whose field is the place in `increasing`
 */
export function parseIncreasing(value: unknown, genes: readonly Gene[]): SearchSpace["increasing"] {
  if (value === undefined) return [];
  const byName = new Map(genes.map((gene) => [gene.name, gene]));
  const controllers = new Set(genes.flatMap((gene) => gene.activeWhen.map((condition) => condition.gene)));
  const paired = new Set<string>();
  return asList(value, "increasing").map((item, i) => {
    const place = `increasing[${i}]`;
    const pair = asList(item, place);
    if (pair.length !== 2) {
      throw new InvalidInput(place, `${place} must be a pair of gene names, not a list of ${pair.length}`);
    }
    const [first, second] = pair.map((name, j) => asGene(name, `${place}[${j}]`, byName));
    for (const { name } of [first, second]) {
      if (paired.has(name)) throw new InvalidInput(place, `gene "${name}" is in two increasing pairs`);
      if (controllers.has(name)) {
        throw new InvalidInput(place, `gene "${name}" of ${place} must not be named in a condition`);
      }
      paired.add(name);
    }
    checkAlike(first, second, place);
    return [first.name, second.name] as const;
  });
}

function checkAlike(first: Gene, second: Gene, place: string): void {
  const isSame =
    first.tier === second.tier &&
    first.choices.length === second.choices.length &&
    first.choices.every((choice, i) => choice === second.choices[i]);
  if (isSame && first.choices.length >= 2) return;
  throw new InvalidInput(
    place,
    `genes ${show(first.name)} and ${show(second.name)} of ${place} ` +
      "must have the same tier and the same two or more choices",
  );
}
