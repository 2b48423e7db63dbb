import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { defined } from "../base/defined.js";
import { InvalidInput, NotFound } from "../base/errors.js";
import type { SampleTableName } from "../base/ids.js";
import type { Archive } from "../records/archive.js";
import type { Space } from "../space/space.js";
import { parseTable, type SampleTableData } from "./parse-table.js";

/** The archive's key of the table's gzipped CSV. */
export const tableBlob = (name: string): string => `samples/${name}.csv.gz`;

/** Reads an imported sample table of the space. Throws `NotFound` or `InvalidInput` on `samples`. */
export async function loadTable(
  archive: Archive,
  name: SampleTableName,
  space: Space,
): Promise<SampleTableData> {
  const record = await archive.get("sampleTable", name);
  const bytes = await archive.blob(tableBlob(name));
  if (record === undefined || bytes === undefined) {
    const known = (await archive.list("sampleTable")).map((table) => table.id).join(", ");
    const hint = known === "" ? "import one with `samples import`" : `known are ${known}`;
    throw new NotFound("sample table", name, "samples", hint);
  }
  if (record.space !== space.spec.id) {
    throw new InvalidInput(
      "samples",
      `sample table "${name}" is of search space "${record.space}", but the task is of "${space.spec.id}"`,
    );
  }
  const text = Readable.from([bytes]).pipe(createGunzip());
  return parseTable(text, space, defined({ distinct: record.distinct }));
}
