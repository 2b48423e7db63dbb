import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { HarmonicService } from "../../src/service/service.js";
import { ramOf, withRam } from "../support/ram-table.js";
import { testService } from "../support/service.js";
import { CommandLine } from "./support/command-line.js";
import { toyFolder } from "./support/toy.js";

const files = toyFolder();
/** The RAM [MB] of boardB and the privacy of a network, by its row. */
const otherRam = (row: number) => 50 + 10 * ((row * 5) % 24);
const privacy = (row: number) => 1 + (row % 3);
const table = files.file(
  "both.csv",
  withRam()
    .replaceAll("my-board", "boardA")
    .split("\n")
    .map((line, i) =>
      i === 0 ? `${line},boardB.ram,toy-task.privacy` : `${line},${otherRam(i - 1)},${privacy(i - 1)}`,
    )
    .join("\n"),
);
const on = ["--task", "toy-task", "--device", "boardA,boardB"];

interface OnDevice {
  readonly latency: number | null;
  readonly metrics?: { readonly ram: number };
  readonly intervals: object;
  readonly sources: object;
}
interface Shown {
  readonly run: string;
  readonly objectives: readonly string[];
  readonly referencePoint: Readonly<Record<string, number>>;
  readonly hypervolume: number;
  readonly points: readonly {
    readonly id: string;
    readonly metrics?: object;
    readonly devices: { readonly boardA: OnDevice; readonly boardB: OnDevice };
  }[];
  readonly nearest: readonly { readonly misses: Readonly<Record<string, number>> }[];
}

let service: HarmonicService;
let line: CommandLine;
beforeEach(async () => {
  ({ service } = await testService());
  line = new CommandLine(service);
  await line.json("space", "add", files.space);
  await line.json("metric", "add", "ram", "--of", "device", "--direction", "min", "--unit", "MB");
  await line.json("metric", "add", "privacy", "--of", "task", "--direction", "max");
  await line.json("samples", "import", table, "--space", "toy");
});
afterEach(() => service.close());

const ramsOf = ({ points }: Shown) =>
  points.map(({ devices }) => [devices.boardA.metrics?.ram ?? 999, devices.boardB.metrics?.ram ?? 999]);

describe("metrics of the user's own on several devices", () => {
  const aims = ["--objectives", "accuracy,ram"];

  test("front has that of each device as an objective there; that of the task stays at the point", async () => {
    const front = (await line.json("front", ...on, ...aims)) as Shown;
    expect(front.objectives).toEqual(["accuracy", "boardA.ram", "boardB.ram"]);
    expect(Object.keys(front.referencePoint)).toEqual(front.objectives);
    for (const point of front.points) {
      expect(point.metrics).toEqual({ privacy: expect.any(Number) });
      expect(point.devices.boardB).toEqual({
        ...{ latency: null, energy: null, metrics: { ram: expect.any(Number) }, intervals: {} },
        sources: { latency: null, energy: null, ram: "MEASURED" },
      });
    }
    const text = (await line.run("front", ...on, ...aims)).stdout;
    expect(text).toMatch(/reference point: accuracy [\d.]+, boardA.ram \d+ MB, boardB.ram \d+ MB/);
    const [head] = (await line.run("front", ...on, ...aims, "--format", "csv")).stdout.split("\n");
    expect(head.split(",")).toEqual(expect.arrayContaining(["privacy", "boardA.ram", "boardB.ram.source"]));
    expect(text + head).not.toContain("device:min");
  });

  test("a limit applies on every device, and one of a device replaces it there", async () => {
    const both = (await line.json("front", ...on, ...aims, "--limit", "ram<=200")) as Shown;
    expect(both.points.length).toBeGreaterThan(0);
    expect(Math.max(...ramsOf(both).flat())).toBeLessThanOrEqual(200);
    expect(both.referencePoint).toMatchObject({ "boardA.ram": 200, "boardB.ram": 200 });
    const limits = ["--limit", "ram<=200", "--limit", "boardB.ram<=270", "--limit", "privacy>=2"];
    const own = (await line.json("front", ...on, ...aims, ...limits)) as Shown;
    expect(own.referencePoint).toMatchObject({ "boardA.ram": 200, "boardB.ram": 270 });
    expect(Math.max(...ramsOf(own).map(([a]) => a))).toBeLessThanOrEqual(200);
    expect(Math.max(...ramsOf(own).map(([, b]) => b))).toBeGreaterThan(200);
    const none = (await line.json("front", ...on, ...aims, "--limit", "boardA.ram<=99")) as Shown;
    expect(Object.keys(none.nearest[0].misses)).toEqual(["boardA.ram"]);
    const { stdout } = await line.run("recommend", ...on, ...aims, "--limit", "boardA.ram<=99");
    expect(stdout).toMatch(/misses boardA.ram by \d+ MB/);
  });

  test("recommend weighs it on one device or on each", async () => {
    const least = async (weights: string) => {
      const flags = [...on, ...aims, "--prefer", "weighted", "--weights", weights];
      const { point, reason } = (await line.json("recommend", ...flags)) as {
        point: Shown["points"][number];
        reason: string;
      };
      return { ram: point.devices.boardA.metrics?.ram, reason };
    };
    expect(await least("boardA.ram=1")).toEqual({
      ram: ramOf(0),
      reason: expect.stringContaining("weighted accuracy 0, boardA.ram 1, boardB.ram 0"),
    });
    expect((await least("ram=1")).reason).toContain("accuracy 0, boardA.ram 1, boardB.ram 1");
  });

  test.each([
    [["accuracy,ram"], ["accuracy", "boardA.ram", "boardB.ram"]],
    [
      ["accuracy,boardB.ram", "--limit", "ram<=250"],
      ["accuracy", "boardB.ram"],
    ],
    [
      ["privacy,boardB.ram", "--limit", "boardA.ram<=250"],
      ["privacy", "boardB.ram"],
    ],
  ])("search --objectives %j finds the front of the table, and is resumed", async (given, names) => {
    const flags = ["--objectives", ...given];
    const search = ["search", ...on, "--samples", table, ...flags, "--budget"];
    const found = (await line.json(...search, "20")) as Shown;
    expect(found.objectives).toEqual(names);
    const more = (await line.json("search", "--resume", found.run, "--budget", "24", ...flags)) as Shown;
    const front = (await line.json("front", ...on, ...flags)) as Shown;
    expect(more.points.map(({ id }) => id).sort()).toEqual(front.points.map(({ id }) => id).sort());
    expect(more.hypervolume).toBeCloseTo(front.hypervolume, 9);
    expect(more.referencePoint).toEqual(front.referencePoint);
    const shown = await line.run("run", "show", found.run);
    expect(shown.stdout).not.toContain("device:min");
    if (given.length > 1) expect(shown.stdout).toMatch(/within ram up to 250 MB/);
  });

  test("a resumed search refuses other objectives and limits by name", async () => {
    const aims = ["--objectives", "accuracy,boardB.ram", "--limit", "boardB.ram<=250"];
    const { run } = (await line.json("search", ...on, "--samples", table, ...aims, "--budget", "3")) as Shown;
    const other = async (...flags: string[]) => (await line.run("search", "--resume", run, ...flags)).stderr;
    expect(await other("--objectives", "accuracy,ram")).toContain("run");
    expect(await other("--objectives", "accuracy,ram")).toMatch(
      /boardA.ram,boardB.ram, but .*accuracy,boardB.ram/,
    );
    expect(await other("--limit", "ram<=250")).toMatch(/--limit is ram<=250, but .* has boardB.ram<=250/);
  });

  test.each([
    ["--limit", "boardC.ram<=9", /names boardC.ram, but the question is about boardA, boardB/],
    ["--limit", "boardA.privacy>=2", /privacy belongs to the task: limit privacy/],
    ["--limit", "boardA.rom<=2", /must be the name of a metric, not "rom"/],
    ["--objectives", "boardC.ram", /names boardC.ram, but the question is about boardA, boardB/],
    ["--objectives", "boardA.privacy", /privacy belongs to the task/],
    ["--objectives", "ram,boardA.ram", /boardA.ram comes twice/],
  ])("front %s %s is bad input", async (option, value, message) => {
    const { code, stderr } = await line.run("front", ...on, option, value);
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
  });

  test("about one device, its name may be left out", async () => {
    const one = ["front", "--task", "toy-task", "--device", "boardA"];
    const plain = await line.json(...one, "--objectives", "accuracy,ram", "--limit", "ram<=200");
    const named = ["--objectives", "accuracy,boardA.ram", "--limit", "boardA.ram<=200"];
    expect(await line.json(...one, ...named)).toEqual(plain);
  });
});
