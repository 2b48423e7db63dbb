import { Readable } from "node:stream";
import { gunzipSync } from "node:zlib";
import { beforeEach, describe, expect, it } from "vitest";
import { deviceId, sampleTableName, spaceId, taskId } from "../../../src/base/ids.js";
import { registerTask } from "../../../src/service/catalog/tasks.js";
import { type ImportSamples, importSamples } from "../../../src/service/samples/import-samples.js";
import type { HarmonicService } from "../../../src/service/service.js";
import { tableBlob } from "../../../src/tables/stored-table.js";
import { TOY_SPACE, testService, toyTable } from "../../support/service.js";
import { toyContext } from "../harness.js";

let service: HarmonicService;

beforeEach(async () => {
  ({ service } = await testService());
  await service.registerSearchSpace(TOY_SPACE);
});

const importToy = (rows?: number) =>
  service.importSamples({ name: "toy", space: "toy", source: toyTable(rows) });

describe("sample tables", () => {
  it("create what their columns name, and the same file again changes nothing", async () => {
    const report = await importToy();
    expect(report).toMatchObject({
      networks: 24,
      measurementsStored: 48,
      tasksCreated: ["toy-task"],
      devicesCreated: ["toy-device"],
    });
    const before = await service.archiveInfo();
    expect(before).toMatchObject({
      architectures: 24,
      tasks: { "toy-task": { measured: 24 } },
      devices: { "toy-device": { measured: 24 } },
    });
    expect((await importToy()).alreadyImported).toBe(true);
    await service.importSamples({ name: "again", space: "toy", source: toyTable() });
    expect(
      (await service.paretoFront({ task: "toy-task", device: "toy-device" })).points[0].accuracy?.repeats,
    ).toBe(1);
    expect(await service.archiveInfo()).toMatchObject(before);
  });

  it("leave nothing behind where a row is bad", async () => {
    const bad = `${toyTable(10)}\n3,16,a,0.5,1,1`;
    await expect(service.importSamples({ name: "bad", space: "toy", source: bad })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
    expect(await service.archiveInfo()).toMatchObject({ architectures: 0, tasks: {}, devices: {} });
    expect(await service.sampleTables()).toEqual([]);
  });
});

const HEADER = "depth,width,operator,t.accuracy,d.latency_ms,d.latency_sd_ms,label";
const ROWS = ["1,16,a,0.5,2,0.1,x", "1,16,b,,4,,y", "1,16,c,0.7,,,x"];
const TABLE = [HEADER, ...ROWS].join("\n");

const importing = async (change: Partial<ImportSamples> = {}) => {
  const context = await toyContext();
  return {
    context,
    report: await importSamples(context, { name: "n", space: "toy", source: TABLE, ...change }),
  };
};

describe("an imported table", () => {
  it("is reported column by column, with what each holds", async () => {
    const { report } = await importing();
    expect(report.table).toMatchObject({ name: "n", space: "toy", rows: 3, measurementsStored: true });
    expect(report.columns).toEqual([
      {
        name: "t.accuracy",
        kind: "accuracy",
        subject: "t",
        unit: "fraction",
        values: 2,
        missing: 1,
        min: 0.5,
        max: 0.7,
      },
      {
        name: "d.latency_ms",
        kind: "latency",
        subject: "d",
        unit: "ms",
        values: 2,
        missing: 1,
        min: 2,
        max: 4,
      },
      {
        name: "d.latency_sd_ms",
        kind: "latency_sd",
        subject: "d",
        unit: "ms",
        values: 1,
        missing: 2,
        min: 0.1,
        max: 0.1,
      },
      { name: "label", kind: "note", subject: "label", unit: "", values: 0, missing: 3 },
    ]);
    expect(report).toMatchObject({
      networks: 3,
      measurements: 4,
      measurementsStored: 4,
      tasksCreated: ["t"],
      devicesCreated: ["d"],
    });
  });

  it("is kept byte for byte, from a text as from a stream in pieces", async () => {
    const source = Readable.from([...TABLE].map((letter) => Buffer.from(letter)));
    for (const change of [{}, { source }]) {
      const { context } = await importing(change);
      const bytes = await context.archive.blob(tableBlob(sampleTableName("n")));
      expect(gunzipSync(bytes!).toString()).toBe(TABLE);
    }
  });

  it("keeps its values out of the archive where it is told to, until it is told otherwise", async () => {
    const { context, report } = await importing({ measurements: false });
    expect(report).toMatchObject({ measurementsStored: 0, tasksCreated: ["t"], alreadyImported: false });
    expect((await context.archive.counts()).architectures).toBe(0);
    const again = (measurements: boolean) =>
      importSamples(context, { name: "n", space: "toy", source: TABLE, measurements });
    expect(await again(false)).toMatchObject({ alreadyImported: true });
    expect(await again(true)).toMatchObject({
      alreadyImported: false,
      measurementsStored: 4,
      tasksCreated: [],
    });
    expect((await context.archive.counts()).architectures).toBe(3);
    expect(await again(true)).toMatchObject({ alreadyImported: true, measurementsStored: 0 });
    expect(await again(false)).toMatchObject({ alreadyImported: true });
  });

  it("that has grown while its values were to stay out of the archive takes in the new ones when told to", async () => {
    const { context } = await importing();
    const grown = (measurements: boolean) =>
      importSamples(context, { name: "n", space: "toy", source: `${TABLE}\n2,64,d,0.9,8,,z`, measurements });
    expect(await grown(false)).toMatchObject({ alreadyImported: false, measurementsStored: 0 });
    expect((await context.archive.counts()).architectures).toBe(3);
    expect(await grown(true)).toMatchObject({
      alreadyImported: false,
      measurements: 6,
      measurementsStored: 2,
    });
    expect((await context.archive.counts()).architectures).toBe(4);
    expect(await grown(true)).toMatchObject({ alreadyImported: true, measurementsStored: 0 });
  });

  it("that has grown adds only what is new", async () => {
    const { context } = await importing();
    const source = `${TABLE}\n2,64,d,0.9,8,,z`;
    const grown = await importSamples(context, { name: "n", space: "toy", source });
    expect(grown).toMatchObject({
      alreadyImported: false,
      networks: 4,
      tasksCreated: [],
      devicesCreated: [],
    });
    expect(await context.archive.counts()).toMatchObject({
      architectures: 4,
      tasks: { t: { measured: 3 } },
      devices: { d: { measured: 3 } },
    });
    const [first] = (await context.archive.list("sampleTable")).filter(({ name }) => name === "n");
    expect(first.rows).toBe(4);
  });

  it("has one network for each value of a distinct column: that of its first row", async () => {
    const { context, report } = await importing({ distinct: "label" });
    expect(report).toMatchObject({ measurementsStored: 3, table: { distinct: "label" } });
    const stored = await context.archive.architectures(report.table.space, 0);
    expect(stored.map(({ architecture }) => architecture.operator).sort()).toEqual(["a", "b"]);
  });

  it("keeps spreads and numbers of examples, and refuses them without their value", async () => {
    const context = await toyContext();
    const header = "depth,width,operator,t.accuracy,t.accuracy_sd,t.examples,d.energy_mj,d.energy_sd_mj";
    const source = `${header}\n1,16,a,1,0.01,210,5,0.2\n1,16,b,1,,,5,`;
    await importSamples(context, { name: "n", space: "toy", source });
    const costs = await context.subjects.ofDevice(spaceId("toy"), deviceId("d"));
    expect([...costs.ids()].map((id) => costs.get(id)?.energy?.sd)).toEqual([0.2, undefined]);
    const accuracies = await context.subjects.ofTask(spaceId("toy"), taskId("t"));
    expect([...accuracies.ids()].map((id) => accuracies.get(id)?.accuracy)).toMatchObject([
      { sd: 0.01, examples: 210, upper: 1 },
      { value: 1 },
    ]);
    for (const [column, needed] of [
      ["t.examples", "t.accuracy"],
      ["e.latency_sd_ms", "e.latency_ms"],
    ]) {
      const bad = `depth,width,operator,d.latency_ms,${column}\n1,16,a,1,1`;
      await expect(importSamples(context, { name: "m", space: "toy", source: bad })).rejects.toThrow(
        `column ${column} needs a column ${needed}`,
      );
    }
    const half = source.replace("210", "0.5");
    await expect(importSamples(context, { name: "m", space: "toy", source: half })).rejects.toThrow(
      't.examples is "0.5"; it must be a whole number from 1',
    );
  });

  it("announces that there are new measurements", async () => {
    const context = await toyContext();
    const heard: string[] = [];
    context.news.announce = (topic) => void heard.push(topic.kind);
    await importSamples(context, { name: "n", space: "toy", source: TABLE });
    expect(heard).not.toEqual([]);
    expect(new Set(heard)).toEqual(new Set(["measurements"]));
  });
});

describe("an import is refused", () => {
  it("under the name of a table of another space", async () => {
    const { context } = await importing();
    const source =
      "edge_0_1,edge_0_2,edge_1_2,edge_0_3,edge_1_3,edge_2_3,t2.accuracy\nnone,none,none,none,none,none,0.1";
    await expect(importSamples(context, { name: "n", space: "nas-bench-201", source })).rejects.toMatchObject(
      { code: "CONFLICT", field: "name" },
    );
  });

  it("with the accuracy of a task of another space, and nothing is stored", async () => {
    const context = await toyContext();
    await registerTask(context, { id: "t", space: "nas-bench-201" });
    await expect(importSamples(context, { name: "n", space: "toy", source: TABLE })).rejects.toMatchObject({
      code: "CONFLICT",
      field: "column t.accuracy",
    });
    expect(await context.archive.list("device")).toEqual([]);
    expect(await context.archive.list("sampleTable")).toEqual([]);
  });

  it.each([
    ["a name with spaces", { name: "my table" }, "name"],
    ["an unknown space", { space: "nowhere" }, "space"],
    ["a distinct column that it lacks", { distinct: "topology" }, "distinct"],
    [
      "a column of a task that no id can name",
      { source: TABLE.replace("t.accuracy", "my t.accuracy") },
      "column my t.accuracy",
    ],
  ])("with %s", async (_, change, field) => {
    await expect(importing(change)).rejects.toMatchObject({ field });
  });
});
