import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { HarmonicService } from "../../src/service/service.js";
import { testService, toyTable } from "../support/service.js";
import { CommandLine } from "./support/command-line.js";
import { toyFolder } from "./support/toy.js";

const files = toyFolder();
const on = ["--task", "toy-task", "--device", "toy-device"];

interface Stored {
  readonly stored: number;
  readonly emptyRows: number;
  readonly unusedColumns: readonly string[];
  readonly measurements: readonly Record<string, unknown>[];
}

describe("measurements submit", () => {
  let service: HarmonicService;
  let line: CommandLine;
  let ids: readonly string[];

  beforeEach(async () => {
    ({ service } = await testService());
    line = new CommandLine(service);
    await line.json("space", "add", files.space);
    const half = files.file("half.csv", toyTable(20));
    await line.json("samples", "import", half, "--space", "toy");
    const front = (await line.json("front", ...on)) as { points: { id: string }[] };
    ids = front.points.map(({ id }) => id);
  });
  afterEach(() => service.close());
  const submit = async (name: string, content: string, ...flags: string[]) =>
    (await line.json("measurements", "submit", files.file(name, content), ...flags)) as Stored;
  const refused = async (content: string, ...flags: string[]) => {
    const before = await service.archiveInfo();
    const ended = await line.run("measurements", "submit", files.file("bad.csv", content), ...flags);
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code: 2, stdout: "" });
    expect(await service.archiveInfo()).toEqual(before);
    return ended.stderr;
  };

  test("takes a CSV by architecture id, whole or in part", async () => {
    const content = `architecture,latency_ms,repeats\n${ids[0]},3.5,10\n${ids[1].slice(0, 6)},2.5,\n`;
    const { stored, measurements } = await submit("byid.csv", content, ...on);
    expect(stored).toBe(2);
    expect(measurements).toMatchObject([
      { architecture: ids[0], latency: 3.5, repeats: 10, device: "toy-device" },
      { architecture: ids[1], latency: 2.5, repeats: 1 },
    ]);
  });

  test("takes a CSV by genes, with the task and the device in the names of the columns", async () => {
    const content =
      "depth;width;operator;toy-task.accuracy;toy-device.latency_ms;comment\n2;64;d;0,9;12,5;mine\n1;16;a;;;\n";
    const { stored, measurements, emptyRows, unusedColumns } = await submit("bygenes.csv", content);
    expect({ stored, emptyRows, unusedColumns }).toEqual({
      stored: 2,
      emptyRows: 1,
      unusedColumns: ["comment"],
    });
    expect(measurements).toMatchObject([{ accuracy: 0.9 }, { latency: 12.5 }]);
    const { stdout } = await line.run("measurements", "submit", files.file("again.csv", content));
    expect(stdout).toMatch(
      new RegExp(
        "2 of 2 measurements were new \\(submission id-\\d+\\)\n1 rows without a value were left out\n" +
          "columns that were not used: comment\n",
      ),
    );
  });

  test("takes a CSV that names its delimiter in a first line, and counts that line", async () => {
    const head = "sep=;\narchitecture;latency_ms\n";
    const { measurements } = await submit("named.csv", `${head}${ids[0]};3,5\n`, ...on);
    expect(measurements).toMatchObject([{ architecture: ids[0], latency: 3.5 }]);
    expect(await refused(`${head}${ids[0]};fast\n`, ...on)).toContain("line 3: latency");
  });

  test("takes back the file that suggest gives to fill in", async () => {
    const { stdout } = await line.run("measurements", "suggest", ...on, "--count", "3", "--format", "csv");
    const [head, ...rows] = stdout.trim().split("\n");
    expect(head).toBe(
      "architecture,depth,width,operator,toy-task.accuracy,toy-device.latency_ms,toy-device.energy_mj",
    );
    expect(rows).toHaveLength(3);
    expect(rows[0]).toMatch(/^[0-9a-f]{64},2,64,[a-d],,,$/);
    const filled = [head, rows[0].replace(/,,,$/, ",0.7,8.5,"), rows[1], rows[2].replace(/,,,$/, ",,9,20")];
    const { stored, emptyRows, measurements } = await submit("filled.csv", filled.join("\n"));
    expect({ stored, emptyRows }).toEqual({ stored: 3, emptyRows: 1 });
    expect(measurements[0].architecture).toBe(rows[0].split(",")[0]);
  });

  test("takes the genes of networks without some of the genes, and of networks that the archive lacks", async () => {
    const genes = [
      { name: "depth", choices: [1, 2], ordered: true },
      { name: "kernel_2", choices: [3, 5], ordered: true, activeWhen: { gene: "depth", atLeast: 2 } },
    ];
    await line.json("space", "add", files.file("cond.json", JSON.stringify({ id: "cond", genes })));
    await service.registerTask({ id: "cond-task", space: "cond" });
    const { stored, unusedColumns } = await submit("cond.csv", "depth,cond-task.accuracy\n1,0.5\n");
    expect({ stored, unusedColumns }).toEqual({ stored: 1, unusedColumns: [] });
    const { stderr } = await line.run(
      ...["measurements", "submit", files.file("cond2.csv", "depth,cond-task.accuracy\n1,0.5\n2,0.6\n")],
    );
    expect(stderr).toMatch(/line 3: gene "kernel_2" is missing/);
    await service.registerDevice({ id: "board" });
    const asked = ["--task", "cond-task", "--device", "board", "--count", "2", "--format", "csv"];
    const { stdout } = await line.run("measurements", "suggest", ...asked);
    const filled = stdout.trim().replaceAll(/,,,$/gm, ",0.7,8.5,");
    expect((await submit("filled2.csv", filled)).stored).toBe(4);
  });

  test("names the line and the column of what is wrong, and stores nothing", async () => {
    const [a, b] = ids;
    const head = "architecture,latency";
    expect(await refused(`${head}\n${a},1\n${b},fast\n`, ...on)).toMatch(
      /line 3: latency is "fast"; it must be a number \[ms\], or empty/,
    );
    expect(await refused(`${head}\n${a},1\n${b},-2\n`, ...on)).toMatch(/line 3: latency must be .*\[ms\]/);
    expect(await refused(`${head}\n${a},1\nabcdefabcdef,2\n`, ...on)).toMatch(
      /line 3: unknown architecture "abcdefabcdef"/,
    );
    expect(await refused(`architecture,board.latency_us\n${a},1\n`, ...on)).toMatch(
      /column "board.latency_us" is not a metric/,
    );
    expect(await refused(`${head}\n${a},\n`, ...on)).toMatch(/no row .* has an accuracy/);
    expect(await refused(`${head}\n${a},1\n`)).toMatch(/name the task with --task/);
    expect(await refused(`depth,latency\n1,1\n`, ...on)).toMatch(/it lacks width, operator of toy/);
    const both = "architecture,depth,width,operator,latency";
    expect(await refused(`${both}\n${a},1,16,a,1\n`, ...on)).toMatch(
      /line 2: the id .* is not that of its genes/,
    );
    expect(await refused(`${both}\n,1,17,a,1\n`, ...on)).toMatch(
      /line 2: .*"width" must be one of 16, 32, 64/,
    );
    expect(await refused("a.latency_ms,b.latency_ms,id\n1,2,x\n", "--task", "toy-task")).toMatch(
      /several devices \(a, b\)/,
    );
    expect(await refused("architecture\n", ...on)).toMatch(/a header but no rows/);
  });

  test("names networks by a beginning of their id in JSON, too, and in every other command", async () => {
    const start = ids[0].slice(0, 6);
    const content = JSON.stringify([{ architecture: start, latency: 3 }]);
    expect((await submit("byid.json", content, ...on)).measurements).toMatchObject([
      { architecture: ids[0] },
    ]);
    const shown = await line.json("measurements", "show", start);
    expect(shown).toMatchObject({ id: ids[0], measurements: expect.any(Array) });
    const { measurements } = shown as { measurements: { id: string }[] };
    const measurement = measurements.at(-1)!.id;
    expect(await line.json("measurements", "retract", measurement.slice(0, 8))).toMatchObject({
      id: measurement,
      retracted: true,
    });
    const predicted = await line.json("predict", "--task", "toy-task", "--architecture", start);
    expect(predicted).toMatchObject({ predictions: [{ id: ids[0] }] });
    const wrong = await line.run("measurements", "show", start.slice(0, 5));
    expect(wrong).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("at least the first 6 characters"),
    });
  });
});
