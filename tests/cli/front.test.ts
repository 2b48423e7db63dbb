import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { HarmonicService } from "../../src/service/service.js";
import type { CommandLine } from "./support/command-line.js";
import { toyFolder } from "./support/toy.js";
import { openFilledToy } from "./support/toy-line.js";

const files = toyFolder();
const on = ["--task", "toy-task", "--device", "toy-device"];
const network = { depth: 2, width: 64, operator: "d" };

describe("fronts and recommendations on a toy space", () => {
  let service: HarmonicService;
  let line: CommandLine;
  const text = (...args: string[]) => line.text(...args);

  beforeAll(async () => {
    ({ service, line } = await openFilledToy(files));
  });
  afterAll(() => service.close());

  test("front: the shape of its JSON, by --json or --format json", async () => {
    const front = await line.json("front", ...on);
    expect(front).toMatchObject({
      objectives: ["accuracy", "latency", "energy"],
      referencePoint: {
        accuracy: expect.any(Number),
        latency: expect.any(Number),
        energy: expect.any(Number),
      },
      hypervolume: expect.any(Number),
      nearest: [],
    });
    const { points } = front as { points: Record<string, unknown>[] };
    expect(points.length).toBeGreaterThan(2);
    expect(points[0]).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{64}$/),
      architecture: network,
      accuracy: 0.888,
      testAccuracy: null,
      latency: 12.16,
      energy: 27.32,
      intervals: {},
      sources: { accuracy: "MEASURED", testAccuracy: null, latency: "MEASURED", energy: "MEASURED" },
      feasibility: 1,
      clashing: [],
      extrapolated: [],
    });
    expect(JSON.parse(await text("front", ...on, "--format", "json"))).toEqual(front);
    expect(JSON.parse(await text("--json", "front", ...on))).toEqual(front);
  });

  test("front: a table with units, and CSV with every digit", async () => {
    const table = await text("front", ...on, "--objectives", "accuracy,latency", "--max-latency", "2");
    expect(table).toMatch(/│ architecture +│ +accuracy │ +latency \[ms\] │/);
    expect(table).toMatch(
      /m measured\ngenes: .+\nhypervolume [\d.e-]+, reference point: accuracy [\d.]+, latency 2 ms\n$/,
    );
    const csv = await text("front", ...on, "--format", "csv");
    expect(csv.split("\n")[0]).toBe(
      "id,depth,width,operator,accuracy,accuracy.lower,accuracy.upper,accuracy.source," +
        "testAccuracy,testAccuracy.lower,testAccuracy.upper,testAccuracy.source," +
        "latency,latency.lower,latency.upper,latency.source,energy,energy.lower,energy.upper,energy.source",
    );
    expect(csv.split("\n")[1]).toMatch(
      /^[0-9a-f]{64},2,64,d,0.888,,,MEASURED,,,,,12.16,,,MEASURED,27.32,,,MEASURED$/,
    );
  });

  test("front: if nothing is feasible, an empty front and the nearest networks with what they miss", async () => {
    const front = await line.json("front", ...on, "--min-accuracy", "0.99");
    expect(front).toMatchObject({
      points: [],
      hypervolume: 0,
      nearest: expect.arrayContaining([
        expect.objectContaining({ misses: { accuracy: expect.any(Number) } }),
      ]),
    });
    expect(await text("front", ...on, "--min-accuracy", "0.99")).toMatch(
      /^The front is empty\.\nNearest:\n[\s\S]*misses accuracy by 0\.\d+/,
    );
    expect(await line.json("recommend", ...on, "--min-accuracy", "0.99")).toMatchObject({ point: null });
  });

  test("recommend", async () => {
    expect(await line.json("recommend", ...on, "--prefer", "latency", "--min-accuracy", "0.8")).toMatchObject(
      {
        point: { accuracy: expect.any(Number), sources: { latency: "MEASURED" } },
        reason: expect.stringContaining("lowest latency"),
      },
    );
    expect(await line.json("recommend", ...on, "--prefer", "accuracy")).toMatchObject({
      reason: expect.stringContaining("highest accuracy"),
      notes: expect.any(Array),
    });
    for (const [option, field] of [
      ["--max-macs", "maxMacs"],
      ["--max-params", "maxParams"],
    ] as const) {
      for (const command of ["front", "recommend"]) {
        const { stderr } = await line.run(command, ...on, option, "5");
        expect(stderr).toMatch(new RegExp(`are not known, so ${field} cannot be kept`));
      }
    }
    expect(await text("recommend", ...on)).toMatch(/knee[\s\S]*\{"depth":/);
    const weighted = ["recommend", ...on, "--prefer", "weighted"];
    expect(
      await line.json(...weighted, "--weights", "accuracy=2,latency=1", "--confidence", "0.9"),
    ).toMatchObject({ feasibility: 1, reason: expect.stringContaining("weighted accuracy 2, latency 1") });
    expect(await text("recommend", ...on, "--min-accuracy", "0.8")).toMatch(/with a probability of 100 %/);
    expect((await line.run(...weighted)).stderr).toMatch(/--prefer weighted needs --weights/);
    expect((await line.run(...weighted, "--weights", "accuracy")).stderr).toMatch(/METRIC=WEIGHT/);
  });
});
