import { createHash, randomBytes } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** A typed array that an image holds; undefined for a chunk without values. */
export type ImageArray = Float64Array | Uint8Array | Int32Array | undefined;

/** What is kept in a file: plain data, and arrays. */
export interface Image {
  readonly meta: unknown;
  readonly arrays: readonly ImageArray[];
}

const TYPES = { f64: Float64Array, u8: Uint8Array, i32: Int32Array } as const;
type TypeName = keyof typeof TYPES;

/** The beginning of a file, with the version of the format. */
const MAGIC = "harmonic columns 1\n";
const LENGTH_BYTES = 4;
const HASH_BYTES = 32;
/** Arrays begin at multiples of so many bytes. */
const ALIGNED = 8;

/** Bytes that are written together. */
const WRITTEN_BYTES = 16 * 2 ** 20;
/** Time after its last byte from which on a half-written file is taken for that of a thread that was ended [ms]. */
const LEFT_BEHIND_MS = 600_000;

interface Header {
  readonly meta: unknown;
  readonly arrays: readonly ({ readonly type: TypeName; readonly bytes: number } | null)[];
}

const padding = (bytes: number): number => (ALIGNED - (bytes % ALIGNED)) % ALIGNED;

/**
 * Writes an image to a file: as another file first, which is synced and then renamed, so that a crash at any instant
 * leaves the old file or the new one. The file ends with the SHA-256 of the rest.
 */
export async function writeImage(file: string, { meta, arrays }: Image): Promise<void> {
  const header: Header = {
    meta,
    arrays: arrays.map((array) =>
      array === undefined ? null : { type: typeOf(array), bytes: array.byteLength },
    ),
  };
  const text = Buffer.from(JSON.stringify(header));
  const head = Buffer.alloc(
    MAGIC.length + LENGTH_BYTES + text.length + padding(MAGIC.length + LENGTH_BYTES + text.length),
  );
  head.write(MAGIC);
  head.writeUInt32LE(text.length, MAGIC.length);
  text.copy(head, MAGIC.length + LENGTH_BYTES);
  await mkdir(dirname(file), { recursive: true });
  await removeLeftBehind(file);
  const partial = `${file}.${randomBytes(4).toString("hex")}.partial`;
  const handle = await open(partial, "w");
  try {
    const hash = createHash("sha256");
    let waiting: Uint8Array[] = [];
    let size = 0;
    // A thread that computes has few turns for what it waits for: it is to wait seldom.
    const write = async () => {
      const bytes = Buffer.concat(waiting);
      waiting = [];
      size = 0;
      for (let at = 0; at < bytes.length; ) at += (await handle.write(bytes, at)).bytesWritten;
    };
    const put = async (bytes: Uint8Array) => {
      hash.update(bytes);
      waiting.push(bytes);
      size += bytes.length;
      if (size >= WRITTEN_BYTES) await write();
    };
    await put(head);
    for (const array of arrays) {
      if (array === undefined) continue;
      // Copied, because files are not written from memory that threads share.
      const bytes = Buffer.alloc(array.byteLength + padding(array.byteLength));
      bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
      await put(bytes);
    }
    waiting.push(hash.digest());
    await write();
    await handle.sync();
    await handle.close();
    await rename(partial, file);
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(partial, { force: true });
    throw error;
  }
}

/** Removes what threads and processes that were ended have written of a file. */
async function removeLeftBehind(file: string): Promise<void> {
  const start = `${basename(file)}.`;
  for (const name of await readdir(dirname(file))) {
    if (!name.startsWith(start) || !name.endsWith(".partial")) continue;
    const path = join(dirname(file), name);
    const status = await stat(path).catch(() => undefined);
    if (status !== undefined && Date.now() - status.mtimeMs > LEFT_BEHIND_MS) await rm(path, { force: true });
  }
}

/**
 * Reads an image into memory that threads can share; undefined where there is no such file.
 * @throws Error where the file is not a whole image, with the reason
 */
export function readImage(file: string): Image | undefined {
  const bytes = bytesOf(file);
  if (bytes === undefined) return undefined;
  const end = bytes.length - HASH_BYTES;
  const text = (from: number, to: number) => Buffer.from(bytes.slice(from, to)).toString();
  if (end < MAGIC.length + LENGTH_BYTES || text(0, MAGIC.length) !== MAGIC) {
    throw new Error("it is not a file of columns of this version");
  }
  const hash = createHash("sha256").update(bytes.subarray(0, end)).digest();
  if (!hash.equals(bytes.slice(end))) throw new Error("its checksum is wrong");
  const length = Buffer.from(bytes.slice(MAGIC.length, MAGIC.length + LENGTH_BYTES)).readUInt32LE();
  const start = MAGIC.length + LENGTH_BYTES;
  const { meta, arrays } = JSON.parse(text(start, start + length)) as Header;
  let at = start + length + padding(start + length);
  const read = arrays.map((array): ImageArray => {
    if (array === null) return undefined;
    const Type = TYPES[array.type];
    const found = new Type(bytes.buffer as ArrayBuffer, at, array.bytes / Type.BYTES_PER_ELEMENT);
    at += array.bytes + padding(array.bytes);
    return found;
  });
  return { meta, arrays: read };
}

function typeOf(array: Exclude<ImageArray, undefined>): TypeName {
  if (array instanceof Float64Array) return "f64";
  return array instanceof Int32Array ? "i32" : "u8";
}

/** The bytes of a file in shared memory; undefined where there is none. */
function bytesOf(file: string): Uint8Array | undefined {
  let descriptor: number;
  try {
    descriptor = openSync(file, "r");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  try {
    const bytes = new Uint8Array(new SharedArrayBuffer(fstatSync(descriptor).size));
    let at = 0;
    while (at < bytes.length) {
      const read = readSync(descriptor, bytes, at, bytes.length - at, at);
      if (read === 0) break;
      at += read;
    }
    return bytes;
  } finally {
    closeSync(descriptor);
  }
}
