import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The text of a small file of the system without the line break; undefined if it cannot be read. */
export function readText(...path: readonly string[]): string | undefined {
  try {
    return readFileSync(join(...path), "utf8").trim();
  } catch {
    return undefined;
  }
}

/** The number in a file of the system; undefined if it cannot be read or holds no number. */
export function readNumber(...path: readonly string[]): number | undefined {
  const text = readText(...path);
  return text === undefined || text === "" || !Number.isFinite(Number(text)) ? undefined : Number(text);
}

/** The names in a folder of the system that match, in order; none if there is no such folder. */
export function namesIn(folder: string, pattern: RegExp): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => pattern.test(name))
      .sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  } catch {
    return [];
  }
}
