import type { Architecture } from "../../space/types.js";

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

/** The columns of genes in a file that has other columns, too: a gene with the name of one of those gets a prefix. */
export const geneColumns = (genes: readonly string[], others: readonly string[]): readonly string[] =>
  genes.map((gene) => (others.includes(gene) ? `gene.${gene}` : gene));
