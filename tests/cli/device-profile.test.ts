import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testService } from "../support/service.js";
import { CommandLine } from "./support/command-line.js";
import { toyFolder } from "./support/toy.js";

const { folder, file, space, table } = toyFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let cli: CommandLine;
beforeAll(async () => {
  cli = new CommandLine((await testService()).service);
  await cli.json("space", "add", space);
  await cli.json("samples", "import", table, "--space", "toy");
});

const TEMPLATE = ["device", "profile-template", "--space"];

describe("device profile-template", () => {
  test("lists the choices of one's own space as a cost table to fill in, which import-profile takes", async () => {
    const { stdout } = await cli.run(...TEMPLATE, "toy");
    expect(stdout.split("\n").slice(0, 3)).toEqual(["gene,choice,latency,energy", "depth,1,,", "depth,2,,"]);
    const empty = file("empty.csv", stdout);
    const refused = await cli.run(
      "device",
      "import-profile",
      empty,
      "--device",
      "my-board",
      "--space",
      "toy",
    );
    expect([refused.code, refused.stderr]).toEqual([
      2,
      expect.stringContaining('"lat" of operator "depth=1" must be'),
    ]);

    const costs = file("costs.csv", stdout.replaceAll(",,", ",2,3"));
    const imported = await cli.run(
      "device",
      "import-profile",
      costs,
      "--device",
      "my-board",
      "--space",
      "toy",
    );
    expect(imported.stdout).toContain(
      "9 entries read, 9 new or changed\ntoy: all 9 keys that a profile needs",
    );
    const network = JSON.stringify({ depth: 1, width: 16, operator: "a" });
    const cost = ["cost", "--task", "toy-task", "--device", "my-board", "--architecture", network];
    expect(await cli.json(...cost)).toMatchObject({
      latency: 6,
      energy: 9,
      layers: [{ key: "depth=1" }, {}, {}],
    });
    const front = await cli.json("front", "--task", "toy-task", "--device", "my-board");
    expect(front).toMatchObject({ points: [{ latency: 6, sources: { latency: "COST_MODEL" } }] });
  });

  test("lists every layer of a built-in space in the reference format", async () => {
    const { keys } = (await cli.json(...TEMPLATE, "av-mnist")) as { keys: string[] };
    const { stdout } = await cli.run(...TEMPLATE, "av-mnist");
    expect(Object.keys(JSON.parse(stdout))).toEqual(keys);
    expect(keys).toContain("Sum-input:1_192_16-N:1-C:192-L:16");
    expect(await cli.json(...TEMPLATE, "nas-bench-201")).toMatchObject({ parts: "choices" });
    expect(((await cli.json(...TEMPLATE, "nas-bench-201")) as { keys: string[] }).keys).toHaveLength(30);
  });
});

describe("a profile without energy", () => {
  const on = ["--task", "toy-task", "--device", "lean-board"];
  const importing = ["device", "import-profile"];
  const serving = ["--device", "lean-board", "--space", "toy"];

  test("is a device without energy: costs, fronts and searches have none", async () => {
    const { stdout } = await cli.run(...TEMPLATE, "toy");
    const lean = file("lean.csv", stdout.replaceAll(",,", ",2,"));
    const imported = await cli.run(...importing, lean, ...serving);
    expect(imported).toMatchObject({
      code: 0,
      stderr: expect.stringContaining("the import has no energy [mJ]: it gives networks a latency only"),
    });
    const network = JSON.stringify({ depth: 1, width: 16, operator: "a" });
    const cost = await cli.json("cost", ...on, "--architecture", network);
    expect(cost).toMatchObject({ latency: 6, energy: null, layers: [{ latency: 2, energy: null }, {}, {}] });
    expect(await cli.json("front", ...on)).toMatchObject({
      objectives: ["accuracy", "latency"],
      points: [{ latency: 6, energy: null, sources: { latency: "COST_MODEL", energy: null } }],
    });
    const search = ["search", ...on, "--evaluator", "external", "--budget", "24"];
    const refused = await cli.run(...search, "--objectives", "accuracy,energy");
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("objectives cannot include energy");
  });

  test("keeps the energies that are known already, and says what a partial one lacks", async () => {
    const full = file("full.json", JSON.stringify({ "depth=1": { lat: 1, enrg: 5 } }));
    const faster = file("faster.json", JSON.stringify({ "depth=1": { lat: 0.5 } }));
    for (const given of [full, faster])
      await cli.json(...importing, given, "--device", "two", "--space", "toy");
    const again = await cli.json(...importing, full, "--device", "two", "--space", "toy");
    expect(again).toMatchObject({ changed: 1 });
    const some = { "depth=1": { lat: 1, enrg: 5 }, "depth=2": { lat: 1 } };
    const mixed = await cli.run(...importing, file("mixed.json", JSON.stringify(some)), ...serving);
    expect(mixed.code).toBe(2);
    expect(mixed.stderr).toContain('"enrg" of operator "depth=2" is missing');
  });
});
