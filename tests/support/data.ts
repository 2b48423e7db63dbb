import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const candidate = process.env.HARMONIC_DATA ?? resolve(import.meta.dirname, "../../../shared/data");

/**
 * The folder of real measurements (`HARMONIC_DATA`, or `../shared/data` beside the checkout); undefined if it is
 * absent.
 */
export const dataFolder: string | undefined = existsSync(candidate) ? candidate : undefined;

/** The reason why a test that needs the data is skipped. */
export const noData = "the real data are absent: set HARMONIC_DATA to their folder";

/** Reads a file of the data folder as text, by its path inside, for example `nas-bench-201/samples.csv`. */
export function dataText(path: string): string {
  if (dataFolder === undefined) throw new Error(noData);
  return readFileSync(join(dataFolder, path), "utf8");
}

/** Reads a table of the data folder as one object of texts per row. Its fields must not contain quotes or commas. */
export function table(path: string): Record<string, string>[] {
  const [header, ...lines] = dataText(path).trimEnd().split(/\r?\n/);
  const names = header.split(",");
  return lines.map((line) => {
    const fields = line.split(",");
    return Object.fromEntries(names.map((name, i) => [name, fields[i] ?? ""]));
  });
}
