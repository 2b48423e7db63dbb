import type { Space } from "../../src/space/space.js";
import { type Genotype, INACTIVE, OPEN } from "../../src/space/types.js";
import type { FeatureBlock } from "./block.js";

/** Smallest number of genes that are counted; the own columns of fewer genes say as much. */
const LEAST_GENES = 3;

/** Genes that share choices, directly or through other genes of the list, and all their choices. */
interface SharingGenes {
  readonly genes: readonly number[];
  readonly labels: readonly string[];
}

/**
 * Counts of choices over unordered genes that share choices, such as the operators of a fusion network's nodes. There
 * is one column per choice: the number of active genes that take it. A gene that is not decided yet counts for each of
 * its choices with an equal fraction. The columns of genes that share choices form one group.
 * @param isCounted whether another block counts the choices of a gene already
 */
export function countFeatures(space: Space, isCounted: (position: number) => boolean): FeatureBlock {
  const all = sharingGenes(space, isCounted);
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

function sharingGenes(space: Space, isCounted: (position: number) => boolean): readonly SharingGenes[] {
  let found: { genes: number[]; labels: Set<string> }[] = [];
  space.genes.forEach(({ ordered, choices }, p) => {
    if (ordered || choices.length < 2 || isCounted(p)) return;
    const labels = choices.map(String);
    const same = found.filter((sharing) => labels.some((label) => sharing.labels.has(label)));
    found = [
      ...found.filter((sharing) => !same.includes(sharing)),
      {
        genes: [...same.flatMap(({ genes }) => genes), p],
        labels: new Set([...same.flatMap((sharing) => [...sharing.labels]), ...labels]),
      },
    ];
  });
  return found
    .filter(({ genes }) => genes.length >= LEAST_GENES)
    .map(({ genes, labels }) => ({ genes, labels: [...labels] }));
}
