import { InvalidInput } from "../base/errors.js";
import type { Archive } from "../records/archive.js";
import type { ArchiveOptions } from "./options.js";
import { openSqliteArchive } from "./sqlite/archive.js";

/**
 * Opens the archive at a URL: `sqlite:FILE`, `sqlite::memory:`, `mongodb://...` or `mongodb+srv://...`. Throws
 * `InvalidInput` on `ARCHIVE` for another URL, and `Unavailable` if the archive cannot be opened; the message never
 * holds a password.
 */
export async function openArchive(url: string, options: ArchiveOptions = {}): Promise<Archive> {
  const place = locationOf(url);
  if (place.kind === "sqlite") return openSqliteArchive(place.location, options);
  const { openMongoArchive } = await import("./mongo/archive.js");
  return openMongoArchive(url, options);
}

/** Says which kind of archive a URL names, and of an SQLite archive where it is. Throws as `openArchive` does. */
export function locationOf(
  url: string,
): { readonly kind: "mongo" } | { readonly kind: "sqlite"; readonly location: string } {
  if (/^mongodb(\+srv)?:\/\//.test(url)) return { kind: "mongo" };
  const location = /^sqlite:(?:\/\/)?(.+)$/s.exec(url)?.[1];
  if (location !== undefined) return { kind: "sqlite", location };
  const scheme = /^[a-z+]*:/i.exec(url)?.[0] ?? "no scheme";
  throw new InvalidInput(
    "ARCHIVE",
    `ARCHIVE must be sqlite:FILE, sqlite::memory: or a mongodb:// address, not one with ${scheme}`,
  );
}
