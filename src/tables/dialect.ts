/** How a file separates its columns and writes its numbers. */
export interface Dialect {
  readonly delimiter: "," | ";" | "\t";
  /** The number of characters at the beginning that are not part of the table: a byte order mark, a line `sep=;`. */
  readonly skipped: number;
}

const DELIMITERS = [",", ";", "\t"] as const;
/** What Excel writes and reads as a first line that names the delimiter. */
const NAMED = /^sep=([,;\t])\r?\n/i;

/**
 * Tells the dialect from the beginning of a file: the delimiter is the one that its header has most of outside quotes;
 * a comma if there is none.
 */
export function dialectOf(start: string): Dialect {
  const mark = start.startsWith("\uFEFF") ? 1 : 0;
  const named = NAMED.exec(start.slice(mark));
  if (named !== null) {
    return { delimiter: named[1] as Dialect["delimiter"], skipped: mark + named[0].length };
  }
  const header = headerOf(start.slice(mark)).replaceAll(/"[^"]*"/g, "");
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length);
  return { delimiter: DELIMITERS[counts.indexOf(Math.max(...counts))], skipped: mark };
}

/** Tells whether the text has a whole header line, or a whole line `sep=;` and the next one. */
export function hasHeader(start: string): boolean {
  const text = start.replace(/^\uFEFF/, "").replace(NAMED, "");
  const header = text.search(/\S/);
  return !/^sep=[,;\t]?\r?$/i.test(text) && header >= 0 && text.includes("\n", header);
}

const headerOf = (text: string): string => text.split("\n").find((line) => line.trim() !== "") ?? "";

const POINT = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const COMMA = /^[+-]?(\d+,\d*|,\d+)(e[+-]?\d+)?$/i;

/**
 * Reads a number; NaN for anything else. In files whose columns are not separated by commas, it may have a decimal
 * comma.
 */
export function numberIn(text: string, delimiter: Dialect["delimiter"]): number {
  if (POINT.test(text)) return Number(text);
  return delimiter !== "," && COMMA.test(text) ? Number(text.replace(",", ".")) : Number.NaN;
}

/** Tells which decimal mark a number has; undefined if it has none, or is no number. */
export function decimalMark(text: string): "point" | "comma" | undefined {
  if (POINT.test(text)) return text.includes(".") ? "point" : undefined;
  return COMMA.test(text) ? "comma" : undefined;
}
