import type { NetworkRows } from "../../../projections/networks/network-rows.js";
import type { Choice } from "../../../space/types.js";

/** The choices of one gene, one per network. */
export interface GeneColumn {
  readonly name: string;
  readonly choices: readonly Choice[];
  /** Whether the choices have a natural order, such as sizes. */
  readonly ordered: boolean;
  /** One byte per network: the index of its choice, 254 where it is not decided, 255 where the gene does not exist. */
  readonly codes: Uint8Array;
}

/** The genes of the networks in these rows, as columns in the order of the space's genes. */
export function geneColumns(networks: NetworkRows, rows: Uint32Array): readonly GeneColumn[] {
  const { genes } = networks.space;
  const codes = genes.map(() => new Uint8Array(rows.length));
  rows.forEach((row, i) => {
    const genotype = networks.genotype(row);
    for (let g = 0; g < genes.length; g++) codes[g][i] = genotype[g];
  });
  return genes.map(({ name, choices, ordered }, g) => ({ name, choices, ordered, codes: codes[g] }));
}
