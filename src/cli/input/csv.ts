import { CsvError, parse } from "csv-parse/sync";
import { InvalidInput } from "../../base/errors.js";
import { type Dialect, dialectOf } from "../../tables/dialect.js";

/** A CSV file as text: its header, and its rows with the line of the file on which each ends. */
export interface CsvText {
  readonly header: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
  /** What separates the columns; `numberIn` reads numbers by it. */
  readonly delimiter: Dialect["delimiter"];
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Reads a CSV text in any dialect that `dialectOf` tells. Blank rows, and
 * columns without a name (the index of a data frame, trailing delimiters) are left out. Throws `InvalidInput` on
 * `field` if the text has no rows, or is not CSV.
 */
export function readCsv(text: string, file: string, field: string): CsvText {
  const { delimiter, skipped } = dialectOf(text);
  const before = text.slice(0, skipped).split("\n").length - 1;
  const [head, ...records] = parsed(text.slice(skipped), delimiter, file, field);
  if (head === undefined) throw new InvalidInput(field, `${file} is empty: it has no header`);
  const named = [...head.record.keys()].filter((i) => head.record[i].trim() !== "");
  const header = named.map((i) => head.record[i].trim());
  const repeated = header.find((name, i) => header.indexOf(name) !== i);
  if (repeated !== undefined) throw new InvalidInput(field, `${file} has two columns called "${repeated}"`);
  const filled = records.filter(({ record }) => record.some((cell) => cell.trim() !== ""));
  if (filled.length === 0) throw new InvalidInput(field, `${file} has a header but no rows`);
  const rows = filled.map(({ record, info }) => {
    if (record.length > head.record.length && record.slice(head.record.length).some((cell) => cell.trim())) {
      throw new InvalidInput(
        field,
        `line ${before + info.lines} of ${file} has ${record.length} fields, but the header has ${head.record.length}`,
      );
    }
    return { line: before + info.lines, cells: named.map((i) => (record[i] ?? "").trim()) };
  });
  return { header, rows, delimiter };
}

function parsed(text: string, delimiter: string, file: string, field: string): readonly Parsed[] {
  try {
    const options = { delimiter, relax_column_count: true, skip_empty_lines: true, info: true };
    return parse(text, options) as unknown as readonly Parsed[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new InvalidInput(field, `${file} is not valid CSV: ${error.message}`);
  }
}
