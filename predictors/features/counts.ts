import type { Space } from "../../src/space/space.js";
import { type Genotype, INACTIVE, OPEN } from "../../src/space/types.js";
import type { FeatureBlock } from "./block.js";

/** Fewer genes say themselves how often a choice is taken. */
const LEAST_GENES = 3;

/** Genes that are places for the same things, and the things. */
interface Places {
  readonly genes: readonly number[];
  readonly labels: readonly string[];
}

/**
 * Unordered genes that have choices in common are places for the same things, such as the operators of a fusion network's
 * nodes: how often each thing is there, over all its places that are active. A gene that is not decided counts for a share of
 * each of its choices. What fills the same places is one group. `isTold`: genes that another block counts.
 */
export function countFeatures(space: Space, isTold: (position: number) => boolean): FeatureBlock {
  const all = placesOf(space, isTold);
  const names = all.flatMap(({ labels }) => labels.map((label) => `count of ${label}`));
  const groups = all.flatMap(({ labels }, group) => labels.map(() => group));
  const columns = new Map<number, readonly number[]>();
  let first = 0;
  for (const { genes, labels } of all) {
    for (const p of genes) {
      columns.set(
        p,
        space.genes[p].choices.map((choice) => first + labels.indexOf(String(choice))),
      );
    }
    first += labels.length;
  }
  const write = (genotype: Genotype, data: Float64Array, offset: number): void => {
    for (const [p, of] of columns) {
      const choice = genotype[p];
      if (choice === INACTIVE) continue;
      if (choice !== OPEN) data[offset + of[choice]]++;
      else for (const column of of) data[offset + column] += 1 / of.length;
    }
  };
  return { names, groups, write };
}

function placesOf(space: Space, isTold: (position: number) => boolean): readonly Places[] {
  let found: { genes: number[]; labels: Set<string> }[] = [];
  space.genes.forEach(({ ordered, choices }, p) => {
    if (ordered || choices.length < 2 || isTold(p)) return;
    const labels = choices.map(String);
    const same = found.filter((places) => labels.some((label) => places.labels.has(label)));
    found = [
      ...found.filter((places) => !same.includes(places)),
      {
        genes: [...same.flatMap(({ genes }) => genes), p],
        labels: new Set([...same.flatMap((places) => [...places.labels]), ...labels]),
      },
    ];
  });
  return found
    .filter(({ genes }) => genes.length >= LEAST_GENES)
    .map(({ genes, labels }) => ({ genes, labels: [...labels] }));
}
