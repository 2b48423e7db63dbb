import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openArchive } from "../../src/archive/open.js";
import { InvalidInput, NotFound } from "../../src/base/errors.js";
import { sampleTableName } from "../../src/base/ids.js";
import type { Archive } from "../../src/records/archive.js";
import type { SampleTable } from "../../src/records/sample-table.js";
import { builtInSpace } from "../../src/space/built-in/index.js";
import { compileSpace } from "../../src/space/compile.js";
import { parseTable } from "../../src/tables/parse-table.js";
import { loadTable, tableBlob } from "../../src/tables/stored-table.js";
import { toySpace } from "../search/toy.js";

const CSV = "depth,width,kernel,t.accuracy,group\n1,16,,0.5,x\n2,32,a,0.6,y\n2,32,b,0.7,x\n";
let archive: Archive;
beforeEach(async () => {
  archive = await openArchive("sqlite::memory:");
});
afterEach(() => archive.close());

async function store(id: string, more: Partial<SampleTable> = {}): Promise<void> {
  const name = sampleTableName(id);
  const record: SampleTable & { id: SampleTable["name"] } = {
    id: name,
    name,
    space: toySpace.spec.id,
    checksum: createHash("sha256").update(CSV).digest("hex"),
    rows: 3,
    columns: ["t.accuracy"],
    importedAt: "2026-01-01T00:00:00.000Z",
    measurementsStored: true,
    ...more,
  };
  await archive.commit([
    { type: "put", kind: "sampleTable", record },
    { type: "blob", key: tableBlob(name), bytes: gzipSync(CSV) },
  ]);
}

const refusal = (name: string, space = toySpace): Promise<unknown> =>
  loadTable(archive, sampleTableName(name), space).then(
    () => new Error("was loaded"),
    (error: unknown) => error,
  );

describe("an imported table", () => {
  it("comes back as it was imported, with its distinct column", async () => {
    await store("plain");
    await store("grouped", { distinct: "group" });
    expect(await loadTable(archive, sampleTableName("plain"), toySpace)).toEqual(
      await parseTable(CSV, toySpace),
    );
    const grouped = await loadTable(archive, sampleTableName("grouped"), toySpace);
    expect(grouped).toEqual(await parseTable(CSV, toySpace, { distinct: "group" }));
    expect([...grouped.representative!]).toEqual([0, 1, 0]);
  });

  it("that is unknown is refused with those that are known, or with the command that imports one", async () => {
    const none = await refusal("mine");
    expect(none).toBeInstanceOf(NotFound);
    expect(none).toMatchObject({
      field: "samples",
      message: 'unknown sample table "mine": `samples import FILE.csv --space ID` imports one',
    });
    await store("b");
    await store("a");
    expect(await refusal("mine")).toMatchObject({
      message:
        'unknown sample table "mine": known are a, b; `samples import FILE.csv --space ID` imports one',
    });
  });

  it("of another search space is refused", async () => {
    await store("mine");
    const problem = await refusal("mine", compileSpace(builtInSpace("nas-bench-201")!));
    expect(problem).toBeInstanceOf(InvalidInput);
    expect(problem).toMatchObject({
      field: "samples",
      message: 'sample table "mine" belongs to search space "toy", but the task belongs to "nas-bench-201"',
    });
  });
});
