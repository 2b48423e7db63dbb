import { beforeEach, describe, expect, test } from "vitest";
import { ramOf, withRam } from "../support/ram-table.js";
import { toyFolder } from "./support/toy.js";
import { RAM, refused, toyLine } from "./support/toy-line.js";

const files = toyFolder();
const on = ["--task", "toy-task", "--device", "my-board"];
const table = files.file("ram.csv", withRam());

interface Listed {
  readonly total: number;
  readonly measurements: readonly Readonly<Record<string, unknown>>[];
}

describe("metrics of a user's own", () => {
  const toy = toyLine(files);
  const list = async (...flags: string[]) =>
    (await toy.line.json("measurements", "list", "--device", "my-board", ...flags)) as Listed;

  describe("metric add", () => {
    test("declares a metric, and the same again changes nothing", async () => {
      const ram = { name: "ram", of: "device", direction: "min", unit: "MB" };
      expect(await toy.line.json(...RAM)).toEqual({ ...ram, created: true });
      expect(await toy.line.json(...RAM)).toEqual({ ...ram, created: false });
      await toy.line.json("metric", "add", "f1", "--of", "task", "--direction", "max");
      const f1 = { name: "f1", of: "task", direction: "max", unit: "" };
      expect(await toy.line.json("metric", "list")).toEqual({ metrics: [f1, ram] });
      expect((await toy.line.run("metric", "list")).stdout).toContain("MB");
    });

    test.each([
      ["--of", "task"],
      ["--direction", "max"],
      ["--unit", "KB"],
    ])("refuses another %s under the same name", async (flag, value) => {
      await toy.line.json(...RAM);
      const other = RAM.map((arg, i) => (RAM[i - 1] === flag ? value : arg));
      expect(await refused(toy, ...other)).toMatch(/metric "ram" exists already, of a device, .* in MB/);
      expect(await toy.line.json("metric", "list")).toMatchObject({ metrics: [{ name: "ram", unit: "MB" }] });
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
      expect(await refused(toy, ...RAM.map((arg) => (arg === "ram" ? name : arg)))).toMatch(/name must/);
      expect(await toy.line.json("metric", "list")).toEqual({ metrics: [] });
    });

    test("refuses a name that differs in case only", async () => {
      await toy.line.json(...RAM);
      expect(await refused(toy, ...RAM.map((arg) => (arg === "ram" ? "RAM" : arg)))).toContain(
        "exists already",
      );
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
      (await toy.line.json("samples", "import", file, "--space", "toy")) as Import;
    const kindOf = ({ columns }: Import, name: string) =>
      columns.find((column) => column.name === name)?.kind;

    test("reads a column of a declared metric; others stay notes", async () => {
      await toy.line.json(...RAM);
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
      await toy.line.json(...RAM);
      expect(await load()).toMatchObject({
        measurements: 72,
        measurementsStored: 24,
        alreadyImported: false,
      });
      expect(await load()).toMatchObject({ measurementsStored: 0, alreadyImported: true });
    });

    test("refuses a metric of devices in a column of a task", async () => {
      await toy.line.json(...RAM);
      await toy.line.json("task", "add", "toy-task", "--space", "toy");
      const wrong = files.file("wrong-owner.csv", withRam().replace("my-board.ram", "toy-task.ram"));
      expect(await refused(toy, "samples", "import", wrong, "--space", "toy")).toContain(
        'column "toy-task.ram": ram is a metric of a device, but "toy-task" is a task',
      );
      expect(await toy.line.json("device", "list")).toEqual({ devices: [] });
    });

    test("refuses a value that is no number of at least 0, by line and column", async () => {
      await toy.line.json(...RAM);
      const bad = files.file("bad-ram.csv", withRam().replace(`,${ramOf(1)},1`, ",-3,1"));
      expect(await refused(toy, "samples", "import", bad, "--space", "toy")).toMatch(
        /line 3: my-board.ram is "-3"/,
      );
    });
  });

  describe("front and recommend", () => {
    interface Shown {
      readonly objectives: readonly string[];
      readonly referencePoint: Readonly<Record<string, number>>;
      readonly points: readonly {
        readonly latency: number;
        readonly metrics: Readonly<Record<string, number>>;
        readonly sources: Readonly<Record<string, string>>;
        readonly intervals: Readonly<Record<string, readonly number[]>>;
      }[];
      readonly nearest: readonly { readonly misses: Readonly<Record<string, number>> }[];
    }
    const front = async (...flags: string[]) => (await toy.line.json("front", ...on, ...flags)) as Shown;
    beforeEach(async () => {
      await toy.line.json(...RAM);
      await toy.line.json("samples", "import", table, "--space", "toy");
    });

    test("by default keep to the built-in objectives; points say what is known of the others", async () => {
      const { objectives, points } = await front();
      expect(objectives).toEqual(["accuracy", "latency", "energy"]);
      expect(points[0].metrics).toEqual({ ram: expect.any(Number) });
    });

    test("keep a limit, also of a metric that is no objective", async () => {
      const all = await front();
      const limited = await front("--limit", "ram<=200", "--limit", "3");
      expect(all.points.some(({ metrics }) => metrics.ram > 200)).toBe(true);
      expect(limited.objectives).toEqual(all.objectives);
      expect(limited.points.length).toBeGreaterThan(0);
      expect(limited.points.every(({ metrics }) => metrics.ram <= 200)).toBe(true);
    });

    test("optimise a metric that --objectives names", async () => {
      const { objectives, referencePoint, points } = await front("--objectives", "ram");
      expect({ objectives, referencePoint }).toEqual({
        objectives: ["ram"],
        referencePoint: { ram: Math.max(...Array.from({ length: 24 }, (_, row) => ramOf(row))) },
      });
      expect(points).toMatchObject([{ metrics: { ram: 100 }, sources: { ram: "MEASURED" } }]);
      const both = await front("--objectives", "accuracy,ram", "--limit", "ram <= 250");
      expect(both.referencePoint).toMatchObject({ ram: 250 });
      const best = (await toy.line.json(
        ...["recommend", ...on, "--objectives", "accuracy,ram", "--prefer", "weighted"],
        ...["--weights", "ram=1"],
      )) as { point: { metrics: unknown }; reason: string };
      expect(best).toMatchObject({ point: { metrics: { ram: 100 } } });
      expect(best.reason).toContain("ram 1");
    });

    test("show the column in tables and CSV, and by how much a limit is missed", async () => {
      const shown = await toy.line.run("front", ...on, "--objectives", "accuracy,ram", "--limit", "2");
      expect(shown.stdout).toContain("ram [MB]");
      expect(shown.stdout).toMatch(/reference point: accuracy 0\.\d+, ram 330 MB/);
      expect(shown.stdout).not.toContain("device:min");
      const csv = await toy.line.run("front", ...on, "--format", "csv");
      expect(csv.stdout.split("\n")[0]).toMatch(/,ram,ram.lower,ram.upper,ram.source$/);
      const none = await front("--limit", "ram<=90");
      expect(none.nearest[0].misses).toEqual({ ram: 10 });
      expect((await toy.line.run("front", ...on, "--limit", "ram<=90")).stdout).toContain("ram by 10 MB");
      const recommended = await toy.line.run("recommend", ...on, "--limit", "ram<=90");
      expect(recommended.stdout).toContain("ram by 10 MB");
    });

    test.each([
      ["--limit", "ram>=90", /smaller values of ram are better: limit it by max/],
      ["--limit", "flash<=90", /name of a metric, not "flash" \(known are accuracy, latency, energy, ram\)/],
      ["--limit", "latency<=9", /limit latency by maxLatency \(--max-latency\)/],
      ["--limit", "params<=9", /--max-params/],
      ["--limit", "ram<9", /'NAME<=VALUE'/],
      ["--limit", "ram<=-1", /at least 0/],
      ["--limit", "0", /whole number from 1/],
      ["--objectives", "accuracy,flash", /must be one of accuracy, latency, energy, ram, not "flash"/],
    ])("refuse %s %s", async (flag, value, message) => {
      expect(await refused(toy, "front", ...on, flag, value)).toMatch(message);
    });

    test("refuse two limits on one metric, and a maximised metric takes >=", async () => {
      const twice = ["--limit", "ram<=200", "--limit", "ram<=300"];
      expect(await refused(toy, "front", ...on, ...twice)).toContain("must not limit ram twice");
      await toy.line.json("metric", "add", "rate", "--of", "device", "--direction", "max");
      expect(await refused(toy, "front", ...on, "--limit", "rate<=5")).toContain("rate>=VALUE");
      expect((await front("--limit", "rate>=5")).points).toEqual([]);
    });

    test("fill gaps with a predictor of the metric, which is listed", async () => {
      await toy.line.json(...[...RAM.slice(0, 2), "heat", ...RAM.slice(3)]);
      const some = withRam()
        .split("\n")
        .map((row, i) => `${row},${i === 0 ? "my-board.heat" : i > 20 ? "" : 10 * i}`);
      const partly = files.file("heat.csv", some.join("\n"));
      await toy.line.json("samples", "import", partly, "--space", "toy");
      const trained = (await toy.line.json(
        ...["predictor", "train", ...on, "--metric", "heat", "--family", "ridge"],
      )) as { predictor: { id: string; metric: string } };
      expect(trained.predictor).toMatchObject({ id: "toy.my-board.heat.v1", metric: "heat" });
      const listed = await toy.line.json("predictor", "list", "--metric", "heat");
      expect(listed).toMatchObject({ predictors: [{ metric: "heat", device: "my-board", promoted: true }] });
      expect((await toy.line.run("predictor", "list")).stdout).toMatch(/toy\.my-board\.heat\.v1 +│ yes/);
      const { points } = await front("--objectives", "accuracy,heat");
      const predicted = points.filter(({ sources }) => sources.heat === "PREDICTED");
      expect(predicted.length).toBeGreaterThan(0);
      expect(predicted[0].intervals.heat).toHaveLength(2);
      expect((await front("--objectives", "accuracy,heat", "--sources", "measured")).points).toHaveLength(
        points.length - predicted.length,
      );
      const refusedMetric = await refused(toy, "predictor", "train", ...on, "--metric", "flash");
      expect(refusedMetric).toContain("known are accuracy, latency, energy, heat, ram");
    });
  });
});
