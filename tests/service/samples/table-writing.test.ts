import { describe, expect, it } from "vitest";
import { sampleTableName } from "../../../src/base/ids.js";
import type { Change } from "../../../src/records/changes.js";
import { TableWriting } from "../../../src/service/samples/table-writing.js";
import { compileSpace } from "../../../src/space/compile.js";
import { parseSpace } from "../../../src/space/parse/parse-space.js";
import { parseTable } from "../../../src/tables/parse-table.js";
import { TOY_SPACE } from "../../support/service.js";

const space = compileSpace(parseSpace(TOY_SPACE));
const TABLE = [
  "depth,width,operator,t.accuracy,d.latency_ms,e.energy_mj,u.accuracy,d.energy_mj,group",
  "1,16,a,0.5,2,3,0.1,20,1",
  "1,16,b,0.6,,5,,,2",
  "1,16,c,0.7,4,6,0.3,40,1",
].join("\n");

async function writing(distinct?: string) {
  const data = await parseTable(TABLE, space, distinct === undefined ? {} : { distinct });
  const name = sampleTableName("n");
  const writes = new TableWriting(space, data, {
    ...{ id: name, name, space: space.spec.id, checksum: data.checksum, rows: data.rows },
    ...{ columns: [], importedAt: "", measurementsStored: true },
  });
  return { writes, changes: [...writes.measurementChanges()] };
}

/** What the measurements among some changes are about, in order: task or device, and operator of the network. */
function subjectsOf(changes: readonly Change[]): string[] {
  const operators = new Map(
    changes.flatMap((change) =>
      change.type === "architecture"
        ? [[change.record.id, change.record.architecture.operator] as const]
        : [],
    ),
  );
  return changes.flatMap((change) => {
    if (change.type !== "measurement") return [];
    const { record } = change;
    const subject = record.subject === "task" ? record.task : record.device;
    return [`${subject} ${operators.get(record.architecture)}`];
  });
}

describe("the writes of an import", () => {
  it("are the architectures, then the measurements of one task or device after the other", async () => {
    const { changes } = await writing();
    expect(changes.slice(0, 3).map(({ type }) => type)).toEqual([
      "architecture",
      "architecture",
      "architecture",
    ]);
    expect(subjectsOf(changes)).toEqual([
      ...["t a", "t b", "t c"],
      ...["d a", "d c"],
      ...["e a", "e b", "e c"],
      ...["u a", "u c"],
    ]);
  });

  it("join all costs of one device in one measurement", async () => {
    const { changes } = await writing();
    const ofDevice = changes.flatMap((change) =>
      change.type === "measurement" && change.record.subject === "device" && change.record.device === "d"
        ? [change.record]
        : [],
    );
    expect(ofDevice).toMatchObject([
      { latency: 2, energy: 20, origin: "table n", repeats: 1, retracted: false },
      { latency: 4, energy: 40 },
    ]);
  });

  it("have the first measurement of each task and device as examples", async () => {
    const { writes, changes } = await writing();
    const examples: Change[] = writes.examples.map((record) => ({ type: "measurement", record }));
    const architectures = changes.filter(({ type }) => type === "architecture");
    expect(subjectsOf([...architectures, ...examples])).toEqual(["t a", "d a", "e a", "u a"]);
  });

  it("leave out rows that another row stands for", async () => {
    const { changes } = await writing("group");
    expect(subjectsOf(changes)).toEqual(["t a", "t b", "d a", "e a", "e b", "u a"]);
    expect(changes.filter(({ type }) => type === "architecture")).toHaveLength(2);
  });

  it("keep the table's record and its bytes", async () => {
    const { writes } = await writing();
    const bytes = Uint8Array.of(1, 2, 3);
    expect(writes.tableChanges(bytes)).toMatchObject([
      { type: "put", kind: "sampleTable", record: { id: "n", rows: 3 } },
      { type: "blob", key: expect.stringContaining("n"), bytes },
    ]);
  });
});
