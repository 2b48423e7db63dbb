import { encodeGenes } from "../../src/space/encode.js";
import type { Space } from "../../src/space/space.js";
import { type Genotype, INACTIVE, OPEN } from "../../src/space/types.js";
import type { Bearing, FeatureBlock } from "./block.js";

/** The columns of one gene. */
interface GeneColumns {
  readonly position: number;
  readonly columns: readonly number[];
}

/**
 * The columns of `encodeGenes`, without those of genes that another block replaces. The columns of a gene form a group.
 * Genes that another block joins form one group together; if that block has columns that bear on function, their own
 * columns bear on cost alone.
 */
export function geneFeatures(space: Space, others: readonly FeatureBlock[]): FeatureBlock {
  const table = encodingTable(space);
  const isJoined = (p: number): boolean => others.some((block) => block.joins?.has(p));
  const hasFunctionColumns = (p: number): boolean =>
    others.some(({ joins, bearing }) => bearing && joins?.has(p));
  const names: string[] = [];
  const groups: number[] = [];
  const bearing: Bearing[] = [];
  const kept: { readonly position: number; readonly rows: readonly (readonly number[])[] }[] = [];
  let next = others.some((block) => block.joins !== undefined) ? 1 : 0;
  for (const { position, columns } of table.genes) {
    if (others.some((block) => block.replaces?.has(position))) continue;
    const group = isJoined(position) ? 0 : next++;
    names.push(...columns.map((c) => table.names[c]));
    groups.push(...columns.map(() => group));
    bearing.push(...columns.map((): Bearing => (hasFunctionColumns(position) ? "cost" : "both")));
    kept.push({ position, rows: table.rows(position, columns) });
  }
  const write = (genotype: Genotype, data: Float64Array, offset: number): void => {
    let at = offset;
    for (const { position, rows } of kept) {
      for (const value of rows[genotype[position]]) data[at++] = value;
    }
  };
  return { names, groups, bearing, write };
}

/** Encodes each state of each gene once, by `encodeGenes`, so that encoding a genotype only looks numbers up. */
function encodingTable(space: Space) {
  const { names, groups } = encodeGenes(space, []);
  const genes: GeneColumns[] = space.genes.map((_, position) => ({
    position,
    columns: [...groups.keys()].filter((c) => groups[c] === position),
  }));
  const rows = (position: number, columns: readonly number[]): number[][] => {
    const states = [...space.genes[position].choices.keys(), OPEN, INACTIVE];
    const encoded = encodeGenes(
      space,
      states.map((state) =>
        new Uint8Array(space.genes.length).fill(INACTIVE).fill(state, position, position + 1),
      ),
    );
    const table: number[][] = [];
    states.forEach((state, r) => {
      table[state] = columns.map((c) => encoded.data[r * encoded.columns + c]);
    });
    return table;
  };
  return { names, genes, rows };
}
