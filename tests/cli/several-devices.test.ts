import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { HarmonicService } from "../../src/service/service.js";
import { testService, toyTable } from "../support/service.js";
import { CommandLine } from "./support/command-line.js";
import { toyFolder } from "./support/toy.js";

const files = toyFolder();
/** The toy table with a second board, which has no energy. */
const both = files.file(
  "both.csv",
  toyTable()
    .split("\n")
    .map((line, i) => `${line},${i === 0 ? "boardB.latency_ms" : 20 - (i % 7)}`)
    .join("\n")
    .replaceAll("toy-device", "boardA"),
);
const on = ["--task", "toy-task", "--device", "boardA,boardB"];

interface Shown {
  readonly run: string;
  readonly objectives: readonly string[];
  readonly referencePoint: object;
  readonly hypervolume: number;
  readonly points: readonly {
    readonly devices: Record<string, { latency: number; energy: number | null }>;
  }[];
}

let service: HarmonicService;
let line: CommandLine;
beforeEach(async () => {
  ({ service } = await testService());
  line = new CommandLine(service);
  await line.json("space", "add", files.space);
  await line.json("samples", "import", both, "--space", "toy");
});
afterEach(() => service.close());

describe("commands for several devices", () => {
  const limits = ["--max-latency", "boardA=6,boardB=18", "--max-energy", "boardA=20"];

  test("front shows every device by name in JSON, CSV and tables", async () => {
    const front = (await line.json("front", ...on, ...limits)) as Shown;
    expect(front.objectives).toEqual(["accuracy", "boardA.latency", "boardA.energy", "boardB.latency"]);
    expect(front.referencePoint).toEqual({
      accuracy: 0.632,
      "boardA.latency": 6,
      "boardA.energy": 20,
      "boardB.latency": 18,
    });
    for (const point of front.points) {
      expect(point).toMatchObject({ latency: null, energy: null, sources: { latency: null } });
      expect(point.devices.boardA.latency).toBeLessThanOrEqual(6);
      expect(point.devices.boardB).toEqual({
        ...{ latency: expect.any(Number), energy: null, intervals: {} },
        sources: { latency: "MEASURED", energy: null },
      });
    }
    const { stdout } = await line.run("front", ...on, ...limits);
    expect(stdout).toMatch(/boardA latency \[ms\] │ boardA energy \[mJ\] │ boardB latency \[ms\]/);
    expect(stdout).toMatch(
      /reference point: accuracy 0.632, boardA.latency 6 ms, boardA.energy 20 mJ, boardB.lat/,
    );
    const [head, first] = (await line.run("front", ...on, ...limits, "--format", "csv")).stdout.split("\n");
    const cells = head.split(",");
    expect(cells).toContain("boardB.latency.source");
    expect(cells).not.toContain("latency");
    expect(first.split(",")[cells.indexOf("boardA.latency")]).toBe(
      String(front.points[0].devices.boardA.latency),
    );
    const mixed = (await line.json("front", ...on, "--max-latency", "6, boardB=18", "--limit", "1")) as Shown;
    expect(mixed.referencePoint).toMatchObject({ "boardA.latency": 6, "boardB.latency": 18 });
  });

  test("tables with intervals of two costs on two devices fit 120 columns", async () => {
    const head = "depth,width,operator,toy-task.accuracy";
    const devices = ["a-board-with-a-long-name", "another-board-with-a-long-name"];
    const costs = devices.flatMap((id) => [`${id}.latency_ms`, `${id}.energy_mj`]);
    const sds = devices.map((id) => `${id}.latency_sd_ms`);
    const rows = ["1,16,a,0.61234,10.1234,20.1234,30.1234,40.1234,0.5,0.5", "2,16,a,0.7,11,21,31,41,0.6,0.6"];
    const long = files.file("long.csv", [[head, ...costs, ...sds].join(","), ...rows, ...rows].join("\n"));
    await line.json("samples", "import", long, "--space", "toy");
    const { stdout } = await line.run("front", "--task", "toy-task", "--device", devices.join(","));
    expect(stdout).toMatch(/\[\d+\.\d+, \d+\.?\d*\]/);
    for (const text of stdout.split("\n").filter((own) => /^[┌│├└]/.test(own)))
      expect(text.length).toBeLessThanOrEqual(120);
  });

  test("recommend prefers the cost of one device", async () => {
    const answer = await line.json("recommend", ...on, "--prefer", "boardB.latency");
    expect(answer).toMatchObject({ point: { devices: { boardB: { latency: 14 } } } });
    const weighted = ["--prefer", "weighted", "--weights", "boardA.latency=1"];
    expect(await line.json("recommend", ...on, ...weighted)).toMatchObject({
      point: { devices: { boardA: { latency: 0.8 } } },
    });
    const { stdout } = await line.run("recommend", ...on, "--max-latency", "boardB=1");
    expect(stdout).toMatch(/misses boardB.latency by 13 ms/);
  });

  test("search shows and limits each device, and a resumed run keeps its limits", async () => {
    const replay = ["search", ...on, "--samples", both, "--strategy", "random", "--budget", "12"];
    const found = (await line.json(...replay, ...limits)) as Shown;
    expect(found.objectives).toEqual(["accuracy", "boardA.latency", "boardA.energy", "boardB.latency"]);
    expect(found.referencePoint).toMatchObject({ "boardA.energy": 20, "boardB.latency": 18 });
    for (const { devices } of found.points) expect(devices.boardB.latency).toBeLessThanOrEqual(18);
    const resume = (...flags: string[]) =>
      line.run("search", "--resume", found.run, "--budget", "24", ...flags);
    expect((await resume("--max-latency", "boardB=19")).stderr).toMatch(
      /--max-latency is 19 on boardB, but run .* 18 on/,
    );
    expect((await resume("--max-latency", "boardC=18")).stderr).toMatch(/--max-latency names boardC/);
    expect((await resume("--objectives", "accuracy,boardA.latency")).stderr).toMatch(/--objectives/);
    const { stdout } = await resume("--max-latency", "boardB=18");
    expect(stdout).toMatch(
      /within latency up to 6 ms on boardA, energy up to 20 mJ on boardA, latency up to 18 ms on/,
    );
    const shown = (await line.json("run", "show", found.run)) as Shown;
    expect(shown).toMatchObject({ evaluations: 24, referencePoint: { "boardA.latency": 6 } });
    const front = (await line.json("front", ...on, ...limits)) as Shown;
    expect(shown.hypervolume).toBeCloseTo(front.hypervolume, 9);
    expect(shown.points.length).toBe(front.points.length);
  });

  test.each([
    [
      ["front", ...on, "--max-latency", "boardC=9"],
      /^error: --max-latency names boardC, which is not among --device/,
    ],
    [["front", ...on, "--max-energy", "boardA=9,boardA=8"], /names "boardA" twice/],
    [["front", ...on, "--max-latency", "9,8"], /one number for every device/],
    [["front", ...on, "--max-latency", "=9"], /DEVICE=NUMBER/],
    [["front", ...on, "--max-latency", "boardA="], /number above 0/],
    [["front", ...on, "--objectives", "accuracy,boardC.latency"], /boardC\.latency.*boardA, boardB/],
    [
      ["front", ...on, "--objectives", "accuracy,boardA.speed"],
      /objective must be one of .*, not "boardA.speed"/,
    ],
    [["recommend", ...on, "--prefer", "boardC.latency"], /boardC\.latency, which is not among/],
    [["recommend", ...on, "--prefer", "boardA.accuracy"], /--prefer/],
    [["front", "--task", "toy-task", "--device", "boardA,boardA"], /names "boardA" twice/],
    [["search", ...on, "--samples", both, "--budget", "3", "--max-energy", "boardB=3"], /boardB.energy_mj/],
    [
      ["search", ...on, "--samples", both, "--budget", "3", "--objectives", "boardB.energy"],
      /boardB.energy_mj/,
    ],
  ])("%j is bad input", async (args, message) => {
    const { code, stdout, stderr } = await line.run(...args, "--json");
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});
