import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openArchive } from "../src/archive/open.js";
import type { Archive } from "../src/records/archive.js";

/**
 * Works on a copy of an SQLite archive, which a server may have open: opening an archive can change it. What the server
 * has not merged into the file yet is copied too. The copy is removed at the end.
 *
 * @param file path of the archive
 */
export async function withArchiveCopy<T>(file: string, work: (archive: Archive) => Promise<T>): Promise<T> {
  if (!existsSync(file)) throw new Error(`there is no archive ${file}`);
  const folder = mkdtempSync(join(tmpdir(), "harmonic-copy-"));
  try {
    for (const end of ["", "-wal"])
      if (existsSync(file + end)) copyFileSync(file + end, join(folder, `copy.db${end}`));
    const archive = await openArchive(`sqlite:${join(folder, "copy.db")}`);
    return await work(archive).finally(() => archive.close());
  } finally {
    rmSync(folder, { recursive: true });
  }
}
