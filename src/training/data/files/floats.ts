import { readFile } from "node:fs/promises";
import { InvalidInput } from "../../../base/errors.js";
import type { FileReader } from "../../modalities/modality.js";

/**
 * Reads a file that consists of little-endian 32-bit floats, row-major, as they are.
 *
 * @throws InvalidInput for a file whose length is no multiple of 4 bytes
 */
export const readFloats: FileReader = async (file, { field }) => {
  const bytes = await readFile(file);
  if (bytes.length % 4 !== 0) {
    throw new InvalidInput(
      field,
      `${file} has ${bytes.length} bytes, which is no whole number of 32-bit floats`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(4 * i, true));
};
