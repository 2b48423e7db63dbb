import type { Space } from "./space.js";
import { type Gene, type Genotype, INACTIVE, OPEN } from "./types.js";

/** The encoded genes of some genotypes: a row-major matrix of `rows` x `columns` with values in [0, 1]. */
export interface EncodedGenes {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
  /** The name of each column. */
  readonly names: string[];
  /** For each column, the position of the gene that it describes. */
  readonly groups: Int32Array;
}

/**
 * Encodes genes as numbers in [0, 1], one row per genotype. A gene whose choices are ordered has one column: its
 * choice scaled from 0 (least) to 1 (greatest), by value where all choices are numbers and by rank otherwise. If the
 * gene has conditions, a second column says whether it exists. Any other gene is one-hot. All columns of a gene that
 * does not exist are 0. An open gene has the mean over its choices.
 */
export function encodeGenes(space: Space, genotypes: readonly Genotype[]): EncodedGenes {
  const { genes, starts, columns } = layoutOf(space);
  const data = new Float64Array(genotypes.length * columns);
  genotypes.forEach((genotype, row) => {
    for (let p = 0; p < genes.length; p++) {
      if (genotype[p] === INACTIVE) continue;
      const { values, open } = genes[p];
      const filled = genotype[p] === OPEN ? open : values[genotype[p]];
      const at = row * columns + starts[p];
      for (let c = 0; c < filled.length; c++) data[at + c] = filled[c];
    }
  });
  return {
    rows: genotypes.length,
    columns,
    data,
    names: genes.flatMap((gene) => gene.names),
    groups: Int32Array.from(genes.flatMap((gene, p) => gene.names.map(() => p))),
  };
}

/** How the genes of a space map to columns. */
interface Layout {
  readonly genes: readonly GeneColumns[];
  /** The first column of each gene. */
  readonly starts: readonly number[];
  readonly columns: number;
}

const layouts = new WeakMap<Space, Layout>();

function layoutOf(space: Space): Layout {
  let layout = layouts.get(space);
  if (layout === undefined) {
    const genes = space.genes.map(geneColumns);
    const starts: number[] = [];
    let columns = 0;
    for (const gene of genes) {
      starts.push(columns);
      columns += gene.names.length;
    }
    layout = { genes, starts, columns };
    layouts.set(space, layout);
  }
  return layout;
}

/** The columns of one gene. */
interface GeneColumns {
  readonly names: string[];
  /** The values of the columns per choice index. */
  readonly values: readonly Float64Array[];
  /** The mean of the values over all choices. */
  readonly open: Float64Array;
}

function geneColumns(gene: Gene): GeneColumns {
  const { names, values } = gene.ordered ? orderedColumns(gene) : oneHotColumns(gene);
  const open = names.map((_, c) => values.reduce((sum, row) => sum + row[c], 0) / values.length);
  return { names, values: values.map((row) => Float64Array.from(row)), open: Float64Array.from(open) };
}

function oneHotColumns({ name, choices }: Gene): { names: string[]; values: number[][] } {
  return {
    names: choices.map((choice) => `${name}=${choice}`),
    values: choices.map((_, i) => choices.map((_, j) => (i === j ? 1 : 0))),
  };
}

function orderedColumns({ name, choices, activeWhen }: Gene): { names: string[]; values: number[][] } {
  const scale = scaledChoices(choices);
  return activeWhen.length === 0
    ? { names: [name], values: scale.map((value) => [value]) }
    : { names: [name, `${name}:exists`], values: scale.map((value) => [value, 1]) };
}

function scaledChoices(choices: Gene["choices"]): number[] {
  const numbers = choices.every((choice) => typeof choice === "number") ? choices.map(Number) : undefined;
  const values = numbers ?? choices.map((_, i) => i);
  const least = Math.min(...values);
  const range = Math.max(...values) - least;
  return values.map((value) => (range === 0 ? 0 : (value - least) / range));
}
