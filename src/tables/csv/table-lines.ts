import { pipeline } from "node:stream/promises";
import { CsvError, parse } from "csv-parse";
import { InvalidInput } from "../../base/errors.js";
import type { Dialect } from "../dialect.js";

/** The longest row that is read. A file without line ends is refused before it fills the memory. */
export const MAX_ROW_CHARACTERS = 1 << 20;

/** Receives the cells of a row that is not empty, and the line of the text on which it ends; the first line is 1. */
export type OnRow = (cells: readonly string[], line: number) => void;

/**
 * Reads the rows of a CSV text. Text without quotes is split at its line ends, which takes a third of the time; what
 * follows the first quote, or a carriage return that is not a part of a line end, is left to a parser of all of CSV.
 *
 * @throws InvalidInput for a row that is no CSV, naming its line
 */
export async function readRows(
  text: AsyncIterable<string>,
  delimiter: Dialect["delimiter"],
  onRow: OnRow,
): Promise<void> {
  const chunks = text[Symbol.asyncIterator]();
  const plain = new PlainLines(delimiter, onRow);
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
    const left = plain.take(next.value);
    if (left !== undefined) return parseRest(left, chunks, plain, onRow);
  }
  const left = plain.end();
  if (left !== undefined) await parseRest(left, chunks, plain, onRow);
}

/** Splits text without quotes into rows. */
class PlainLines {
  /** The number of lines that were read. */
  lines = 0;
  /** The line end of the text, once there was one. */
  lineEnd: "\n" | "\r\n" | undefined;
  #open = "";

  constructor(
    readonly delimiter: Dialect["delimiter"],
    private readonly onRow: OnRow,
  ) {}

  /** Reads the whole lines of what came so far. Returns what is left to another parser; undefined if nothing is. */
  take(chunk: string): string | undefined {
    const end = chunk.lastIndexOf("\n");
    const block = end < 0 ? "" : this.#open + chunk.slice(0, end);
    if (!isPlain(block) || !isPlain(this.#open)) return this.#open + chunk;
    if (end < 0) this.#open += chunk;
    else {
      this.#open = chunk.slice(end + 1);
      for (const line of block.split("\n")) this.#read(line);
    }
    refuseLong(this.#open);
    return undefined;
  }

  /** Reads the last line, which has no line end. */
  end(): string | undefined {
    if (!isPlain(this.#open)) return this.#open;
    if (this.#open !== "") this.#read(this.#open);
    return undefined;
  }

  #read(text: string): void {
    this.lines++;
    const hasReturn = text.endsWith("\r");
    const line = hasReturn ? text.slice(0, -1) : text;
    this.lineEnd ??= hasReturn ? "\r\n" : "\n";
    if (line === "") return;
    refuseLong(line);
    this.onRow(line.split(this.delimiter), this.lines);
  }
}

/** Whether the lines of a text, all but the last one ended by LF or CRLF, need no other parser. */
const isPlain = (text: string): boolean =>
  !text.includes('"') && !(text.includes("\r") && /\r(?!\n|$)/.test(text));

async function parseRest(
  first: string,
  rest: AsyncIterator<string>,
  { lines, lineEnd, delimiter }: PlainLines,
  onRow: OnRow,
): Promise<void> {
  const parser = parse({
    delimiter,
    ...(lineEnd !== undefined && { record_delimiter: lineEnd }),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: MAX_ROW_CHARACTERS,
    on_record: (record: string[], context) => {
      onRow(record, lines + context.lines);
      return null;
    },
  });
  try {
    await pipeline(joined(first, rest), parser, drain);
  } catch (error) {
    throw asInvalidInput(error, lines);
  }
}

async function* joined(start: string, rest: AsyncIterator<string>): AsyncGenerator<string> {
  yield start;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

async function drain(records: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of records);
}

function refuseLong(line: string): void {
  if (line.length > MAX_ROW_CHARACTERS) throw tooLong();
}

const tooLong = () =>
  new InvalidInput("file", `the table has a row of more than ${MAX_ROW_CHARACTERS} characters`);

function asInvalidInput(error: unknown, before: number): unknown {
  if (!(error instanceof CsvError)) return error;
  if (error.code === "CSV_MAX_RECORD_SIZE") return tooLong();
  const line = error.lines === undefined ? "?" : before + Number(error.lines);
  return new InvalidInput("file", `line ${line}: not valid CSV: ${error.message}`);
}
