import { zipOf } from "./zip.js";

/** An array of an .npz file: 32-bit floats, 64-bit integers, or bytes. */
export interface NpzArray {
  readonly shape: readonly number[];
  readonly values: Float32Array | BigInt64Array | Uint8Array;
}

/** Returns arrays as the bytes of an uncompressed .npz file of NumPy. */
export const npzOf = (arrays: Readonly<Record<string, NpzArray>>): Uint8Array =>
  zipOf(new Map(Object.entries(arrays).map(([name, array]) => [`${name}.npy`, npyOf(array)])));

const ALIGNMENT = 64;

/** Returns an array as an .npy file of version 1.0, in little-endian byte order (as are all platforms of Node). */
export function npyOf({ shape, values }: NpzArray): Uint8Array {
  const type = values instanceof Float32Array ? "<f4" : values instanceof BigInt64Array ? "<i8" : "|u1";
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const text = `{'descr': '${type}', 'fortran_order': False, 'shape': (${sizes}), }`;
  const length = Math.ceil((10 + text.length + 1) / ALIGNMENT) * ALIGNMENT - 10;
  const start = Buffer.from([0x93, ...Buffer.from("NUMPY"), 1, 0, length & 255, length >> 8]);
  const body = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  return Buffer.concat([start, Buffer.from(`${text.padEnd(length - 1)}\n`), body]);
}
