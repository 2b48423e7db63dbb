import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testService } from "../support/service.js";
import { CommandLine } from "./support/command-line.js";
import { toyFolder } from "./support/toy.js";

const { folder, space, table } = toyFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TRAIN = ["predictor", "train", "--task", "toy-task", "--device", "toy-device", "--metric", "latency"];
const V1 = "toy.toy-device.latency.v1";
const V2 = "toy.toy-device.latency.v2";

let cli: CommandLine;
beforeAll(async () => {
  cli = new CommandLine((await testService()).service);
  await cli.json("space", "add", space);
  await cli.json("samples", "import", table, "--space", "toy");
  await cli.run(...TRAIN, "--family", "ridge");
  expect(await cli.json(...TRAIN, "--family", "ridge")).toMatchObject({ promoted: true });
});

describe("predictor restore", () => {
  test("puts a version back into use, which the list shows", async () => {
    const restored = await cli.run("predictor", "restore", V1);
    expect([restored.code, restored.stderr]).toEqual([0, ""]);
    expect(restored.stdout).toMatch(
      new RegExp(`^${V1} is in use again, instead of ${V2}\nfewer than 2 networks `),
    );
    const { stdout } = await cli.run("predictor", "list");
    expect(stdout).toMatch(new RegExp(`${V1} +│ yes `));
    expect(stdout).toMatch(new RegExp(`${V2} +│ no `));
    expect(await cli.json("predictor", "restore", V1)).toMatchObject({
      ...{ changed: false, previous: null },
      predictor: { id: V1, metric: "latency", promoted: true },
      quality: null,
    });
    expect((await cli.run("predictor", "restore", V1)).stdout).toBe(
      `${V1} is in use already; nothing was changed\n`,
    );
  });

  test("refuses an ambiguous and an unknown id in one line", async () => {
    const ambiguous = await cli.run("predictor", "restore", "toy.toy-device.lat");
    expect([ambiguous.code, ambiguous.stdout]).toEqual([2, ""]);
    expect(ambiguous.stderr).toContain(`the ids ${V1}, ${V2} begin with it`);
    const unknown = await cli.run("predictor", "restore", "toy.toy-device.latency.v7");
    expect([unknown.code, unknown.stderr.trim().split("\n").length]).toEqual([2, 1]);
    expect(unknown.stderr).toContain(`did you mean ${V1}, ${V2}?`);
  });
});
