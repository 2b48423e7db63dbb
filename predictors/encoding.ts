/** Float64Array to base64 and back, bit for bit (little-endian, as on every platform Node runs on). */
export function pack(values: Float64Array): string {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString("base64");
}

export function unpack(text: unknown): Float64Array {
  if (typeof text !== "string")
    throw new TypeError("a packed column of a predictor's state must be a string");
  const bytes = Buffer.from(text, "base64");
  const values = new Float64Array(bytes.length >>> 3);
  new Uint8Array(values.buffer).set(bytes.subarray(0, values.byteLength));
  return values;
}

/** Whole numbers below 2^31 in half the room. */
export function packIntegers(values: Int32Array): string {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString("base64");
}

export function unpackIntegers(text: unknown): Int32Array {
  if (typeof text !== "string")
    throw new TypeError("a packed column of a predictor's state must be a string");
  const bytes = Buffer.from(text, "base64");
  const values = new Int32Array(bytes.length >>> 2);
  new Uint8Array(values.buffer).set(bytes.subarray(0, values.byteLength));
  return values;
}
