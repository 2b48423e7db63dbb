import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { HarmonicService } from "../../src/service/service.js";
import { testService, toyTable } from "../support/service.js";
import { CommandLine } from "./support/command-line.js";
import { toyFolder } from "./support/toy.js";

const { folder, file, space } = toyFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const [header, ...lines] = toyTable().split("\n");
const missing = [0, 2, 3, 5, 7, 14, 19, 23];
const known = lines.map((line, i) =>
  missing.includes(i) ? [...line.split(",").slice(0, 4), "", ""].join(",") : line,
);
const table = file("known.csv", [header, ...known].join("\n"));
const FRONT = ["front", "--task", "toy-task", "--device", "toy-device"];
const VERIFY = [...FRONT, "--verify"];

let cli: CommandLine;
let service: HarmonicService;
beforeEach(async () => {
  ({ service } = await testService());
  cli = new CommandLine(service);
  await cli.json("space", "add", space);
  await cli.json("samples", "import", table, "--space", "toy");
  const train = ["predictor", "train", "--task", "toy-task", "--device", "toy-device", "--family", "ridge"];
  for (const metric of ["latency", "energy"]) await cli.json(...train, "--metric", metric);
});

/** Waits until a verification waits for points, and returns them. */
async function waiting() {
  for (;;) {
    const [verification] = await service.verifications({});
    const points = verification?.points.filter(({ status }) => status === "waiting") ?? [];
    if (points.length > 0) return points;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Submits the values of the toy table. */
async function measure(points: Awaited<ReturnType<typeof waiting>>) {
  for (const { architecture } of points) {
    const line = lines.find((one) => one.startsWith(Object.values(architecture).join())) as string;
    const [, , , , latency, energy] = line.split(",").map(Number);
    const measurements = [{ architecture, latency, energy }];
    await service.submitMeasurements({ task: "toy-task", device: "toy-device", measurements });
  }
}

interface Report {
  readonly points: readonly object[];
  readonly verification: {
    readonly measured: number;
    readonly asked: number;
    readonly plot: string | null;
    readonly points: readonly {
      readonly status: string;
      readonly values: Readonly<Record<string, { predicted: number; measured: number; error: number }>>;
    }[];
    readonly metrics: Readonly<Record<string, { measured: number; within10: number }>>;
    readonly front: { readonly hypervolumePredicted: number; readonly hypervolumeMeasured: number };
  };
}

describe("front --verify", () => {
  test("says what waits, waits for measurements, and reports point by point, with a plot", async () => {
    const plot = join(folder, "parity.svg");
    const running = cli.run(...VERIFY, "--plot", plot);
    const points = await waiting();
    await measure(points);
    const { code, stdout, stderr } = await running;
    expect([code, stderr]).toEqual([
      0,
      expect.stringContaining(`${points.length} points wait for a measurement on`),
    ]);
    expect(stderr).toContain("harmonic profile --task toy-task --device toy-device --server URL --verify");
    expect(stdout).toContain("predicted latency [ms]");
    expect(stdout).toMatch(
      new RegExp(`latency: ${points.length} of ${points.length} predictions are measured`),
    );
    expect(stdout).toMatch(/Spearman's rank correlation \d\.\d{3}; inside the 90 % interval: \d of \d/);
    expect(stdout).toMatch(
      /front: \d+ new points and \d+ gone .*\nas predicted it had hypervolume .*\nas measured it has hypervolume /,
    );
    expect(stdout).toContain("The front now:");
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(250);
    expect(readFileSync(plot, "utf8")).toMatch(/^<svg /);
  });

  test("goes on after Ctrl-C with the same command, and its JSON is that of the front with the report", async () => {
    const stopped = cli.run(...VERIFY);
    const points = await waiting();
    await measure(points.slice(0, 1));
    cli.interrupt();
    const { code, stderr, stdout } = await stopped;
    expect([code, stderr]).toEqual([130, expect.stringContaining("the same command goes on waiting")]);
    expect(stdout).toContain(`${points.length - 1} wait`);
    const running = cli.json(...VERIFY);
    await measure(await waiting());
    const report = (await running) as Report;
    expect(report.points.length).toBeGreaterThan(0);
    expect(report.verification).toMatchObject({ asked: 0, waiting: 0, measured: points.length, plot: null });
    const { predicted, measured, error } = report.verification.points[0].values.latency;
    expect(error).toBeCloseTo(predicted / measured - 1, 12);
    expect(report.verification.metrics.latency.measured).toBe(points.length);
  });

  test("says that everything is measured where it is, and ends with 0", async () => {
    const first = cli.run(...VERIFY);
    await measure(await waiting());
    await first;
    for (;;) {
      const { verification } = await service.verifyFront({ task: "toy-task", device: "toy-device" });
      if (verification?.counts.waiting === 0) break;
      await measure(await waiting());
    }
    const { code, stdout } = await cli.run(...VERIFY);
    expect([code, stdout]).toEqual([
      0,
      expect.stringContaining("Nothing new on the front is to be measured"),
    ]);
    expect(stdout).toContain("predicted latency [ms]");
    const none = await cli.run(...VERIFY, "--objectives", "accuracy");
    expect([none.code, none.stdout]).toEqual([
      0,
      expect.stringContaining("Everything on the front (1 point) is measured already"),
    ]);
    const empty = await cli.run(...VERIFY, "--max-latency", "0.000001");
    expect([empty.code, empty.stdout]).toEqual([0, expect.stringContaining("The front is empty")]);
    expect(await cli.json(...VERIFY, "--objectives", "accuracy")).toMatchObject({ verification: null });
  });

  test("gives up what is not measured, counts it and says why", async () => {
    const stopped = cli.run(...VERIFY);
    const points = await waiting();
    await measure(points.slice(1));
    cli.interrupt();
    await stopped;
    const { code, stdout } = await cli.run(...VERIFY, "--give-up", "the board broke");
    expect(code).toBe(0);
    expect(stdout).toContain("1 failed or given up");
    expect(stdout).toMatch(/not measured: [0-9a-f]{12}: the board broke/);
  });

  test("has only the first points with --limit, and CSV with a row per point", async () => {
    const running = cli.run(...VERIFY, "--limit", "4", "--format", "csv");
    const points = await waiting();
    await measure(points);
    const [head, ...rows] = (await running).stdout.trim().split("\n");
    expect(rows).toHaveLength(points.length);
    expect(points.length).toBeLessThanOrEqual(4);
    expect(head).toContain(
      "status,latency.predicted,latency.lower,latency.upper,latency.source,latency.measured",
    );
  });

  test.each([
    ["a plot of no known form", [...VERIFY, "--plot", "a.pdf"], "ends in .svg"],
    ["a plot in no folder", [...VERIFY, "--plot", join(folder, "none", "a.svg")], "no such folder"],
    ["giving up without --verify", [...FRONT, "--give-up", "no"], "--give-up needs --verify"],
    ["several devices", ["front", "--task", "toy-task", "--device", "a,b", "--verify"], "one device"],
    ["an unknown task", ["front", "--task", "none", "--device", "toy-device", "--verify"], '"none"'],
  ])("refuses %s in one line, and asks for nothing", async (_, args, message) => {
    const { code, stdout, stderr } = await cli.run(...args);
    expect([code, stdout, stderr.trim().split("\n").length]).toEqual([2, "", 1]);
    expect(stderr).toContain(message);
    expect(await service.verifications({})).toEqual([]);
    expect(existsSync("a.svg")).toBe(false);
  });
});

test("`verification cancel` ends the waiting, also of a command, and `verification list` counts", async () => {
  const running = cli.run(...VERIFY);
  const points = await waiting();
  const listed = (await cli.json("verification", "list")) as { verifications: { key: string }[] };
  const [{ key }] = listed.verifications;
  const cancel = ["verification", "cancel", key.slice(0, 8), "--reason", "the board is gone"];
  expect(await cli.json(...cancel)).toMatchObject({ key, waiting: 0, cancelled: points.length });
  const { code, stdout } = await running;
  expect(code).toBe(0);
  expect(stdout).toContain("the board is gone");
  expect((await cli.run("verification", "list", "--device", "toy-device")).stdout).toContain(key.slice(0, 8));
  const again = await cli.run(...cancel);
  expect([again.code, again.stderr.split("\n").length]).toEqual([2, 2]);
  expect(again.stderr).toMatch(/waits for no measurement/);
});
