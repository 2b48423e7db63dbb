import { crc32 } from "node:zlib";
import { InvalidInput } from "../../base/errors.js";

/**
 * A line is `{"crc":"01234567",REST` with eight hexadecimal digits: the CRC-32 of the rests of all lines up to this
 * one, the first line of the file aside, which has a checksum of its own. Thus a line that was changed, lost, doubled
 * or moved does not match, and all lines before it do.
 */
const HEAD = '{"crc":"';
const DIGITS = 8;
const REST_AT = HEAD.length + DIGITS + 2;

/** A line without its end, and the checksum that the next one goes on from. */
export interface SummedLine {
  readonly text: string;
  readonly sum: number;
}

/** Makes a line of a kind. `fields` is JSON of its further fields without braces, or empty. */
export function lineOf(kind: string, fields: string, before: number): SummedLine {
  const rest = `"kind":${JSON.stringify(kind)}${fields === "" ? "" : `,${fields}`}}`;
  const sum = crc32(rest, before);
  return { text: `${HEAD}${sum.toString(16).padStart(DIGITS, "0")}",${rest}`, sum };
}

/** The checksum of a line that matches it; undefined if it does not. */
export function sumOfLine(line: Buffer, before: number): number | undefined {
  if (line.length <= REST_AT || line.toString("latin1", 0, HEAD.length) !== HEAD) return undefined;
  const sum = crc32(line.subarray(REST_AT), before);
  const written = line.toString("latin1", HEAD.length, REST_AT);
  return written === `${sum.toString(16).padStart(DIGITS, "0")}",` ? sum : undefined;
}

/** What the first line of a file says. Its times and places are all that differs between exports of equal content. */
export interface Header {
  readonly kind: "header";
  readonly format: "harmonic-archive";
  readonly version: number;
  readonly exportedAt: string;
  readonly location: string;
  readonly access: boolean;
}

/** What the last line says. */
export interface Trailer {
  readonly kind: "end";
  readonly lines: number;
  readonly records: Readonly<Record<string, number>>;
  readonly sha256: string;
}

export const FORMAT = "harmonic-archive";
/** Version of the form of the lines and of what they hold. */
export const VERSION = 1;

/** The file is not a whole export: the message names it and says why. */
export const badFile = (file: string, reason: string): InvalidInput =>
  new InvalidInput("FILE", `${file} ${reason}`);
