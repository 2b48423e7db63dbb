import { readFile, stat } from "node:fs/promises";
import { extname } from "node:path";
import { InvalidInput } from "../../../base/errors.js";
import { reasonOf } from "../../reason.js";
import { csvListing } from "./csv.js";
import { folderListing } from "./folders.js";
import { FIELD, type Listing } from "./listing.js";
import { ndjsonListing } from "./ndjson.js";

const TABLES = [".csv", ".tsv"];

/**
 * Lists the examples of a folder, a table (`.csv`, `.tsv`), or a manifest with one JSON document per line (any other
 * file).
 *
 * @param columns the columns of a table that have other names, by modality, `label`, `labels` or `split`
 * @throws InvalidInput (field `manifest`) with what is wrong
 */
export async function openListing(
  source: string,
  modalities: readonly string[],
  columns: Readonly<Record<string, string>>,
): Promise<Listing> {
  const unreadable = (error: unknown): InvalidInput =>
    new InvalidInput(FIELD, `${source} cannot be read: ${reasonOf(error)}`);
  const found = await stat(source).catch((error: unknown) => {
    throw unreadable(error);
  });
  if (found.isDirectory()) return folderListing(source, modalities);
  const text = await readFile(source, "utf8").catch((error: unknown) => {
    throw unreadable(error);
  });
  return TABLES.includes(extname(source).toLowerCase())
    ? csvListing(source, text, modalities, columns)
    : ndjsonListing(source, text);
}
