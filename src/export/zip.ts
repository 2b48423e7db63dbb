import { crc32 } from "node:zlib";

/** Files by name, in the order of an archive. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** The first time that a zip file can tell, 1980-01-01, so that equal contents give equal bytes. */
const DATE = 0x0021;
const VERSION = 20;
const UTF8_NAMES = 0x0800;

/** Returns a zip file of uncompressed files. Equal files give equal bytes. */
export function zipOf(files: Files): Uint8Array {
  const bodies: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const [name, bytes] of files) {
    const common = commonHeader(bytes, Buffer.byteLength(name));
    const local = Buffer.concat([signature(0x04034b50), common, Buffer.from(name)]);
    bodies.push(local, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    entries.push(signature(0x02014b50), numbers16([VERSION]), common, rest, Buffer.from(name));
    at += local.length + bytes.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(10);
  end.writeUInt32LE(directory.length, 0);
  end.writeUInt32LE(at, 4);
  const counts = numbers16([0, 0, files.size, files.size]);
  return Buffer.concat([...bodies, directory, signature(0x06054b50), counts, end]);
}

/** What the header of a file and its entry in the directory share: from the version to the length of the extra. */
function commonHeader(bytes: Uint8Array, nameLength: number): Buffer {
  const sums = Buffer.alloc(12);
  sums.writeUInt32LE(crc32(bytes), 0);
  sums.writeUInt32LE(bytes.length, 4);
  sums.writeUInt32LE(bytes.length, 8);
  return Buffer.concat([numbers16([VERSION, UTF8_NAMES, 0, 0, DATE]), sums, numbers16([nameLength, 0])]);
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function numbers16(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length);
  for (const [i, value] of values.entries()) bytes.writeUInt16LE(value, 2 * i);
  return bytes;
}
