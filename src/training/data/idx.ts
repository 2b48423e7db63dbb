import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { InvalidInput } from "../../base/errors.js";
import { reasonOf } from "../reason.js";

const UNSIGNED_BYTES = 0x08;

/** The contents of an idx file of unsigned bytes, the format of MNIST. */
export interface Idx {
  readonly shape: readonly number[];
  /** Row-major. */
  readonly values: Uint8Array;
}

/**
 * Reads an idx file, or FILE.gz if FILE does not exist.
 *
 * @throws InvalidInput (on `field`) if neither exists, or if the file cannot be read, is truncated or has another
 *   format
 */
export async function readIdx(file: string, field: string): Promise<Idx> {
  const bytes = await readEither(file, field);
  const isIdx = bytes.length >= 4 && bytes[0] === 0 && bytes[1] === 0 && bytes[2] === UNSIGNED_BYTES;
  if (!isIdx) throw new InvalidInput(field, `${file} is not an idx file of unsigned bytes`);
  const dimensions = bytes[3];
  const header = 4 + 4 * dimensions;
  if (bytes.length < header) throw new InvalidInput(field, `${file} ends within its header`);
  const shape = Array.from({ length: dimensions }, (_, i) => bytes.readUInt32BE(4 + 4 * i));
  const size = shape.reduce((a, b) => a * b, 1);
  if (bytes.length !== header + size) {
    throw new InvalidInput(field, `${file} has ${bytes.length - header} values, but its header says ${size}`);
  }
  return { shape, values: bytes.subarray(header) };
}

async function readEither(file: string, field: string): Promise<Buffer> {
  for (const path of [file, `${file}.gz`]) {
    let bytes: Buffer;
    try {
      bytes = await readFile(path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") continue;
      throw new InvalidInput(field, `${path} cannot be read: ${reasonOf(error)}`);
    }
    if (!path.endsWith(".gz")) return bytes;
    try {
      return await promisify(gunzip)(bytes);
    } catch {
      throw new InvalidInput(field, `${path} is not a complete gzip file`);
    }
  }
  throw new InvalidInput(field, `neither ${file} nor ${file}.gz exists`);
}
