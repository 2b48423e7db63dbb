import type { Parameters } from "./parameters.js";

const ALIGNMENT = 8;

/**
 * Returns parameters as the bytes of a safetensors file: the length of the header as a 64-bit integer, a JSON header
 * with type, shape and place of every tensor, padded with spaces to 8 bytes, and the values, 32-bit floats in
 * little-endian byte order. Tensors are in the order of their names, so that equal parameters give equal bytes.
 */
export function safetensorsOf(
  parameters: Parameters,
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  let at = 0;
  const names = [...parameters.keys()].sort();
  const tensors = names.map((name) => parameters.get(name)!);
  const entries = tensors.map(({ shape, values }, i) => {
    const offsets = [at, at + values.byteLength];
    at += values.byteLength;
    return [names[i], { dtype: "F32", shape, data_offsets: offsets }] as const;
  });
  const text = JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) });
  const header = Buffer.from(text.padEnd(Math.ceil(text.length / ALIGNMENT) * ALIGNMENT));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  const bodies = tensors.map(({ values }) =>
    Buffer.from(values.buffer, values.byteOffset, values.byteLength),
  );
  return Buffer.concat([length, header, ...bodies]);
}
