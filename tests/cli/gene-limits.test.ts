import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { HarmonicService } from "../../src/service/service.js";
import type { CommandLine } from "./support/command-line.js";
import { toyFolder } from "./support/toy.js";
import { openFilledToy } from "./support/toy-line.js";

const files = toyFolder();
const on = ["--task", "toy-task", "--device", "toy-device"];

interface Shown {
  readonly points: readonly { readonly architecture: Readonly<Record<string, unknown>> }[];
}

describe("limits on genes", () => {
  let service: HarmonicService;
  let line: CommandLine;

  beforeAll(async () => {
    ({ service, line } = await openFilledToy(files));
  });
  afterAll(() => service.close());

  test("front and recommend keep them, as constraints.genes of the API does", async () => {
    const limits = ["--gene", "depth=1", "--gene", "operator=b,c"];
    const { points } = (await line.json("front", ...on, ...limits)) as Shown;
    const found = await service.paretoFront({
      ...{ task: "toy-task", device: "toy-device" },
      constraints: { genes: { depth: 1, operator: ["b", "c"] } },
    });
    expect(points.map(({ architecture }) => architecture)).toEqual(
      found.points.map(({ architecture }) => architecture),
    );
    expect(points.length).toBeGreaterThan(0);
    const recommended = await line.json("recommend", ...on, ...limits, "--prefer", "latency");
    expect(recommended).toMatchObject({ point: { architecture: { depth: 1 } } });
  });

  test("a figure of the front has only networks that keep them, and says so", async () => {
    const file = `${files.folder}/genes.svg`;
    await line.run("front", ...on, "--gene", "operator=b,c", "--plot", file);
    expect(readFileSync(file, "utf8")).toMatch(/of 12 networks; operator b or c/);
  });

  test("a search proposes only networks that keep them, and resumes with the same ones only", async () => {
    const { run } = (await line.json(
      ...["search", ...on, "--samples", files.table, "--budget", "5", "--strategy", "random"],
      ...["--gene", "width=32,64"],
    )) as { run: string };
    const evaluated = (await line.json("run", "evaluations", run)) as Shown["points"];
    expect(evaluated).toHaveLength(5);
    expect(evaluated.map(({ architecture }) => architecture.width)).not.toContain(16);
    const again = await line.run("search", "--resume", run, "--budget", "6", "--gene", "width=16");
    expect(again.stderr).toMatch(/--gene is width=16, but run \S+ has width=32,64; leave the option out/);
    const same = ["search", "--resume", run, "--budget", "6", "--gene", "width=64,32"];
    expect(await line.json(...same)).toMatchObject({ evaluations: 6 });
  });

  test.each([
    ["front", "colour=red", /search space "toy" has no gene "colour"/],
    ["recommend", "depth=7", /--gene depth must be one or several of 1, 2, not "7"/],
    ["front", "depth", /NAME=CHOICE/],
    ["front", "=2", /NAME=CHOICE/],
    ["front", "depth=", /separated by commas/],
  ])("%s --gene %s is refused with a reason", async (command, limit, reason) => {
    const { code, stderr } = await line.run(command, ...on, "--gene", limit);
    expect(code).toBe(2);
    expect(stderr).toMatch(reason);
  });

  test("a gene that is named twice is refused", async () => {
    const { stderr } = await line.run("front", ...on, "--gene", "depth=1", "--gene", "depth=2");
    expect(stderr).toMatch(/names "depth" twice/);
  });
});
