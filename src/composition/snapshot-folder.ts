import { createHash } from "node:crypto";
import { join } from "node:path";

/**
 * The folder in which snapshots of an archive's columns are kept: beside an SQLite file, and for another store in
 * `data/columns`. Undefined for an archive in memory.
 * @param url the setting `ARCHIVE`
 * @param description names the store without credentials
 */
export function snapshotFolder(url: string, description: string): string | undefined {
  if (url.endsWith(":memory:")) return undefined;
  if (url.startsWith("sqlite:")) return `${url.slice("sqlite:".length)}.columns`;
  return join("data", "columns", createHash("sha256").update(description).digest("hex").slice(0, 16));
}
