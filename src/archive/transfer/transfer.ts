import { existsSync } from "node:fs";
import { Conflict, InvalidInput, Unavailable } from "../../base/errors.js";
import type { Archive } from "../../records/archive.js";
import type { ArchiveTransfer } from "../../records/whole/archive-transfer.js";
import { locationOf, openArchive } from "../open.js";
import { MEMORY } from "../sqlite/connection.js";
import { exportArchive } from "./export.js";
import { type Author, checkWhole, importArchive } from "./import.js";

/** Exports and imports archives of both kinds. Imports are noted in the audit trail as the author's. */
export const archiveTransfer = (author: Author): ArchiveTransfer => ({
  async export(url, file, access, onDone) {
    const place = locationOf(url);
    if (place.kind === "sqlite" && !existsSync(place.location)) {
      throw new Unavailable(`there is no archive ${place.location}; nothing was written`);
    }
    if (existsSync(file)) throw new Conflict("FILE", `${file} exists already; choose another name`);
    return opened(url, (archive) => exportArchive(archive, file, access, onDone));
  },
  async import(url, file, onDone) {
    const place = locationOf(url);
    if (place.kind === "sqlite" && place.location === MEMORY) {
      throw new InvalidInput("ARCHIVE", "an archive in memory ends with the command; choose another one");
    }
    const whole = await checkWhole(file, onDone);
    return opened(url, (archive) => importArchive(archive, whole, author, onDone));
  },
});

async function opened<T>(url: string, work: (archive: Archive) => Promise<T>): Promise<T> {
  const archive = await openArchive(url);
  try {
    return await work(archive);
  } finally {
    await archive.close();
  }
}
