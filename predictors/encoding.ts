/** Encodes numbers as base64, bit for bit, in the byte order of the machine (little-endian wherever Node runs). */
export function pack(values: Float64Array): string {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString("base64");
}

/**
 * Decodes the result of `pack`.
 * @throws TypeError if `text` is not a string
 */
export function unpack(text: unknown): Float64Array {
  if (typeof text !== "string")
    throw new TypeError("a packed column of a predictor's state must be a string");
  const bytes = Buffer.from(text, "base64");
  const values = new Float64Array(bytes.length >>> 3);
  new Uint8Array(values.buffer).set(bytes.subarray(0, values.byteLength));
  return values;
}

/** Encodes 32-bit integers as base64, in half the space that `pack` needs. */
export function packIntegers(values: Int32Array): string {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString("base64");
}

/**
 * Decodes the result of `packIntegers`.
 * @throws TypeError if `text` is not a string
 */
export function unpackIntegers(text: unknown): Int32Array {
  if (typeof text !== "string")
    throw new TypeError("a packed column of a predictor's state must be a string");
  const bytes = Buffer.from(text, "base64");
  const values = new Int32Array(bytes.length >>> 2);
  new Uint8Array(values.buffer).set(bytes.subarray(0, values.byteLength));
  return values;
}
