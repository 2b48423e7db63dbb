import { createHash } from "node:crypto";
import { HarmonicError } from "../../base/errors.js";
import { badFile, FORMAT, type Header, sumOfLine, type Trailer, VERSION } from "./lines.js";
import { readLines } from "./read-lines.js";

/** Lines of records in order, the number of the first of them (from 1), and what the file's first line says. */
export interface Checked {
  readonly header: Header;
  readonly first: number;
  readonly lines: readonly Buffer[];
  /** What the last line says; in the last group only. */
  readonly trailer?: Trailer;
}

/**
 * The lines of an export, each checked before it is given out. Throws `InvalidInput` where the file is no export, was
 * made by a newer release, is damaged or cut off; the message says up to where it is whole.
 */
export async function* checkedLines(file: string): AsyncGenerator<Checked> {
  const hash = createHash("sha256");
  let header: Header | undefined;
  let trailer: Trailer | undefined;
  let sum = 0;
  let count = 0;
  const groups = wholeUpTo(file, () => (header === undefined ? 0 : count + 1));
  for await (const group of groups) {
    const lines: Buffer[] = [];
    for (const line of group) {
      if (trailer !== undefined) throw badFile(file, "goes on behind its last line; it was changed");
      if (header === undefined) {
        header = headerOf(file, line);
        continue;
      }
      const next = sumOfLine(line, sum);
      if (next === undefined) throw damagedAfter(file, count + lines.length + 1);
      sum = next;
      const last = lastOf(line);
      if (last === undefined) {
        hash.update(line).update("\n");
        lines.push(line);
      } else trailer = last;
    }
    const first = count + 1;
    count += lines.length;
    if (trailer !== undefined && (trailer.lines !== count || trailer.sha256 !== hash.copy().digest("hex"))) {
      throw badFile(file, "is damaged: its content does not match the checksum of its last line");
    }
    if (header !== undefined) yield { header, first, lines, ...(trailer !== undefined && { trailer }) };
  }
  if (header === undefined) throw badFile(file, "is empty");
  if (trailer === undefined) {
    throw badFile(
      file,
      `was cut off: it is whole up to line ${count + 1} and lacks its end; nothing was changed`,
    );
  }
}

/** The lines of the file. An error says up to which line it is whole. */
async function* wholeUpTo(file: string, whole: () => number): AsyncGenerator<readonly Buffer[]> {
  try {
    yield* readLines(file);
  } catch (error) {
    if (!(error instanceof HarmonicError) || whole() === 0) throw error;
    throw badFile(file, `is damaged behind line ${whole()}, up to which it is whole; nothing was changed`);
  }
}

const damagedAfter = (file: string, whole: number) =>
  badFile(
    file,
    `is damaged or was cut off in line ${whole + 1}; it is whole up to line ${whole}; nothing was changed`,
  );

function headerOf(file: string, line: Buffer): Header {
  const parsed = sumOfLine(line, 0) === undefined ? undefined : (JSON.parse(line.toString()) as Header);
  if (parsed?.format !== FORMAT) {
    throw badFile(
      file,
      'is no export of an archive, or its first line is damaged; "archive export" makes one',
    );
  }
  if (parsed.version > VERSION) {
    throw badFile(
      file,
      `was written by a newer release (format ${parsed.version}; this release reads up to ${VERSION})`,
    );
  }
  return parsed;
}

const END = Buffer.from('"kind":"end"');
const KIND_AT = 18;

function lastOf(line: Buffer): Trailer | undefined {
  const isLast = line.subarray(KIND_AT, KIND_AT + END.length).equals(END);
  return isLast ? (JSON.parse(line.toString()) as Trailer) : undefined;
}
