import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testService, toyTable } from "../support/service.js";
import { CommandLine } from "./support/command-line.js";
import { toyFolder } from "./support/toy.js";

const { folder, file, space } = toyFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TRAIN = ["predictor", "train", "--task", "toy-task", "--device", "toy-device", "--family", "ridge"];
const [header, ...lines] = toyTable().split("\n");
const rows = (of: (i: number) => boolean, change = (line: string) => line): string =>
  [header, ...lines.filter((_, i) => of(i)).map(change)].join("\n");

let cli: CommandLine;
beforeAll(async () => {
  cli = new CommandLine((await testService()).service);
  await cli.json("space", "add", space);
  const first = file(
    "first.csv",
    rows((i) => i % 4 !== 1),
  );
  await cli.json("samples", "import", first, "--space", "toy");
  for (const metric of ["accuracy", "latency", "energy"]) await cli.run(...TRAIN, "--metric", metric);
  const twin = file("twin.csv", toyTable().replaceAll("toy-device", "twin-board"));
  await cli.json("samples", "import", twin, "--space", "toy");
  await cli.json("device", "add", "my-board");
});

interface Page {
  readonly spaces: readonly unknown[];
  readonly findings: readonly { kind: string; evidence: readonly object[]; advice: readonly string[] }[];
  readonly next: readonly { task: string; points: readonly object[] }[];
  readonly similar: readonly object[];
}

describe("device show", () => {
  test("shows what is known, the predictors, what to measure next and similar devices", async () => {
    const page = (await cli.json("device", "show", "toy-device")) as Page;
    expect(page).toMatchObject({
      id: "toy-device",
      spaces: [{ space: "toy", tasks: ["toy-task"], measured: { latency: 18, energy: 18 }, profile: null }],
      predictors: [
        { metric: expect.any(String), quality: { kendallTau: expect.any(Number) }, promoted: true },
        { metric: expect.any(String) },
      ],
      findings: [],
      similar: [
        { device: "twin-board", metric: "latency", spearman: 1, networks: 18, ratio: 1 },
        { device: "twin-board", metric: "energy", spearman: 1, networks: 18 },
      ],
      notes: [],
    });
    expect(page.next).toMatchObject([{ task: "toy-task", points: [{}, {}, {}] }]);
    const { stdout } = await cli.run("device", "show", "toy-device");
    expect(stdout).toContain("latency 18, energy 18");
    expect(stdout).toContain("toy.toy-device.latency.v1");
    expect(stdout).toMatch(/task toy-task:\n {2}[0-9a-f]{12} {2}d\d/);
    expect(stdout).toMatch(/twin-board +│ toy +│ latency +│ +1 │/);
    expect(stdout).toContain("Findings: none");
  });

  test("says honestly that nothing is known", async () => {
    expect(await cli.json("device", "show", "my-board")).toMatchObject({
      ...{ spaces: [], predictors: [], findings: [], next: [], similar: [] },
      notes: [expect.stringContaining("nothing is measured on my-board")],
    });
    expect((await cli.run("device", "show", "my-board")).stdout).toContain("`measurements suggest --task ID");
  });

  test("refuses an unknown device in one line that lists the known ones", async () => {
    const { code, stdout, stderr } = await cli.run("device", "show", "nothing");
    expect([code, stdout, stderr.trim().split("\n").length]).toEqual([2, "", 1]);
    expect(stderr).toContain("known are my-board, toy-device, twin-board");
  });

  test("reports seconds that were submitted as milliseconds, with cause, advice and networks", async () => {
    const seconds = (line: string): string => {
      const cells = line.split(",");
      return [...cells.slice(0, 4), String(Number(cells[4]) / 1000), cells[5]].join(",");
    };
    const late = file(
      "late.csv",
      rows((i) => i % 4 === 1, seconds),
    );
    await cli.json("samples", "import", late, "--space", "toy");
    const { findings } = (await cli.json("device", "show", "toy-device")) as Page;
    expect(findings.map(({ kind }) => kind)).toEqual(["unit", "drift"]);
    expect(findings[0]).toMatchObject({
      ...{ metric: "latency", kind: "unit" },
      cause: "values in s were given as ms",
      advice: [expect.stringContaining("`measurements retract ID`")],
    });
    expect(findings[0].evidence).toHaveLength(6);
    const { stdout } = await cli.run("device", "show", "toy-device");
    expect(stdout).toContain("suspected cause: values in s were given as ms");
    expect(stdout).toMatch(
      /- drift: 6 of 6 networks measured since toy\.toy-device\.latency\.v1 was trained/,
    );
    expect(stdout).toMatch(
      /what to do: `predictor train --task toy-task --device toy-device --metric latency`/,
    );
  });
});

describe("task show", () => {
  test("shows the task, and drift of its predictor of accuracy", async () => {
    const worse = (line: string): string => {
      const cells = line.split(",");
      return [...cells.slice(0, 3), String(Number(cells[3]) / 4), ...cells.slice(4)].join(",");
    };
    const cli = new CommandLine((await testService()).service);
    await cli.json("space", "add", space);
    const later = (i: number) => [2, 5, 9, 13, 16, 21].includes(i);
    await cli.json(
      "samples",
      "import",
      file(
        "a.csv",
        rows((i) => !later(i)),
      ),
      "--space",
      "toy",
    );
    await cli.run(...TRAIN, "--metric", "accuracy");
    expect(await cli.json("task", "show", "toy-task")).toMatchObject({ id: "toy-task", findings: [] });
    expect((await cli.run("task", "show", "toy-task")).stdout).toContain("Findings: none");
    await cli.json("samples", "import", file("b.csv", rows(later, worse)), "--space", "toy");
    expect(await cli.json("task", "show", "toy-task")).toMatchObject({
      findings: [{ kind: "drift", metric: "accuracy", predictor: "toy.toy-task.accuracy.v1" }],
    });
    expect((await cli.run("task", "show", "toy-task")).stdout).toContain(
      "what to do: `predictor train --task toy-task --metric accuracy` trains one",
    );
  });
});
