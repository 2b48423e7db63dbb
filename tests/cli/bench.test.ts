import { describe, expect, test } from "vitest";
import { toyTable } from "../support/service.js";
import { CommandLine } from "./support/command-line.js";
import { toyFolder } from "./support/toy.js";

const files = toyFolder();
const line = new CommandLine(undefined);
const [header, ...rows] = toyTable().split("\n");
const own = files.file("own.csv", toyTable());
/** Another device, of which the second half of the networks is measured. */
const other = files.file(
  "other.csv",
  [
    "depth,width,operator,other.latency_ms",
    ...rows.slice(8).map((row) => {
      const [depth, width, operator, , latency] = row.split(",");
      return [depth, width, operator, 2 * Number(latency)].join(",");
    }),
  ].join("\n"),
);
const on = ["--space", files.space, "--device", "toy-device", "--seeds", "1"];
const predictor = ["bench", "predictor", ...on, "--metric", "latency", "--train", "8"];
const adapt = ["bench", "adapt", ...on, "--task", "toy-task"];

/** A cost table of the toy space, in the reference format. */
const costs = (genes: Readonly<Record<string, readonly (string | number)[]>>, metrics = { enrg: 2 }) =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(genes).flatMap(([gene, choices]) =>
        choices.map((choice, c) => [`${gene}=${choice}`, { lat: c + 1, ...metrics }]),
      ),
    ),
  );
const sizes = files.file("sizes.json", costs({ depth: [1, 2], width: [16, 32, 64] }));
const operators = files.file("operators.json", costs({ operator: ["a", "b", "c", "d"] }));

describe("bench predictor", () => {
  test("reads several tables as one", async () => {
    expect(header).toContain("toy-device.latency_ms");
    const report = await line.json(...predictor, "--samples", own, other, "--from-devices", "other");
    expect(report).toMatchObject({ networks: 24, leftOut: 0, median: { spearman: expect.any(Number) } });
    const repeated = await line.json(...predictor, "--samples", own, "--samples", other);
    expect(repeated).toMatchObject({ networks: 24 });
  });

  test("names the file that cannot be read", async () => {
    const bad = files.file("bad.csv", "depth,width,operator,x.latency_ms\n2,64,a,fast");
    expect((await line.run(...predictor, "--samples", own, bad)).stderr).toMatch(
      /bad\.csv: line 2: x\.latency_ms is "fast"/,
    );
    const distinct = [...predictor, "--samples", own, other, "--distinct", "group"];
    expect((await line.run(...distinct)).stderr).toMatch(/own\.csv: the table has no column "group"/);
  });

  test("reads operator profiles of source devices, several files of one device", async () => {
    const together = [`jetson=${sizes}`, operators];
    const report = await line.json(...predictor, "--samples", own, "--profile", ...together);
    const apart = ["--profile", `jetson=${sizes}`, "--profile", `jetson=${operators}`];
    const again = await line.json(...predictor, "--samples", own, ...apart);
    const shown = (answer: unknown) => (answer as { median: { mae: number } }).median.mae;
    expect(shown(again)).toBe(shown(report));
    const alone = await line.json(...predictor, "--samples", own);
    expect(shown(alone)).not.toBe(shown(report));
  });

  test("chooses the networks to train on", async () => {
    const shown = (answer: unknown) => (answer as { median: { mae: number } }).median.mae;
    const chosen = await line.json(...predictor, "--samples", own, "--choose");
    expect(shown(chosen)).not.toBe(shown(await line.json(...predictor, "--samples", own)));
  });

  test.each([
    ["a device that no table has", ["--from-devices", "nope"], /--from-devices names it/],
    ["the device itself", ["--from-devices", "toy-device"], /--from-devices names toy-device/],
    ["a profile without a device", ["--profile", sizes], /--profile.*DEVICE=FILE/],
    ["a profile without a file", ["--profile", "jetson="], /--profile.*DEVICE=FILE/],
    [
      "a profile that is not there",
      ["--profile", "jetson=/nope.json"],
      /cannot read \/nope\.json: no such file/,
    ],
    [
      "a profile that lacks operators",
      ["--profile", `jetson=${sizes}`],
      /--profile: .* lack the latency of 4 of/,
    ],
    ["a table twice", ["--samples", own], /is named twice/],
  ])("refuses %s", async (_, flags, message) => {
    const { code, stdout, stderr } = await line.run(...predictor, "--samples", own, ...flags);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});

describe("bench adapt", () => {
  const few = ["--accuracies", "10", "--measure", "4", "--verify", "4"];

  test("prints the shares of the front's hypervolume", async () => {
    const asked = [...adapt, "--samples", own, other, "--from-devices", "other", ...few];
    const share = expect.any(Number);
    expect(await line.json(...asked)).toEqual({
      seeds: [{ seed: 1, hypervolumeShare: share }],
      median: { hypervolumeShare: share, search: share, random: share },
    });
    const { stdout } = await line.run(...asked, "--first-seed", "7");
    expect(stdout).toMatch(/24 networks, 0 left out; 4 measured, 4 verified/);
    expect(stdout).toMatch(/ 7 │ .*%/);
  });

  test.each([
    ["too many accuracies", ["--accuracies", "25"], /24 distinct networks .* --accuracies.* need 25/],
    ["too few measurements", ["--measure", "2"], /--measure/],
    ["no seed", ["--seeds", "0"], /--seeds/],
  ])("refuses %s", async (_, flags, message) => {
    const { code, stdout, stderr } = await line.run(...adapt, "--samples", own, ...few, ...flags);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
  });
});
