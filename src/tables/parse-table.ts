import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CsvError, parse } from "csv-parse";
import { InvalidInput } from "../base/errors.js";
import type { ArchitectureId } from "../base/ids.js";
import { architectureId } from "../space/identity.js";
import type { Space } from "../space/space.js";
import { type TableContent, TableRows } from "./table-rows.js";

/** A sample table, column by column. Row r is `genotypes[r]`, `ids[r]`, `lines[r]` and `columns[c].values[r]`. */
export interface SampleTableData extends TableContent {
  readonly rows: number;
  readonly ids: readonly ArchitectureId[];
  /** SHA-256 of the bytes, hexadecimal. */
  readonly checksum: string;
}

export interface ParseTableOptions {
  /** The column whose equal values mean the same function. */
  readonly distinct?: string;
  /** Called at the header, every 1,000 rows, and at the end. */
  readonly onProgress?: (progress: { readonly rows: number; readonly bytes: number }) => void;
}

/** Longest row that is read; a file without line ends is refused before it fills the memory. */
const MAX_ROW_CHARACTERS = 1 << 20;

/**
 * Reads a table in the column convention: one column per gene, then `<task>.accuracy` (fraction), `<device>.latency_ms`,
 * `<device>.energy_mj`, `<device>.latency_sd_ms`; any other column is a note. Streaming; a byte order mark and CRLF are
 * accepted. All or nothing: the first bad row is an `InvalidInput` that names its line and column.
 *
 * @param source the file's bytes, or its text
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

/** Bytes to text, strictly UTF-8; `seen` is given every chunk. */
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
