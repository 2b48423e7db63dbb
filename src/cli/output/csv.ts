import type { Architecture } from "../../space/types.js";
import { GENE_PREFIX } from "../input/gene-prefix.js";

/** A cell of a CSV file; nothing becomes an empty cell. */
export type CsvCell = string | number | boolean | undefined | null;

/** A table as CSV, with a header and one line per row. Numbers keep every digit. */
export function csvText(head: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return [head, ...rows].map((row) => row.map(csvCell).join(",")).join("\n");
}

function csvCell(value: CsvCell): string {
  const text = String(value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The names of the genes that any of the networks has, in the order in which they come. */
export const geneNamesOf = (
  networks: readonly { readonly architecture: Architecture }[],
): readonly string[] => [...new Set(networks.flatMap(({ architecture }) => Object.keys(architecture)))];

/**
 * The columns of genes in a file that also has the columns `others`. A gene with the name of one of those gets the
 * prefix `gene:`, so that no name comes twice; no gene's own name can have a colon.
 */
export const geneColumns = (genes: readonly string[], others: readonly string[]): readonly string[] =>
  genes.map((gene) => (others.includes(gene) ? `${GENE_PREFIX}${gene}` : gene));
