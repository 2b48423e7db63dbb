import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { defined } from "../base/defined.js";
import { InvalidInput, NotFound } from "../base/errors.js";
import type { SampleTableName } from "../base/ids.js";
import type { Archive } from "../records/archive.js";
import type { Space } from "../space/space.js";
import { parseTable, type SampleTableData } from "./parse-table.js";

/** Returns the key under which the archive keeps a table as gzipped CSV. */
export const tableBlob = (name: string): string => `samples/${name}.csv.gz`;

/**
 * Reads an imported sample table of the space.
 * @throws NotFound on `samples` if there is no such table
 * @throws InvalidInput on `samples` if the table belongs to another space
 */
export async function loadTable(
  archive: Archive,
  name: SampleTableName,
  space: Space,
): Promise<SampleTableData> {
  const record = await archive.get("sampleTable", name);
  const bytes = await archive.blob(tableBlob(name));
  if (record === undefined || bytes === undefined) {
    const known = (await archive.list("sampleTable")).map((table) => table.id).join(", ");
    const hint = known === "" ? "" : `known are ${known}`;
    throw new NotFound("sample table", name, "samples", hint, { kind: "importTable" });
  }
  if (record.space !== space.spec.id) {
    throw new InvalidInput(
      "samples",
      `sample table "${name}" belongs to search space "${record.space}", but the task belongs to "${space.spec.id}"`,
    );
  }
  const text = Readable.from([bytes]).pipe(createGunzip());
  return parseTable(text, space, {
    ...defined({ distinct: record.distinct }),
    metrics: (await archive.list("metric")).map(({ metric }) => metric),
  });
}
