import { type FileHandle, open, rename, rm } from "node:fs/promises";

/** How the values of an array are stored: bytes that are fractions of 255, or little-endian 32-bit floats. */
export type ValueType = "u8" | "f32";

/** Bytes that are moved at a time. */
const CHUNK = 1 << 20;

/**
 * A file of rows of equal length that grows by one row at a time, so that a data set never has to fit into memory. The
 * values are stored as bytes while all of them are multiples of 1/255 from 0 to 1, which loses nothing, and as 32-bit
 * floats from the first row on that has another value.
 */
export class RowSpool {
  #type: ValueType = "u8";
  #rows = 0;

  private constructor(
    readonly file: string,
    private handle: FileHandle,
  ) {}

  static async create(file: string): Promise<RowSpool> {
    return new RowSpool(file, await open(file, "w+"));
  }

  get type(): ValueType {
    return this.#type;
  }

  get rows(): number {
    return this.#rows;
  }

  async append(row: Float32Array): Promise<void> {
    const bytes = this.#type === "u8" ? asBytes(row) : undefined;
    if (this.#type === "u8" && bytes === undefined) await this.#toFloats();
    await this.handle.appendFile(bytes ?? new Uint8Array(row.buffer, row.byteOffset, row.byteLength));
    this.#rows++;
  }

  /** Calls `use` with the contents, piece by piece. */
  async forEachChunk(use: (chunk: Uint8Array) => Promise<void>): Promise<void> {
    const buffer = new Uint8Array(CHUNK);
    for (let at = 0; ; ) {
      const { bytesRead } = await this.handle.read(buffer, 0, CHUNK, at);
      if (bytesRead === 0) return;
      await use(buffer.subarray(0, bytesRead));
      at += bytesRead;
    }
  }

  /** Closes the file and removes it. */
  async remove(): Promise<void> {
    await this.handle.close();
    await rm(this.file, { force: true });
  }

  async #toFloats(): Promise<void> {
    const wider = `${this.file}.f32.part`;
    const handle = await open(wider, "w+");
    await this.forEachChunk(async (chunk) => {
      const values = Float32Array.from(chunk, (byte) => byte / 255);
      await handle.appendFile(new Uint8Array(values.buffer));
    });
    await this.handle.close();
    await rename(wider, this.file);
    this.handle = handle;
    this.#type = "f32";
  }
}

/** Returns values as bytes that are fractions of 255; undefined unless that gives exactly the same values back. */
function asBytes(row: Float32Array): Uint8Array | undefined {
  const bytes = new Uint8Array(row.length);
  for (let i = 0; i < row.length; i++) {
    const byte = Math.round(row[i] * 255);
    if (!(byte >= 0 && byte <= 255) || Math.fround(byte / 255) !== row[i] || Object.is(row[i], -0))
      return undefined;
    bytes[i] = byte;
  }
  return bytes;
}
