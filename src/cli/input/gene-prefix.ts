/** The prefix of a column of a gene in CSV files in which its plain name is that of another column. */
export const GENE_PREFIX = "gene:";

/**
 * The gene that each column of a file is of; undefined for other columns. A column `gene:NAME` is of the gene NAME, and
 * a column NAME then is not.
 */
export function geneOfColumns(
  header: readonly string[],
  isGene: (name: string) => boolean,
): readonly (string | undefined)[] {
  return header.map((name) => {
    if (isGene(name)) return header.includes(`${GENE_PREFIX}${name}`) ? undefined : name;
    const own = name.startsWith(GENE_PREFIX) ? name.slice(GENE_PREFIX.length) : "";
    return isGene(own) ? own : undefined;
  });
}
