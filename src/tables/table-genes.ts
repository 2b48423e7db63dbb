import { InvalidInput } from "../base/errors.js";
import { nearChoice } from "../space/near-choice.js";
import { isActive, type Space } from "../space/space.js";
import { type Gene, type Genotype, INACTIVE, OPEN } from "../space/types.js";

/** Reads the gene cells of one row. `where` begins its error messages, for example "line 7". */
export type GenesReader = (cells: readonly string[], where: string) => Genotype;

/**
 * Makes a reader that turns gene cells into canonical genotypes. Cells of genes that do not exist in the network are
 * ignored, whatever they hold.
 * @param columns the gene's position per cell; -1 where the cell is not a gene
 * @throws InvalidInput from the reader, for an unknown or empty choice of a gene that exists (an empty tier-2 gene
 * stays open), and for an increasing pair in the wrong order
 */
export function genesReader(space: Space, columns: Int16Array): GenesReader {
  const cellOf = new Int16Array(space.genes.length).fill(-1);
  columns.forEach((position, cell) => {
    if (position >= 0) cellOf[position] = cell;
  });
  const choices = space.genes.map((gene) => new Map(gene.choices.map((choice, i) => [String(choice), i])));
  return (cells, where) => {
    const genotype = new Uint8Array(space.genes.length).fill(INACTIVE);
    for (const p of space.order) {
      if (!isActive(space, genotype, p)) continue;
      const cell = cellOf[p] < 0 ? "" : cells[cellOf[p]];
      genotype[p] = choices[p].get(cell) ?? lenientChoice(space.genes[p], cell, where);
      refuseDisorder(space, genotype, p, where);
    }
    return genotype;
  };
}

/**
 * Reads a cell that does not match a choice literally: it may be padded, empty, or a number in another notation
 * ("3.0" or "3,0" for 3) or with a rounding error ("0.30000000000000004" for 0.3).
 */
function lenientChoice(gene: Gene, cell: string, where: string): number {
  const text = cell.trim();
  if (text === "" && gene.tier === 2) return OPEN;
  const exact = gene.choices.indexOf(text);
  const index = exact >= 0 || text === "" ? exact : nearChoice(gene.choices, Number(text.replace(",", ".")));
  if (index >= 0) return index;
  const problem = text === "" ? "is empty" : `has the unknown choice ${JSON.stringify(text.slice(0, 60))}`;
  throw new InvalidInput(
    gene.name,
    `${where}: gene ${gene.name} ${problem}; allowed: ${gene.choices.join(", ")}`,
  );
}

/** Checks that the second gene of an increasing pair comes after the first. */
function refuseDisorder(space: Space, genotype: Genotype, position: number, where: string): void {
  const lower = space.greaterThan[position];
  if (lower < 0 || genotype[lower] >= OPEN || genotype[position] >= OPEN) return;
  if (genotype[position] > genotype[lower]) return;
  const gene = space.genes[position];
  throw new InvalidInput(
    gene.name,
    `${where}: gene ${gene.name} must come after ${space.genes[lower].name} in the list ${gene.choices.join(", ")}`,
  );
}
