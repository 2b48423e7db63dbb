import { CsvError, parse } from "csv-parse/sync";
import { InvalidInput } from "../../base/errors.js";

/** A CSV file as text: its header, and its rows with the line of the file on which each ends. */
export interface CsvText {
  readonly header: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
  /** Whether numbers are written with a decimal comma, which a file with another delimiter may do. */
  readonly hasDecimalComma: boolean;
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Reads a CSV text whose delimiter is the comma, semicolon or tab that its first line has most of. Blank rows, and
 * columns without a name (the index of a data frame, trailing delimiters) are left out. Throws `InvalidInput` on
 * `field` if the text has no rows, or is not CSV.
 */
export function readCsv(text: string, file: string, field: string): CsvText {
  const delimiter = delimiterOf(text);
  const [head, ...records] = parsed(text, delimiter, file, field);
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
        `line ${info.lines} of ${file} has ${record.length} fields, but the header has ${head.record.length}`,
      );
    }
    return { line: info.lines, cells: named.map((i) => (record[i] ?? "").trim()) };
  });
  return { header, rows, hasDecimalComma: delimiter !== "," };
}

function delimiterOf(text: string): string {
  const first = text.slice(0, text.search(/[\r\n]|$/));
  const count = (delimiter: string) => first.split(delimiter).length;
  return [",", ";", "\t"].reduce((best, other) => (count(other) > count(best) ? other : best));
}

function parsed(text: string, delimiter: string, file: string, field: string): readonly Parsed[] {
  try {
    const options = { bom: true, delimiter, relax_column_count: true, skip_empty_lines: true, info: true };
    return parse(text, options) as unknown as readonly Parsed[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new InvalidInput(field, `${file} is not valid CSV: ${error.message}`);
  }
}
