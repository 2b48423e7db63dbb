import { zipSync } from "fflate";

/** Files by name, in the order of an archive. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** The first time that a zip file can tell, so that equal contents give equal bytes. */
const DATE = new Date(1980, 0, 1);

/** Returns a zip file of uncompressed files. Equal files give equal bytes. */
export const zipOf = (files: Files): Uint8Array =>
  zipSync(Object.fromEntries(files), { level: 0, mtime: DATE });
