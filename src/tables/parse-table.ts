import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CsvError, parse } from "csv-parse";
import { InvalidInput } from "../base/errors.js";
import type { ArchitectureId } from "../base/ids.js";
import { architectureId } from "../space/identity.js";
import type { Space } from "../space/space.js";
import { type TableContent, TableRows } from "./table-rows.js";

/**
 * A sample table, column by column. Row r consists of `genotypes[r]`, `ids[r]`, `lines[r]` and
 * `columns[c].values[r]`.
 */
export interface SampleTableData extends TableContent {
  readonly rows: number;
  readonly ids: readonly ArchitectureId[];
  /** The hexadecimal SHA-256 of the bytes. */
  readonly checksum: string;
}

export interface ParseTableOptions {
  /** The column whose equal values mark rows of the same function. */
  readonly distinct?: string;
  /** Is called at the header, every 1,000 rows, and at the end. */
  readonly onProgress?: (progress: { readonly rows: number; readonly bytes: number }) => void;
}

/** The longest row that is read. A file without line ends is refused before it fills the memory. */
const MAX_ROW_CHARACTERS = 1 << 20;

/**
 * Reads a table in the column convention: one column per gene, then any of `<task>.accuracy` (fraction),
 * `<device>.latency_ms`, `<device>.energy_mj` and `<device>.latency_sd_ms`. Any other column is a note. The file is
 * read as a stream; a byte order mark and CRLF line ends are accepted.
 * @param source the bytes of the file, or its text
 * @throws InvalidInput at the first bad row, naming its line and column; then nothing of the table is returned
 */
export async function parseTable(
  source: Readable | string,
  space: Space,
  options: ParseTableOptions = {},
): Promise<SampleTableData> {
  const hash = createHash("sha256");
  const rows = new TableRows(space, options.distinct);
  let bytes = 0;
  const progress = () => options.onProgress?.({ rows: rows.count, bytes });
  const parser = parse({
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_ROW_CHARACTERS,
    on_record: (record: string[], context) => {
      rows.add(record, context.lines);
      if (rows.count % 1000 === 0) progress();
      return null;
    },
  });
  const chunks = typeof source === "string" ? Readable.from([Buffer.from(source)]) : source;
  const decode = decoder((chunk) => {
    hash.update(chunk);
    bytes += chunk.length;
  });
  try {
    await pipeline(chunks, decode, parser, drain);
  } catch (error) {
    throw asInvalidInput(error);
  }
  progress();
  return withIds(rows.finish(), space, hash.digest("hex"));
}

function withIds(table: TableContent, space: Space, checksum: string): SampleTableData {
  const ids = table.genotypes.map((genotype) => architectureId(space, genotype));
  return { rows: ids.length, ids, checksum, ...table };
}

/** Decodes bytes to text, strictly as UTF-8; `seen` is called with every chunk. */
function decoder(seen: (chunk: Uint8Array) => void) {
  const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  return async function* (chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
    try {
      for await (const chunk of chunks) {
        const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
        seen(bytes);
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

const notText = () => new InvalidInput("file", "the table is not a CSV file: it is not UTF-8 text");

async function drain(records: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of records);
}

function asInvalidInput(error: unknown): unknown {
  if (!(error instanceof CsvError)) return error;
  if (error.code === "CSV_MAX_RECORD_SIZE") {
    return new InvalidInput("file", `the table has a row of more than ${MAX_ROW_CHARACTERS} characters`);
  }
  return new InvalidInput("file", `line ${error.lines ?? "?"}: not valid CSV: ${error.message}`);
}
