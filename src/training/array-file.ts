import { createHash } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { constants, gunzip, gunzipSync, gzip } from "node:zlib";
import { InvalidInput } from "../base/errors.js";
import { reasonOf } from "./reason.js";

/** Names of files that are still being written. One that is older than this was left by a process that was killed. */
const UNFINISHED = /\.(supernet|checkpoint|dataset|network)\.\d+\.part$/;
const LEFT_AFTER_MS = 3_600_000;

/** The contents of a file: a JSON value and named arrays of 32-bit floats. */
export interface ArrayFile<T> {
  readonly header: T;
  readonly arrays: Readonly<Record<string, Float32Array>>;
}

/**
 * Writes a file atomically: after a crash, even of the machine, it has either the old or the new contents. The file is
 * gzipped and consists of `magic`, a line with the SHA-256 of the rest, a line of JSON, and the arrays in native byte
 * order. Equal contents give equal bytes.
 *
 * @param magic the kind of file
 * @param level compression level of gzip, 1 (fastest) to 9 (smallest)
 */
export async function writeArrayFile<T>(
  file: string,
  magic: string,
  { header, arrays }: ArrayFile<T>,
  level = 9,
): Promise<void> {
  const names = Object.keys(arrays);
  const index = { header, arrays: names.map((name) => [name, arrays[name].length]) };
  const body = Buffer.concat([
    Buffer.from(`${JSON.stringify(index)}\n`),
    ...names.map((name) =>
      Buffer.from(arrays[name].buffer, arrays[name].byteOffset, arrays[name].byteLength),
    ),
  ]);
  const checksum = createHash("sha256").update(body).digest("hex");
  const bytes = await promisify(gzip)(Buffer.concat([Buffer.from(`${magic}\n${checksum}\n`), body]), {
    level,
  });
  await replaceFile(file, bytes);
}

/**
 * Writes a file of another program atomically.
 *
 * @throws InvalidInput (field `field`) if it cannot be written
 */
export async function writeWhole(file: string, bytes: Uint8Array, field: string): Promise<void> {
  try {
    await replaceFile(file, bytes);
  } catch (error) {
    throw new InvalidInput(field, `${file} cannot be written: ${reasonOf(error)}`);
  }
}

async function replaceFile(file: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await removeAbandoned(dirname(file));
  const unfinished = `${file}.${process.pid}.part`;
  try {
    await writeThrough(unfinished, bytes);
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** Writes a file and waits until it is on the disk, so that a later rename cannot take effect before the contents. */
async function writeThrough(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, "w");
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function removeAbandoned(folder: string): Promise<void> {
  const unfinished = (await readdir(folder)).filter((name) => UNFINISHED.test(name));
  for (const file of unfinished.map((name) => join(folder, name))) {
    const found = await stat(file).catch(() => undefined);
    if (found !== undefined && Date.now() - found.mtimeMs > LEFT_AFTER_MS) await rm(file, { force: true });
  }
}

/** The contents of a file and the kind of file it is. */
export interface FoundFile<T> extends ArrayFile<T> {
  readonly magic: string;
}

/**
 * Reads a file that `writeArrayFile` wrote. Returns undefined if it does not exist.
 *
 * @param magic the kind of file, or several kinds that are accepted
 * @param field the field of an `InvalidInput`
 * @param note if given, a file that is of another kind, truncated or altered is reported to it and treated as missing
 * @throws InvalidInput if the file cannot be read, or if it is such a file and there is no `note`
 */
export async function readArrayFile<T>(
  file: string,
  magic: string | readonly string[],
  field: string,
  note?: (line: string) => void,
): Promise<FoundFile<T> | undefined> {
  let packed: Buffer;
  try {
    packed = await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new InvalidInput(field, `${file} cannot be read: ${reasonOf(error)}`);
  }
  try {
    return contentsOf(await unpack(packed, [magic].flat()));
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error;
    if (note === undefined) throw new InvalidInput(field, `${file} ${error.message}`);
    note(`${file} ${error.message}: it is ignored`);
    return undefined;
  }
}

/** Enough compressed bytes for the first lines of any file of ours, unless its header is very long. */
const FIRST_BYTES = 65_536;

/**
 * Reads only the header of a file that `writeArrayFile` wrote, without checking the rest. Returns undefined if there is
 * no such file, or it is of another kind, damaged, or its header is not within the first 64 KB.
 */
export async function readHeader<T>(file: string, magic: string): Promise<T | undefined> {
  const handle = await open(file).catch(() => undefined);
  if (handle === undefined) return undefined;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(FIRST_BYTES), 0, FIRST_BYTES, 0);
    const bytes = gunzipSync(buffer.subarray(0, bytesRead), { finishFlush: constants.Z_SYNC_FLUSH });
    const [kind, , index] = bytes.subarray(0, endOfLine(bytes, 3)).toString().split("\n");
    return kind === magic ? (JSON.parse(index) as { header: T }).header : undefined;
  } catch {
    return undefined;
  } finally {
    await handle.close();
  }
}

/** The position of the end of line `line`, counted from 1. */
function endOfLine(bytes: Buffer, line: number): number {
  let at = -1;
  for (let i = 0; i < line; i++) at = bytes.indexOf("\n", at + 1);
  return at;
}

/** The message says what is wrong with a file, without its name. */
class BrokenFile extends Error {}

function contentsOf<T>({ magic, body }: { readonly magic: string; readonly body: Buffer }): FoundFile<T> {
  const end = body.indexOf("\n");
  const index = JSON.parse(body.subarray(0, end).toString()) as { header: T; arrays: [string, number][] };
  const arrays: Record<string, Float32Array> = {};
  let at = end + 1;
  for (const [name, length] of index.arrays) {
    arrays[name] = new Float32Array(new Uint8Array(body.subarray(at, at + 4 * length)).buffer);
    at += 4 * length;
  }
  return { magic, header: index.header, arrays };
}

/** Unzips a file and returns its kind and what follows the checksum, after checking it. */
async function unpack(
  packed: Buffer,
  kinds: readonly string[],
): Promise<{ readonly magic: string; readonly body: Buffer }> {
  let bytes: Buffer;
  try {
    bytes = await promisify(gunzip)(packed);
  } catch {
    throw new BrokenFile("is truncated or is not a file of this program");
  }
  const magic = kinds.find((kind) => bytes.subarray(0, kind.length + 1).toString() === `${kind}\n`);
  if (magic === undefined) throw new BrokenFile(`is not a file of the kind "${kinds[0]}"`);
  const start = magic.length + 66;
  const body = bytes.subarray(start);
  const checksum = bytes.subarray(magic.length + 1, start - 1).toString();
  if (createHash("sha256").update(body).digest("hex") !== checksum)
    throw new BrokenFile("does not match its checksum");
  return { magic, body };
}
