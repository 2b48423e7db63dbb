import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pngOf } from "../../src/cli/output/plots/png.js";
import type { HarmonicService } from "../../src/service/service.js";
import { testService } from "../support/service.js";
import { CommandLine } from "./support/command-line.js";
import { toyFolder } from "./support/toy.js";

const { folder, space, table } = toyFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const FRONT = ["front", "--task", "toy-task", "--device", "toy-device"];

let cli: CommandLine;
let service: HarmonicService;
let run: string;
beforeAll(async () => {
  ({ service } = await testService());
  cli = new CommandLine(service);
  await cli.json("space", "add", space);
  await cli.json("samples", "import", table, "--space", "toy");
  const train = ["predictor", "train", "--task", "toy-task", "--device", "toy-device", "--family", "ridge"];
  await cli.json(...train, "--metric", "latency");
  const search = ["search", "--task", "toy-task", "--device", "toy-device", "--samples", table];
  run = ((await cli.json(...search, "--budget", "12", "--strategy", "random")) as { run: string }).run;
  await cli.json("device", "add", "bare-board");
});

const path = (name: string) => join(folder, name);
async function plotted(name: string, ...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await cli.run(...args, "--plot", path(name));
  expect([code, stderr]).toEqual([0, expect.stringContaining(`the figure is in ${path(name)}`)]);
  expect(stdout).not.toBe("");
  return readFileSync(path(name), "utf8");
}
const count = (text: string, part: string | RegExp): number => text.split(part).length - 1;

describe("a figure of a front", () => {
  test("has a panel per cost, the front with each of its networks, and what is beyond the limits", async () => {
    const svg = await plotted("front.svg", ...FRONT, "--max-latency", "3");
    const { points } = (await cli.json(...FRONT, "--max-latency", "3")) as {
      points: readonly { id: string }[];
    };
    expect(count(svg, 'class="panel"')).toBe(2);
    for (const { id } of points) expect(count(svg, `${id.slice(0, 12)}: accuracy [%]`)).toBe(2);
    expect(count(svg, 'class="mark ')).toBe(2 * points.length);
    expect(svg).toContain("latency [ms]");
    expect(svg).toContain("energy [mJ]");
    expect(count(svg, 'class="shade"')).toBe(2);
    expect(svg).toContain(`${points.length} of 24 networks; latency at most 3 ms`);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  });

  test("is the same again, with --json too, and has the axes that are asked for", async () => {
    const first = await plotted("a.svg", ...FRONT);
    expect(await plotted("b.svg", ...FRONT, "--json")).toBe(first);
    expect(await plotted("c.svg", ...FRONT, "--axes", "log")).not.toBe(
      await plotted("d.svg", ...FRONT, "--axes", "linear"),
    );
  });

  test("as PNG has the width times the scale in pixels, and its texts are drawn", async () => {
    await plotted("front.png", ...FRONT, "--width", "500", "--scale", "1.5");
    const { width, height } = await sharp(path("front.png")).metadata();
    expect(width).toBe(750);
    const svg = await plotted("front-500.svg", ...FRONT, "--width", "500");
    expect(height).toBe(Math.round(1.5 * Number(/ height="(\d+)"/.exec(svg)?.[1])));
    const pixels = async (text: string) =>
      sharp(await pngOf(text, 500, 1))
        .raw()
        .toBuffer();
    const [drawn, silent] = [await pixels(svg), await pixels(svg.replace(/<text[\s\S]*?<\/text>/g, ""))];
    const changed = drawn.filter((value, i) => value !== silent[i]).length;
    expect(changed).toBeGreaterThan(20 * count(svg, "<text"));
  });

  test("as HTML is one file that asks for nothing", async () => {
    const html = await plotted("front.html", ...FRONT);
    expect(html).toMatch(/^<!doctype html>/);
    expect(html).not.toMatch(/<script|(src|href)=/);
  });
});

test("a figure of a run has its hypervolume up to what the run has, and its front", async () => {
  const svg = await plotted("run.svg", "run", "show", run);
  const { hypervolume } = (await cli.json("run", "show", run)) as { hypervolume: number };
  expect(count(svg, 'class="panel"')).toBe(3);
  const shown = new Intl.NumberFormat("en", { maximumSignificantDigits: 4 }).format(hypervolume);
  expect(svg).toContain(`hypervolume over evaluations: ${shown} after 12`);
});

test("a figure of a device has parity, learning curve and calibration of each predictor in use", async () => {
  const svg = await plotted("device.svg", "device", "show", "toy-device");
  for (const title of ["Parity: latency, toy", "Learning curve: latency, toy", "Calibration: latency, toy"])
    expect(svg).toContain(title);
  expect(count(svg, 'class="parity inside"') + count(svg, 'class="parity outside"')).toBeGreaterThanOrEqual(
    24,
  );
});

describe("a figure that cannot be written", () => {
  test.each([
    ["another ending", [...FRONT, "--plot", "front.pdf"], "ends in .svg, .png or .html"],
    ["no ending", ["run", "show", "RUN", "--plot", "figure"], "ends in .svg, .png or .html"],
    ["no folder", [...FRONT, "--plot", "FOLDER/none/a.svg"], "no such folder"],
    ["a folder", ["device", "show", "toy-device", "--plot", "FOLDER/a.svg/"], "it is a folder"],
    ["a width without a figure", [...FRONT, "--width", "500"], "--width needs --plot FILE"],
    ["axes without a figure", ["run", "show", "RUN", "--axes", "log"], "--axes needs --plot FILE"],
    ["a scale of no PNG", [...FRONT, "--plot", "FOLDER/x.svg", "--scale", "2"], "--scale is for PNG"],
    ["too large a scale", [...FRONT, "--plot", "FOLDER/x.png", "--scale", "9"], "at most 8"],
    ["too small a width", [...FRONT, "--plot", "FOLDER/x.png", "--width", "10"], "320"],
    [
      "one objective",
      [...FRONT, "--objectives", "accuracy", "--plot", "FOLDER/x.svg"],
      "two objectives or more",
    ],
    [
      "no predictor",
      ["device", "show", "bare-board", "--plot", "FOLDER/x.svg"],
      "nothing to draw: no predictor",
    ],
  ])("for %s ends with 2, one line and no file", async (_, args, message) => {
    const given = args.map((arg) => arg.replace("FOLDER", folder).replace("RUN", run));
    const before = readdirSync(folder);
    const { code, stdout, stderr } = await cli.run(...given);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr.trim().split("\n")).toEqual([expect.stringContaining(message)]);
    expect(readdirSync(folder)).toEqual(before);
  });

  test("leaves an earlier file as it is", async () => {
    writeFileSync(path("kept.svg"), "before");
    const { code } = await cli.run("device", "show", "bare-board", "--plot", path("kept.svg"));
    expect([code, readFileSync(path("kept.svg"), "utf8")]).toEqual([2, "before"]);
    expect(existsSync(path("x.svg"))).toBe(false);
  });
});
