import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { HarmonicService } from "../../src/service/service.js";
import { withRam } from "../support/ram-table.js";
import { testService } from "../support/service.js";
import { CommandLine } from "./support/command-line.js";
import { toyFolder } from "./support/toy.js";

const files = toyFolder();
const on = ["--task", "toy-task", "--device", "my-board"];
const table = files.file("ram.csv", withRam());

interface Found {
  readonly run: string;
  readonly status: string;
  readonly evaluations: number;
  readonly points: readonly {
    readonly id: string;
    readonly latency: number | null;
    readonly metrics?: Readonly<Record<string, number>>;
    readonly sources: Readonly<Record<string, string>>;
  }[];
  readonly hypervolume: number;
}

describe("searches with a metric of the user's own", () => {
  let service: HarmonicService;
  let line: CommandLine;
  beforeEach(async () => {
    ({ service } = await testService());
    line = new CommandLine(service);
    await line.json("space", "add", files.space);
    await line.json("metric", "add", "ram", "--of", "device", "--direction", "min", "--unit", "MB");
  });
  afterEach(() => service.close());
  const search = async (...flags: string[]) =>
    (await line.json(
      ...["search", ...on, "--space", "toy", "--evaluator", "table", "--samples", table, ...flags],
    )) as Found;

  test.each(["surrogate", "nsga2", "random"])("%s optimises it over a table", async (strategy) => {
    const found = await search("--budget", "24", "--objectives", "accuracy,ram", "--strategy", strategy);
    expect(found).toMatchObject({ status: "finished", evaluations: 24 });
    expect(found.points.at(-1)).toMatchObject({ metrics: { ram: 100 }, sources: { ram: "MEASURED" } });
    const front = (await line.json("front", ...on, "--objectives", "accuracy,ram")) as Found;
    expect(front.points.map(({ id }) => id)).toEqual(found.points.map(({ id }) => id));
    expect(front.hypervolume).toBeCloseTo(found.hypervolume, 9);
  });

  test("a limit on it is kept, and does not make it an objective", async () => {
    const found = await search("--budget", "24", "--limit", "ram<=200");
    const shown = await line.run("run", "show", found.run);
    expect(shown.stdout).toContain("within ram up to 200 MB");
    expect(shown.stdout).toMatch(/reference point: accuracy [\d.]+, latency [\d.]+ ms, energy [\d.]+ mJ\n/);
    expect(found.points.length).toBeGreaterThan(0);
    expect(found.points.every(({ metrics }) => (metrics?.ram ?? 999) <= 200)).toBe(true);
    const front = (await line.json("front", ...on, "--limit", "ram<=200")) as Found;
    expect(front.points.map(({ id }) => id)).toEqual(found.points.map(({ id }) => id));
  });

  test("by default it is left alone", async () => {
    const found = await search("--budget", "6");
    expect(found.points[0].metrics).toBeUndefined();
  });

  test("evaluations list it, as JSON, CSV and text, and measurements of the run have it", async () => {
    const { run } = await search("--budget", "5", "--objectives", "accuracy,ram");
    const listed = (await line.json("run", "evaluations", run)) as {
      evaluations: { metrics: { ram: number } }[];
    };
    expect(JSON.stringify(listed)).toMatch(/"metrics":\{"ram":\d+\}/);
    const csv = await line.run("run", "evaluations", run, "--format", "csv");
    expect(csv.stdout.split("\n")[0]).toContain(",ram,");
    expect((await line.run("run", "evaluations", run)).stdout).toContain("ram [MB]");
    const { measurements } = (await line.json("measurements", "list", "--run", run)) as {
      measurements: { metrics?: unknown }[];
    };
    expect(measurements.filter(({ metrics }) => metrics !== undefined)).toHaveLength(5);
  });

  test("a run is extended with the same objectives and limits, and refuses others", async () => {
    const flags = ["--objectives", "ram,accuracy", "--limit", "ram<=300"];
    const { run } = await search("--budget", "6", ...flags);
    const more = await search("--resume", run, "--budget", "9", ...flags);
    expect(more).toMatchObject({ run, evaluations: 9 });
    const whole = await search("--budget", "9", ...flags);
    expect(whole.points.map(({ id }) => id)).toEqual(more.points.map(({ id }) => id));
    const other = await line.run("search", "--resume", run, "--budget", "10", "--limit", "ram<=200");
    expect(other).toMatchObject({ code: 2, stderr: expect.stringContaining("--limit is ram<=200, but run") });
  });

  test("a table without its column is refused, by the option that asks for it", async () => {
    const flags = ["--budget", "5", "--objectives", "accuracy,flash"];
    await line.json("metric", "add", "flash", "--of", "device", "--direction", "min");
    const ended = await line.run("search", ...on, "--space", "toy", "--samples", table, ...flags);
    expect(ended).toMatchObject({ code: 2, stdout: "" });
    expect(ended.stderr).toMatch(/has no column my-board.flash, which --objectives asks for/);
  });

  test("a table with semicolons is replayed", async () => {
    const semicolons = files.file("semi.csv", withRam().replaceAll(",", ";"));
    const found = await line.json(
      ...["search", ...on, "--space", "toy", "--samples", semicolons, "--budget", "3", "--objectives", "ram"],
    );
    expect(found).toMatchObject({ evaluations: 3 });
  });

  test("an external run waits for it", async () => {
    await line.json("samples", "import", table, "--space", "toy");
    await line.json("metric", "add", "flash", "--of", "device", "--direction", "min");
    const { id } = await service.startSearch({
      task: "toy-task",
      devices: ["my-board"],
      budget: 2,
      evaluator: "external",
      objectives: ["accuracy", "flash"],
      constraints: { limits: [{ metric: "ram", max: 250 }] },
      strategy: "random",
    });
    for (let round = 0; round < 200; round++) {
      const progress = await service.run(id);
      if (progress.run.status.kind !== "running") break;
      const measurements = progress.pending.map(({ architecture }, i) => ({
        architecture,
        metrics: [
          { name: "flash", value: 10 + i },
          { name: "ram", value: 150 },
        ],
        accuracy: 0.5,
      }));
      if (measurements.length > 0) {
        await service.submitMeasurements({ task: "toy-task", device: "my-board", measurements });
      }
      await new Promise((done) => setTimeout(done, 20));
    }
    const done = await line.json("run", "show", id);
    expect(done).toMatchObject({ status: "finished", evaluations: 2 });
    expect((done as Found).points[0].metrics).toMatchObject({ flash: expect.any(Number) });
  });
});
