import { describe, expect, test } from "vitest";
import { InvalidInput, NotEnoughData, NotFound } from "../../src/base/errors.js";
import type { DeviceId, TaskId } from "../../src/base/ids.js";
import { type BenchSearchOptions, benchSearch } from "../../src/benches/bench-search.js";
import { enumerate } from "../../src/space/sampling/enumerate.js";
import { parseTable } from "../../src/tables/parse-table.js";
import { tableEvaluator } from "../../src/tables/table-evaluator.js";
import { landscape, landscapeValues, toySpace } from "../search/toy.js";

const HEADER = "depth,width,kernel,t.accuracy,d.latency_ms,e.energy_mj,group";
/**
 * The true front by (accuracy, latency) is (0.8, 10), (0.6, 4), (0.4, 1). With the reference point (0.2, 10) its
 * hypervolume is 0 + 0.4 x 6 + 0.2 x 3 = 3.
 */
const ROWS = [
  "2,32,a,0.8,10,,1",
  "2,32,b,0.6,4,,2",
  "2,16,a,0.5,6,,3",
  "2,16,b,0.4,1,,4",
  "1,16,,0.2,8,,5",
  "1,32,,0.9,0.01,,6",
];

const options = (change: Partial<BenchSearchOptions> = {}): BenchSearchOptions => ({
  space: toySpace,
  task: "t" as TaskId,
  device: "d" as DeviceId,
  budget: 10,
  seeds: 3,
  strategy: "random",
  clock: () => 0,
  ...change,
});
const bench = async (change: Partial<BenchSearchOptions> = {}, rows: readonly string[] = ROWS) =>
  benchSearch(await parseTable([HEADER, ...rows].join("\n"), toySpace), options(change), tableEvaluator);

describe("the true front of a table", () => {
  test("has the known hypervolume and size", async () => {
    const report = await bench();
    expect(report.trueHypervolume).toBeCloseTo(3, 12);
    expect(report).toMatchObject({ trueFrontSize: 3, candidates: 5, leftOut: 1 });
  });

  test("keeps the limits, and has them as its reference point", async () => {
    const report = await bench({ constraints: { maxLatency: 6 as never, minAccuracy: 0.45 as never } });
    expect(report.trueHypervolume).toBeCloseTo((0.6 - 0.45) * (6 - 4), 12);
    expect(report.trueFrontSize).toBe(1);
  });

  test("keeps a limit on a column of a metric of one's own, of the device or of the task", async () => {
    const header = HEADER.replace("e.energy_mj", "d.ram").replace("group", "t.f1");
    const rows = [
      "2,32,a,0.8,10,700,0.1",
      "2,32,b,0.6,4,300,0.2",
      "2,16,a,0.4,1,100,0.6",
      "2,16,b,0.2,8,,0.9",
    ];
    const table = await parseTable([header, ...rows].join("\n"), toySpace);
    const within = (metric: string, limit: { max: number } | { min: number }) =>
      benchSearch(table, options({ constraints: { limits: [{ metric, ...limit }] } }), tableEvaluator);
    expect(await within("ram", { max: 300 })).toMatchObject({ trueFrontSize: 2, candidates: 3, leftOut: 1 });
    expect(await within("f1", { min: 0.5 })).toMatchObject({ trueFrontSize: 1, candidates: 4, leftOut: 0 });
    await expect(within("flash", { max: 1 })).rejects.toThrow(NotFound);
  });

  test("is the best network within the limits, or of all, where one objective is optimised", async () => {
    const within = await bench({ objectives: ["accuracy"], constraints: { maxLatency: 6 as never } });
    expect(within.trueHypervolume).toBeCloseTo(0.6 - 0.2, 12);
    expect(within).toMatchObject({ trueFrontSize: 1, leftOut: 1 });
    const cheapest = await bench({ objectives: ["latency"], constraints: { minAccuracy: 0.5 as never } });
    expect(cheapest.trueHypervolume).toBeCloseTo(10 - 4, 12);
    const all = await bench({ objectives: ["accuracy"] });
    expect(all.trueHypervolume).toBeCloseTo(0.9 - 0.2, 12);
  });

  test("is that of distinct networks: the first row of each value of the column is kept", async () => {
    const table = await parseTable([HEADER, ...ROWS, "1,16,,0.99,1,,1"].join("\n"), toySpace, {
      distinct: "group",
    });
    const report = await benchSearch(table, options(), tableEvaluator);
    expect(report.candidates).toBe(5);
    expect(report.trueHypervolume).toBeCloseTo(3, 12);
  });
});

describe("the number of evaluations", () => {
  test("counts distinct networks until the level is reached", async () => {
    const report = await bench({ strategy: "nsga2", seeds: 5 });
    for (const { evaluationsTo } of report.seeds) {
      // One network holds 80 % of the hypervolume, another 20 %: all levels are reached with the second of the two.
      const counts = Object.values(evaluationsTo);
      expect(new Set(counts).size).toBe(1);
      expect(counts[0]).toBeGreaterThanOrEqual(2);
      expect(counts[0]).toBeLessThanOrEqual(5);
    }
  });

  test("is null where the budget was too small, and counts as infinite in the median", async () => {
    const report = await bench({ budget: 1, seeds: 4 });
    expect(report.median).toEqual({ "0.9": null, "0.95": null, "0.99": null, "0.999": null });
    const wider = await bench({ budget: 4, seeds: 9 });
    const reached = wider.seeds.map((seed) => seed.evaluationsTo["0.99"] ?? Number.POSITIVE_INFINITY);
    expect(wider.median["0.99"] ?? Number.POSITIVE_INFINITY).toBe(reached.sort((a, b) => a - b)[4]);
    expect(reached).toContain(Number.POSITIVE_INFINITY);
  });

  test("does not depend on which other seeds run", async () => {
    const all = await bench({ seeds: 4 });
    const last = await bench({ seeds: 2, firstSeed: 3 });
    expect(last.seeds).toEqual(all.seeds.slice(2));
  });

  test("comes with the whole curve: what was spent and found after each evaluation", async () => {
    const { seeds } = await bench({ seeds: 2 });
    for (const { curve, evaluationsTo } of seeds) {
      expect(curve.map(([spent]) => spent)).toEqual(curve.map((_, i) => i + 1));
      expect(curve.find(([, share]) => share >= 0.95)?.[0]).toBe(evaluationsTo["0.95"]);
      expect(curve.at(-1)?.[1]).toBeCloseTo(1, 12);
    }
  });

  test("comes with a progress that rises to the whole hypervolume", async () => {
    const shares: number[] = [];
    await bench({ seeds: 1, onProgress: ({ share }) => shares.push(share) });
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBeCloseTo(1, 12);
  });
});

test("on a landscape, the surrogate needs fewer networks than NSGA-II, and NSGA-II fewer than random", async () => {
  const names = landscape.genes.map((gene) => gene.name);
  const lines = [...enumerate(landscape)].map((g) => [...g, ...landscapeValues(g)].join(","));
  const text = [[...names, "t.accuracy", "d.latency_ms", "d.energy_mj"].join(","), ...lines].join("\n");
  const table = await parseTable(text, landscape);
  const evaluations = async (strategy: BenchSearchOptions["strategy"], budget: number) => {
    const settings = options({ space: landscape, strategy, budget, seeds: 2 });
    return (await benchSearch(table, settings, tableEvaluator)).median["0.95"] ?? Number.POSITIVE_INFINITY;
  };
  const surrogate = await evaluations("surrogate", 60);
  const nsga2 = await evaluations("nsga2", 1024);
  expect(surrogate).toBeLessThan(nsga2);
  expect(nsga2).toBeLessThan(await evaluations("random", 1024));
});

test("cheap scores are requested, and counted at their cost", async () => {
  const names = landscape.genes.map((gene) => gene.name);
  const lines = [...enumerate(landscape)].map((g) => [
    ...g,
    ...landscapeValues(g),
    landscapeValues(g)[0] ** 2,
  ]);
  const head = [...names, "t.accuracy", "d.latency_ms", "d.energy_mj", "cheap"];
  const table = await parseTable([head, ...lines].join("\n"), landscape);
  const run = (change: Partial<BenchSearchOptions>) =>
    benchSearch(
      table,
      options({ space: landscape, strategy: "surrogate", budget: 40, seeds: 1, ...change }),
      tableEvaluator,
    );
  const { seeds } = await run({ fidelities: [{ name: "cheap", cost: 0.05 }] });
  const counts = Object.values(seeds[0].evaluationsTo).filter((count) => count !== null);
  expect(counts.length).toBeGreaterThan(0);
  for (const count of counts) {
    const scores = (count % 1) / 0.05;
    expect(Math.abs(scores - Math.round(scores))).toBeLessThan(1e-6);
    expect(count).toBeLessThanOrEqual(40);
  }
  expect(counts.some((count) => count % 1 > 0)).toBe(true);
});

describe("a bad request is refused", () => {
  test.each([
    ["no budget", { budget: 0 }, InvalidInput, "budget"],
    ["half a seed", { seeds: 1.5 }, InvalidInput, "seeds"],
    ["unknown task", { task: "x" as TaskId }, NotFound, "the table has t"],
    ["unknown device", { device: "x" as DeviceId }, NotFound, "the table has d, e"],
    ["a device without a single value", { device: "e" as DeviceId }, NotFound, "device"],
    ["a limit on what is not there", { constraints: { maxEnergy: 1 as never } }, InvalidInput, "maxEnergy"],
    [
      "a limit that is no number",
      { constraints: { maxLatency: Number.NaN as never } },
      InvalidInput,
      "maxLatency",
    ],
    ["an objective that is not there", { objectives: ["energy"] as const }, InvalidInput, "objectives"],
    ["no objective", { objectives: [] }, InvalidInput, "objectives"],
    ["an unknown cheap score", { fidelities: [{ name: "x", cost: 0.1 }] }, NotFound, "fidelities[0].name"],
    ["a gene as a cheap score", { fidelities: [{ name: "depth", cost: 0.1 }] }, InvalidInput, "is a gene"],
    [
      "cheap scores without a use for accuracy",
      { objectives: ["latency"] as const, fidelities: [{ name: "group", cost: 0.1 }] },
      InvalidInput,
      "neither optimises nor limits",
    ],
    ["a cost that is not below 1", { fidelities: [{ name: "group", cost: 1 }] }, InvalidInput, "below 1"],
    ["nothing feasible", { constraints: { maxLatency: 0.5 as never } }, NotEnoughData, "no network"],
  ])("%s", async (_, change, kind, message) => {
    const error = await bench(change).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(kind);
    expect(`${(error as InvalidInput).field} ${(error as Error).message}`).toContain(message);
  });

  test("a table without a usable network", async () => {
    await expect(bench({}, ["1,16,,0.5,0.001,,1"])).rejects.toBeInstanceOf(NotEnoughData);
  });
});

describe("what is known at the start", () => {
  const names = landscape.genes.map((gene) => gene.name);
  const rows = [...enumerate(landscape)].map((g) => {
    const [accuracy, ...costs] = landscapeValues(g);
    return [...g, accuracy, ...costs, accuracy ** 2].join(",");
  });
  const head = [...names, "t.accuracy", "d.latency_ms", "d.energy_mj", "other.accuracy"].join(",");
  const knowing = async (change: Partial<BenchSearchOptions>) =>
    benchSearch(
      await parseTable([head, ...rows].join("\n"), landscape),
      options({ space: landscape, strategy: "surrogate", budget: 24, seeds: 2, ...change }),
      tableEvaluator,
    );
  const to95 = async (change: Partial<BenchSearchOptions>) =>
    (await knowing(change)).median["0.95"] ?? Number.POSITIVE_INFINITY;

  test("saves evaluations, and is drawn by each seed alone", { timeout: 60_000 }, async () => {
    const known = { known: 60, related: { task: "other" as TaskId, networks: 200 } };
    expect(await to95(known)).toBeLessThan(await to95({}));
    const all = await knowing(known);
    const last = await knowing({ ...known, firstSeed: 2, seeds: 1 });
    expect(last.seeds[0].evaluationsTo).toEqual(all.seeds[1].evaluationsTo);
  });

  test("keeps every search within limits of costs that are all known", async () => {
    const latencies: number[] = [];
    const replay: typeof tableEvaluator = (table, objectives, seed) => {
      const evaluator = tableEvaluator(table, objectives, seed);
      return {
        ...evaluator,
        async *evaluate(genotypes, signal) {
          for await (const outcome of evaluator.evaluate(genotypes, signal)) {
            if (outcome.kind === "evaluated") latencies.push(outcome.values[1]);
            yield outcome;
          }
        },
      };
    };
    const table = await parseTable([head, ...rows].join("\n"), landscape);
    const constraints = { maxLatency: 8 as never };
    const limited = { space: landscape, strategy: "nsga2", budget: 60, seeds: 2, constraints } as const;
    const knowing = await benchSearch(table, options({ ...limited, known: rows.length }), replay);
    expect(Math.max(...latencies)).toBeLessThanOrEqual(8);
    expect(knowing.seeds.map(({ overLimits }) => overLimits)).toEqual([0, 0]);
    latencies.length = 0;
    const without = await benchSearch(table, options(limited), replay);
    expect(Math.max(...latencies)).toBeGreaterThan(8);
    const total = without.seeds.reduce((sum, { overLimits }) => sum + overLimits, 0);
    expect(total).toBe(latencies.filter((latency) => latency > 8).length);
  });

  test("is refused for a task that the table lacks", async () => {
    await expect(knowing({ related: { task: "nothing" as TaskId, networks: 5 } })).rejects.toThrow(NotFound);
  });
});
