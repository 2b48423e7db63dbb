import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { constants, createGunzip } from "node:zlib";
import { Unavailable } from "../../base/errors.js";
import { badFile } from "./lines.js";

const NEWLINE = 10;
const CHUNK_BYTES = 256 * 1024;
/** Bytes of the longest line: states of predictors are the longest, with some ten million. */
const LONGEST_LINE = 512 * 1024 * 1024;

/**
 * The lines of a file without their ends, in groups as they are read; a compressed file is recognised by its first
 * bytes. What follows the last line end is a line, too. Of a compressed file that is cut off or damaged, the lines
 * before that come first. Throws `InvalidInput` if the file cannot be read to its end.
 */
export async function* readLines(file: string): AsyncGenerator<readonly Buffer[]> {
  const source = await byteStream(file);
  let begun: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      const lines: Buffer[] = [];
      let start = 0;
      for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
        const rest = chunk.subarray(start, end);
        lines.push(begun.length === 0 ? rest : Buffer.concat([...begun, rest]));
        begun = [];
        length = 0;
        start = end + 1;
      }
      if (start < chunk.length) begun.push(chunk.subarray(start));
      length += chunk.length - start;
      if (length > LONGEST_LINE)
        throw badFile(file, "has a line that is too long: it is no export of an archive");
      if (lines.length > 0) yield lines;
    }
  } catch (error) {
    if (!(error as NodeJS.ErrnoException).code?.startsWith("Z_")) throw error;
    throw badFile(file, "is damaged: its compressed bytes are not those of a gzip file");
  }
  if (begun.length > 0) yield [Buffer.concat(begun)];
}

async function byteStream(file: string): Promise<Readable> {
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    throw error.code === "ENOENT"
      ? badFile(file, "does not exist")
      : new Unavailable(`${file} cannot be read (${error.code})`);
  });
  const magic = Buffer.alloc(2);
  try {
    await handle.read(magic, 0, 2, 0).catch((error: NodeJS.ErrnoException) => {
      throw badFile(file, `cannot be read (${error.code})`);
    });
  } finally {
    await handle.close();
  }
  const bytes = createReadStream(file, { highWaterMark: CHUNK_BYTES });
  if (magic[0] !== 0x1f || magic[1] !== 0x8b) return bytes;
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES, finishFlush: constants.Z_SYNC_FLUSH });
  bytes.on("error", (error) => gunzip.destroy(error));
  return bytes.pipe(gunzip);
}
