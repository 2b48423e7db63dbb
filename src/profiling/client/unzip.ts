import { unzipSync } from "fflate";

/** Returns a file of a zip file, stored or deflated; undefined if it has no such file or is no zip file. */
export function fileOfZip(zip: Uint8Array, wanted: string): Uint8Array | undefined {
  try {
    return unzipSync(zip, { filter: ({ name }) => name === wanted })[wanted];
  } catch {
    return undefined;
  }
}
