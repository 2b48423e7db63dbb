import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { HarmonicService } from "../../src/service/service.js";
import { testService } from "../support/service.js";
import { CommandLine } from "./support/command-line.js";
import { toyFolder } from "./support/toy.js";

const files = toyFolder();
const genes = [{ name: "depth", choices: [2, 3], ordered: true }];
const space = files.file("sp.json", JSON.stringify({ id: "sp", genes }));
const table = files.file("t.csv", "depth,t.accuracy,d.latency_ms\n2,0.5,1\n3,0.75,2\n");

describe("the score that a task declares", () => {
  let service: HarmonicService;
  let line: CommandLine;
  beforeEach(async () => {
    ({ service } = await testService());
    line = new CommandLine(service);
    await line.json("space", "add", space);
  });
  afterEach(() => service.close());

  test("names the accuracy in tables, and stays once an accuracy is measured", async () => {
    expect(await line.json("task", "add", "t", "--space", "sp", "--score", "weighted-f1")).toMatchObject({
      score: "weighted-f1",
    });
    await line.json("samples", "import", table, "--space", "sp");
    const front = await line.run("front", "--task", "t", "--device", "d");
    expect(front.stdout).toContain("weighted F1");
    expect(front.stdout).not.toMatch(/^architecture +accuracy/m);
    const { points } = (await line.json("front", "--task", "t", "--device", "d")) as {
      readonly points: readonly { readonly accuracy: number }[];
    };
    expect(points.map(({ accuracy }) => accuracy)).toEqual([0.75, 0.5]);
    expect(await line.json("task", "show", "t")).toMatchObject({ scoreName: "weighted F1" });
    expect((await line.run("task", "show", "t")).stdout).toContain("accuracy is the weighted F1, a fraction");
    const { code, stderr } = await line.run("task", "add", "t", "--space", "sp", "--score", "macro-f1");
    expect(code).toBe(2);
    expect(stderr).toContain("register another task for the macro F1");
    expect(await line.json("task", "add", "t", "--space", "sp")).toMatchObject({ score: "weighted-f1" });
  });

  test("is the accuracy unless declared, and one of the four known", async () => {
    await line.json("samples", "import", table, "--space", "sp");
    expect((await line.run("front", "--task", "t", "--device", "d")).stdout).toContain("accuracy");
    expect(await line.json("task", "show", "t")).toMatchObject({ scoreName: "accuracy" });
    const { code, stderr } = await line.run("task", "add", "t", "--space", "sp", "--score", "f1");
    expect(code).toBe(2);
    expect(stderr).toContain("weighted-f1, macro-f1, samples-f1");
  });
});
