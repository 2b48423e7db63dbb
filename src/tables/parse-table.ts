import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { InvalidInput } from "../base/errors.js";
import type { ArchitectureId } from "../base/ids.js";
import type { OwnMetric } from "../base/metric.js";
import { architectureId } from "../space/identity.js";
import type { Space } from "../space/space.js";
import { MAX_ROW_CHARACTERS, readRows } from "./csv/table-lines.js";
import { dialectOf, hasHeader } from "./dialect.js";
import { type TableContent, TableRows } from "./table-rows.js";

/** A sample table, column by column. Row r consists of `genotypes[r]`, `lines[r]` and `columns[c].values[r]`. */
export interface TableData extends TableContent {
  readonly rows: number;
  /** The hexadecimal SHA-256 of the bytes. */
  readonly checksum: string;
}

/** A sample table with the ids of its networks, `ids[r]` in row r. */
export interface SampleTableData extends TableData {
  readonly ids: readonly ArchitectureId[];
}

/** The part of a table that benches read: networks and columns of values, row by row. */
export type NetworkTable = Pick<
  SampleTableData,
  "genotypes" | "ids" | "columns" | "representative" | "distinctValues"
>;

export interface ParseTableOptions {
  /** The column whose equal values mark rows of the same function. */
  readonly distinct?: string;
  /** The metrics that users declared; columns `<task>.NAME` and `<device>.NAME` are of these. */
  readonly metrics?: readonly OwnMetric[];
  /** Is called at the header, every 1,000 rows, and at the end. */
  readonly onProgress?: (progress: { readonly rows: number; readonly bytes: number }) => void;
}

/**
 * Reads a table in the column convention: one column per gene (or one that holds whole networks), then any of
 * `<task>.accuracy` (fraction), `<device>.latency_ms` and `<device>.energy_mj`, with `<task>.accuracy_sd`,
 * `<device>.latency_sd_ms`, `<device>.energy_sd_mj` and `<task>.examples`, and the metrics that users declared. Any
 * other column is a note. The file is read as a stream. A byte order mark, CRLF line ends, columns separated by
 * semicolons or tabs (then also decimal commas), blank rows, blank columns without a name and the index column of
 * pandas are accepted.
 * @param source the bytes of the file, or its text
 * @throws InvalidInput at the first bad row, naming its line and column; then nothing of the table is returned
 */
export async function parseTable(
  source: Readable | string,
  space: Space,
  options: ParseTableOptions = {},
): Promise<SampleTableData> {
  const table = await readTable(source, space, options);
  return { ...table, ids: table.genotypes.map((genotype) => architectureId(space, genotype)) };
}

/** Reads a table as `parseTable` does, without the ids of its networks, which take half of the time. */
export async function readTable(
  source: Readable | string,
  space: Space,
  options: ParseTableOptions = {},
): Promise<TableData> {
  const hash = createHash("sha256");
  const rows = new TableRows(space, options.distinct, options.metrics);
  let bytes = 0;
  const progress = () => options.onProgress?.({ rows: rows.count, bytes });
  const chunks = typeof source === "string" ? Readable.from([Buffer.from(source)]) : source;
  const decode = decoder((chunk) => {
    hash.update(chunk);
    bytes += chunk.length;
  });
  const parseAll = async (text: AsyncIterable<string>): Promise<void> => {
    const { start, rest } = await startOf(text);
    const { delimiter, skipped } = dialectOf(start);
    rows.delimiter = delimiter;
    await readRows(joined(start.slice(skipped), rest), delimiter, (cells, line) => {
      rows.add(cells, line);
      if (rows.count % 1000 === 0) progress();
    });
  };
  await pipeline(chunks, decode, parseAll);
  progress();
  return { rows: rows.count, checksum: hash.digest("hex"), ...rows.finish() };
}

/** Reads a text as far as its header, which tells the dialect, and returns that and what follows. */
async function startOf(
  text: AsyncIterable<string>,
): Promise<{ readonly start: string; readonly rest: AsyncIterator<string> }> {
  const rest = text[Symbol.asyncIterator]();
  let start = "";
  while (!hasHeader(start) && start.length < MAX_ROW_CHARACTERS) {
    const { done, value } = await rest.next();
    if (done) break;
    start += value;
  }
  return { start, rest };
}

async function* joined(start: string, rest: AsyncIterator<string>): AsyncGenerator<string> {
  yield start;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

/** Decodes bytes to text, strictly as UTF-8; `seen` is called with every chunk. */
function decoder(seen: (chunk: Uint8Array) => void) {
  const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  return async function* (chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
    let first = true;
    try {
      for await (const chunk of chunks) {
        const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
        seen(bytes);
        if (first && bytes.length > 0) {
          refuseFormat(bytes);
          first = false;
        }
        const text = utf8.decode(bytes, { stream: true });
        if (text.includes("\0")) throw notText();
        yield text;
      }
      yield utf8.decode();
    } catch (error) {
      throw error instanceof TypeError ? notText() : error;
    }
  };
}

const notText = () =>
  new InvalidInput("file", "the table is not a CSV file: it is not UTF-8 text; save it as CSV in UTF-8");

/** Files that are often taken for tables, by their first bytes. */
const FORMATS: readonly (readonly [start: string, what: string])[] = [
  ["PK\x03\x04", "a ZIP archive, as spreadsheets (.xlsx, .ods) are; save the sheet as CSV in UTF-8"],
  ["\x1f\x8b", "compressed by gzip; unpack it first"],
  ["PAR1", "a Parquet file; write it as CSV, for example with pandas"],
  ["\xff\xfe", "in UTF-16; save it as CSV in UTF-8"],
  ["\xfe\xff", "in UTF-16; save it as CSV in UTF-8"],
];

function refuseFormat(bytes: Uint8Array): void {
  const start = Buffer.from(bytes.subarray(0, 4)).toString("latin1");
  const format = FORMATS.find(([prefix]) => start.startsWith(prefix));
  if (format !== undefined) throw new InvalidInput("file", `the table is not UTF-8 text: it is ${format[1]}`);
}
