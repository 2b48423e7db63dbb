import type { Samples } from "./samples.js";

/** How many standard deviations from chance a gene may tell the parts of a division apart. */
const MOST_DEVIATIONS = 4;

/**
 * Tells whether a division of measurements follows a gene of their networks, as in a table that is sorted by genes:
 * then it cannot be told whether the part or its networks are different. A gene tells the parts apart if its choices
 * in one part all come before those in the other, or nearly so (Mann-Whitney's statistic).
 * @param rows numbers of the measurements
 * @param part positions in `rows`
 */
export function isConfounded(
  { space, genotypes, network }: Samples,
  rows: readonly number[],
  part: readonly number[],
): boolean {
  const isPart = new Uint8Array(rows.length);
  for (const i of part) isPart[i] = 1;
  const [mine, rest] = [part.length, rows.length - part.length];
  const deviation = Math.sqrt((rows.length + 1) / (12 * mine * rest));
  return space.genes.some((_, gene) => {
    const counts = new Map<number, [number, number]>();
    for (const [i, row] of rows.entries()) {
      const choice = genotypes[network[row]][gene];
      const count = counts.get(choice) ?? [0, 0];
      count[isPart[i]]++;
      counts.set(choice, count);
    }
    if (counts.size < 2) return false;
    let [before, pairs] = [0, 0];
    for (const [, [inRest, inPart]] of [...counts].sort(([a], [b]) => a - b)) {
      pairs += inPart * (before + inRest / 2);
      before += inRest;
    }
    const share = pairs / (mine * rest);
    const separates = [...counts.values()].every(([a, b]) => a === 0 || b === 0);
    const isSorted = separates && (share === 0 || share === 1);
    return isSorted || Math.abs(share - 0.5) > MOST_DEVIATIONS * deviation;
  });
}
