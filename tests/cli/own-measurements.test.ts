import { beforeEach, describe, expect, test } from "vitest";
import { withRam } from "../support/ram-table.js";
import { toyFolder } from "./support/toy.js";
import { RAM, refused, toyLine } from "./support/toy-line.js";

const files = toyFolder();
const on = ["--task", "toy-task", "--device", "my-board"];

interface Listed {
  readonly total: number;
  readonly measurements: readonly Readonly<Record<string, unknown>>[];
}

describe("measurements of a user's own metrics", () => {
  const toy = toyLine(files);
  const list = async (...flags: string[]) =>
    (await toy.line.json("measurements", "list", "--device", "my-board", ...flags)) as Listed;

  describe("measurements", () => {
    const csv = "depth,width,operator,my-board.ram,toy-task.f1\n1,16,a,120,\n1,16,a,140,\n2,64,d,,0.5\n";
    beforeEach(async () => {
      await toy.line.json(...RAM);
      await toy.line.json("metric", "add", "f1", "--of", "task", "--direction", "max");
      await toy.line.json("task", "add", "toy-task", "--space", "toy");
      await toy.line.json("device", "add", "my-board").catch(() => undefined);
      await toy.line.json("samples", "import", files.file("few.csv", withRam(3)), "--space", "toy");
      await toy.line.json("measurements", "retract", "--import", "toy-few");
    });

    test("submit takes a CSV with own metrics only, which are listed, shown, and combined over repeats", async () => {
      const stored = (await toy.line.json("measurements", "submit", files.file("own.csv", csv))) as Listed;
      expect(stored).toMatchObject({ stored: 3, unusedColumns: [] });
      const { measurements } = await list("--retracted", "no");
      expect(measurements.map(({ metrics }) => metrics)).toEqual([{ ram: 120 }, { ram: 140 }]);
      const shown = await toy.line.run("measurements", "show", String(measurements[0].architecture));
      expect(shown.stdout).toContain("ram [MB]");
      const listed = await toy.line.run("measurements", "list", "--device", "my-board", "--format", "csv");
      expect(listed.stdout.split("\n")[0]).toMatch(/,retracted,ram$/);
    });

    test("submit takes a JSON file with values by name, and names what is not declared", async () => {
      const one = { architecture: { depth: 1, width: 16, operator: "a" } };
      const file = (metrics: unknown) =>
        files.file("own.json", JSON.stringify([{ ...one, accuracy: 0.5, metrics }]));
      const ok = file([{ name: "ram", value: 99 }]);
      expect(await toy.line.json("measurements", "submit", ok, ...on)).toMatchObject({ stored: 2 });
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
        expect(await refused(toy, "measurements", "submit", file(metrics), ...on)).toMatch(message);
    });

    test("can be retracted", async () => {
      const { submission } = (await toy.line.json("measurements", "submit", files.file("own.csv", csv))) as {
        submission: string;
      };
      expect(await toy.line.json("measurements", "retract", "--submission", submission)).toMatchObject({});
      expect((await list("--retracted", "no")).total).toBe(0);
    });
  });
});
