import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { HarmonicService } from "../../src/service/service.js";
import { ramOf, withRam } from "../support/ram-table.js";
import { testService } from "../support/service.js";
import { CommandLine } from "./support/command-line.js";
import { toyFolder } from "./support/toy.js";

const files = toyFolder();
const on = ["--task", "toy-task", "--device", "my-board"];
const RAM = ["metric", "add", "ram", "--of", "device", "--direction", "min", "--unit", "MB"];
const table = files.file("ram.csv", withRam());

interface Listed {
  readonly total: number;
  readonly measurements: readonly Readonly<Record<string, unknown>>[];
}

describe("metrics of a user's own", () => {
  let service: HarmonicService;
  let line: CommandLine;
  beforeEach(async () => {
    ({ service } = await testService());
    line = new CommandLine(service);
    await line.json("space", "add", files.space);
  });
  afterEach(() => service.close());
  const refused = async (...args: string[]) => {
    const ended = await line.run(...args);
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code: 2, stdout: "" });
    return ended.stderr;
  };
  const list = async (...flags: string[]) =>
    (await line.json("measurements", "list", "--device", "my-board", ...flags)) as Listed;

  describe("metric add", () => {
    test("declares a metric, and the same again changes nothing", async () => {
      const ram = { name: "ram", of: "device", direction: "min", unit: "MB" };
      expect(await line.json(...RAM)).toEqual({ ...ram, created: true });
      expect(await line.json(...RAM)).toEqual({ ...ram, created: false });
      await line.json("metric", "add", "f1", "--of", "task", "--direction", "max");
      const f1 = { name: "f1", of: "task", direction: "max", unit: "" };
      expect(await line.json("metric", "list")).toEqual({ metrics: [f1, ram] });
      expect((await line.run("metric", "list")).stdout).toContain("MB");
    });

    test.each([
      ["--of", "task"],
      ["--direction", "max"],
      ["--unit", "KB"],
    ])("refuses another %s under the same name", async (flag, value) => {
      await line.json(...RAM);
      const other = RAM.map((arg, i) => (RAM[i - 1] === flag ? value : arg));
      expect(await refused(...other)).toMatch(/metric "ram" exists already, of a device, .* in MB/);
      expect(await line.json("metric", "list")).toMatchObject({ metrics: [{ name: "ram", unit: "MB" }] });
    });

    test.each([
      "accuracy",
      "Latency",
      "params",
      "repeats",
      "sd",
      "latency_us",
      "ram_sd",
      "2x",
      "a.b",
      "a:b",
      "",
    ])("refuses the name %j", async (name) => {
      expect(await refused(...RAM.map((arg) => (arg === "ram" ? name : arg)))).toMatch(/name must/);
      expect(await line.json("metric", "list")).toEqual({ metrics: [] });
    });

    test("refuses a name that differs in case only", async () => {
      await line.json(...RAM);
      expect(await refused(...RAM.map((arg) => (arg === "ram" ? "RAM" : arg)))).toContain("exists already");
    });
  });

  describe("samples import", () => {
    interface Import {
      readonly measurements: number;
      readonly measurementsStored: number;
      readonly alreadyImported: boolean;
      readonly columns: readonly { readonly name: string; readonly kind: string }[];
    }
    const load = async (file = table) =>
      (await line.json("samples", "import", file, "--space", "toy")) as Import;
    const kindOf = ({ columns }: Import, name: string) =>
      columns.find((column) => column.name === name)?.kind;

    test("reads a column of a declared metric; others stay notes", async () => {
      await line.json(...RAM);
      const report = await load();
      expect(kindOf(report, "my-board.ram")).toBe("own");
      expect(kindOf(report, "my-board.remark")).toBe("note");
      expect(report).toMatchObject({ measurements: 72, measurementsStored: 72 });
      const { measurements } = await list();
      expect(measurements.filter(({ metrics }) => metrics !== undefined)).toHaveLength(24);
      expect(measurements.find(({ metrics }) => metrics !== undefined)).toMatchObject({
        device: "my-board",
        metrics: { ram: ramOf(0) },
      });
    });

    test("of the same table again adds a metric that was declared meanwhile, and nothing else", async () => {
      const before = await load();
      expect(kindOf(before, "my-board.ram")).toBe("note");
      expect(before).toMatchObject({ measurements: 48, measurementsStored: 48 });
      expect(await load()).toMatchObject({ alreadyImported: true });
      await line.json(...RAM);
      expect(await load()).toMatchObject({
        measurements: 72,
        measurementsStored: 24,
        alreadyImported: false,
      });
      expect(await load()).toMatchObject({ measurementsStored: 0, alreadyImported: true });
    });

    test("refuses a value that is no number of at least 0, by line and column", async () => {
      await line.json(...RAM);
      const bad = files.file("bad-ram.csv", withRam().replace(`,${ramOf(1)},1`, ",-3,1"));
      expect(await refused("samples", "import", bad, "--space", "toy")).toMatch(
        /line 3: my-board.ram is "-3"/,
      );
    });
  });

  describe("measurements", () => {
    const csv = "depth,width,operator,my-board.ram,toy-task.f1\n1,16,a,120,\n1,16,a,140,\n2,64,d,,0.5\n";
    beforeEach(async () => {
      await line.json(...RAM);
      await line.json("metric", "add", "f1", "--of", "task", "--direction", "max");
      await line.json("task", "add", "toy-task", "--space", "toy");
      await line.json("device", "add", "my-board").catch(() => undefined);
      await line.json("samples", "import", files.file("few.csv", withRam(3)), "--space", "toy");
      await line.json("measurements", "retract", "--import", "toy-few");
    });

    test("submit takes a CSV with own metrics only, which are listed, shown, and combined over repeats", async () => {
      const stored = (await line.json("measurements", "submit", files.file("own.csv", csv))) as Listed;
      expect(stored).toMatchObject({ stored: 3, unusedColumns: [] });
      const { measurements } = await list("--retracted", "no");
      expect(measurements.map(({ metrics }) => metrics)).toEqual([{ ram: 120 }, { ram: 140 }]);
      const shown = await line.run("measurements", "show", String(measurements[0].architecture));
      expect(shown.stdout).toContain("ram [MB]");
      const listed = await line.run("measurements", "list", "--device", "my-board", "--format", "csv");
      expect(listed.stdout.split("\n")[0]).toMatch(/,retracted,ram$/);
    });

    test("submit takes a JSON file with values by name, and names what is not declared", async () => {
      const one = { architecture: { depth: 1, width: 16, operator: "a" } };
      const file = (metrics: unknown) =>
        files.file("own.json", JSON.stringify([{ ...one, accuracy: 0.5, metrics }]));
      const ok = file([{ name: "ram", value: 99 }]);
      expect(await line.json("measurements", "submit", ok, ...on)).toMatchObject({ stored: 2 });
      for (const [metrics, message] of [
        [[{ name: "flash", value: 1 }], /metrics\[0\].name .*not "flash" .*`metric add flash/],
        [[{ name: "ram", value: -1 }], /metrics\[0\].value.*at least 0/],
        [[{ name: "ram", value: "1" }], /metrics\[0\].value.*number/],
        [[{ name: "latency", value: 1 }], /give latency as the field latency/],
        [
          [
            { name: "ram", value: 1 },
            { name: "ram", value: 1 },
          ],
          /twice/,
        ],
        [{ ram: 1 }, /must be a list/],
      ] as const)
        expect(await refused("measurements", "submit", file(metrics), ...on)).toMatch(message);
    });

    test("can be retracted", async () => {
      const { submission } = (await line.json("measurements", "submit", files.file("own.csv", csv))) as {
        submission: string;
      };
      expect(await line.json("measurements", "retract", "--submission", submission)).toMatchObject({});
      expect((await list("--retracted", "no")).total).toBe(0);
    });
  });
});
