import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { HarmonicService } from "../../src/service/service.js";
import { testService } from "../support/service.js";
import { CommandLine } from "./support/command-line.js";
import { toyFolder } from "./support/toy.js";

const files = toyFolder();
const on = ["--task", "t", "--device", "d"];
const space = files.file(
  "sp.json",
  JSON.stringify({
    id: "sp",
    genes: [
      { name: "depth", choices: [2, 3], ordered: true },
      { name: "kernel", choices: [3, 5, 7], ordered: true },
      { name: "op", choices: ["a", "b"] },
    ],
  }),
);
/** Half of the networks have an accuracy, the others have costs. */
const half = files.file(
  "half.csv",
  [
    "depth,kernel,op,t.accuracy,d.latency_ms,d.energy_mj",
    ...[
      "2,3,a,0.6599999999999999,,",
      "2,3,b,,6,2",
      "2,5,a,0.7,,",
      "2,5,b,,10,2",
      "2,7,a,0.74,,",
      "2,7,b,,14,2",
    ],
    ...["3,3,a,0.69,,", "3,3,b,,9,3", "3,5,a,0.75,,", "3,5,b,,15,3", "3,7,a,0.8099999999999999,,"],
    "3,7,b,,21,3\n",
  ].join("\n"),
);

interface Found {
  readonly status: string;
  readonly evaluations: number;
  readonly leftOut?: number;
  readonly points: readonly Record<string, unknown>[];
  readonly hypervolume: number;
}

describe("tables and searches of one metric", () => {
  let service: HarmonicService;
  let line: CommandLine;
  beforeEach(async () => {
    ({ service } = await testService());
    line = new CommandLine(service);
    await line.json("space", "add", space);
  });
  afterEach(() => service.close());
  const search = async (file: string, ...flags: string[]) =>
    (await line.json(
      ...["search", ...on, "--evaluator", "table", "--samples", file, "--budget", "6", ...flags],
    )) as Found;

  test.each([
    ["latency", { latency: 6 }],
    ["energy", { energy: 2 }],
    ["accuracy", { accuracy: 0.8099999999999999 }],
  ])("search and front for %s alone use the networks that have it", async (metric, best) => {
    await line.json("samples", "import", half, "--space", "sp");
    const found = await search(half, "--objectives", metric);
    expect(found).toMatchObject({ status: "finished", evaluations: 6, leftOut: 6 });
    expect(found.points[0]).toMatchObject(best);
    expect(found.hypervolume).toBeGreaterThan(0);
    const front = (await line.json("front", ...on, "--objectives", metric)) as Found;
    expect(front.points[0]).toMatchObject(best);
    expect(front.hypervolume).toBeCloseTo(found.hypervolume, 12);
  });

  test("latency and energy together, and a cost under a limit on the other", async () => {
    await line.json("samples", "import", half, "--space", "sp");
    expect(await search(half, "--objectives", "latency,energy")).toMatchObject({
      evaluations: 6,
      leftOut: 6,
    });
    const limited = await search(half, "--objectives", "energy", "--max-latency", "9");
    expect(limited.points).toMatchObject([{ energy: 2, latency: 6 }]);
  });

  test("what a search leaves out is said", async () => {
    await line.json("samples", "import", half, "--space", "sp");
    const flags = ["--samples", half, "--budget", "6", "--objectives", "latency"];
    const { stdout } = await line.run("search", ...on, ...flags);
    expect(stdout).toContain("6 networks of the table are left out: they lack a value that the search needs");
    const run = /^run (\S+):/.exec(stdout)?.[1] as string;
    expect(await line.json("run", "show", run)).toMatchObject({ leftOut: 6, evaluations: 6 });
  });

  test("a search for which no row has all values is refused, and says which go together", async () => {
    await line.json("samples", "import", half, "--space", "sp");
    const { code, stderr } = await line.run("search", ...on, "--samples", half, "--budget", "6");
    expect(code).toBe(2);
    expect(stderr).toContain("(of 12 rows: accuracy: 6, latency on d: 6, energy on d: 6)");
    expect(stderr).toContain("what rows have together: accuracy or latency,energy");
    expect(await line.json("run", "list")).toEqual({ runs: [] });
  });

  test("a table without a column of accuracy, and one without costs", async () => {
    const lean = files.file("lat.csv", "depth,kernel,op,d.latency_ms\n2,3,a,6\n2,5,a,4\n3,3,b,9\n");
    const only = files.file("acc.csv", "depth,kernel,op,t.accuracy\n2,3,a,0.6\n2,5,a,0.4\n3,3,b,0.9\n");
    const unknown = await line.run(
      ...["search", ...on, "--samples", lean, "--space", "sp", "--budget", "3", "--objectives", "latency"],
    );
    expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining('unknown task "t"') });
    expect(await line.json("samples", "list")).toEqual({ tables: [] });
    await line.json("task", "add", "t", "--space", "sp");
    const fast = await search(lean, "--objectives", "latency");
    expect(fast).toMatchObject({ evaluations: 3, leftOut: 0, points: [{ latency: 4, accuracy: null }] });
    const good = await search(only, "--objectives", "accuracy");
    expect(good).toMatchObject({ evaluations: 3, points: [{ accuracy: 0.9, latency: null }] });
    for (const [file, option] of [
      [lean, "--task"],
      [only, "--device"],
    ]) {
      const { code, stderr } = await line.run("search", ...on, "--samples", file, "--budget", "3");
      expect(code).toBe(2);
      expect(stderr).toMatch(new RegExp(`which ${option} asks for; .* --objectives latency`));
    }
  });

  test("bench search replays one metric of half a table", async () => {
    const report = await line.json(
      ...["bench", "search", "--samples", half, "--space", space, ...on, "--budget", "6", "--seeds", "1"],
      ...["--objectives", "latency"],
    );
    expect(report).toMatchObject({ candidates: 6, leftOut: 6 });
  });
});
