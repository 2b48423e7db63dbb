import { describe, expect, it } from "vitest";
import { comparedFronts, frontOf } from "../../charts/runs/compared-fronts.js";
import { cells, fractionBars, slice } from "../../charts/runs/genes.js";
import { lanesOf, type Span, timeline } from "../../charts/runs/timeline.js";
import { expectSvg, seededNetworks } from "./seeded.js";

const SIZE = { width: 600, height: 320 };

const found = [1, 2].map((seed) => ({
  name: `run ${seed}`,
  points: seededNetworks(40, seed).map(({ cost, score }) => [cost, score] as const),
}));

describe("fronts on top of each other", () => {
  it("have the same figure for the same networks", () =>
    expectSvg(
      "compared-fronts",
      comparedFronts({
        ...SIZE,
        x: { title: "latency [ms]", kind: "linear" },
        y: { title: "accuracy" },
        found,
      }),
    ));

  it("have no point that another one of the run dominates", () => {
    for (const run of found) {
      const front = frontOf(run);
      expect(front.length).toBeGreaterThan(1);
      for (const [x, y] of front)
        expect(run.points.filter(([a, b]) => a <= x && b >= y && (a < x || b > y))).toEqual([]);
    }
  });
});

describe("a timeline", () => {
  const span = (number: number, start: number, end: number): Span => ({
    number,
    start,
    end,
    outcome: "done",
  });
  const spans: Span[] = [
    ...[span(1, 0, 4), span(2, 1, 3), span(3, 3, 5)],
    { number: 4, start: 4.5, end: 6, outcome: "failed" },
    { number: 5, start: 5, end: 8, outcome: "pending" },
  ];

  it("puts evaluations that overlap below each other", () => {
    expect(lanesOf(spans).map(({ number, lane }) => [number, lane])).toEqual([
      ...[
        [1, 0],
        [2, 1],
        [3, 1],
      ],
      ...[
        [4, 0],
        [5, 1],
      ],
    ]);
  });

  it("has the same figure for the same evaluations", async () => {
    const { elements, lanes, seconds } = timeline(SIZE, spans);
    expect([lanes, seconds]).toEqual([2, 8]);
    await expectSvg("timeline", elements);
  });
});

describe("genes against objectives", () => {
  const networks = seededNetworks(30);
  const points = networks.map(({ gene, score }) => ({ choice: gene, value: score }));

  it("have the same slice for the same networks", () =>
    expectSvg(
      "slice",
      slice(SIZE, { gene: "operator", objective: "accuracy", choices: ["a", "b", "c"], points }),
    ));

  it("have the same cells for the same networks, and none where no network is", async () => {
    const elements = cells(SIZE, {
      x: { gene: "operator", choices: ["a", "b", "c"] },
      y: { gene: "depth", choices: ["1", "a long choice"] },
      means: [
        [0.7, 0.8, Number.NaN],
        [0.75, 0.9, 0.85],
      ],
      isMaximised: true,
    });
    expect(elements.filter(({ attributes }) => attributes.class === "cell-of")).toHaveLength(5);
    await expectSvg("cells", elements);
  });

  it("have the same bars of importance", () =>
    expectSvg(
      "importance",
      fractionBars(600, [
        { name: "fusion.operator_of_a_long_name", fraction: 0.51 },
        { name: "depth", fraction: 0.2 },
        { name: "width", fraction: 0 },
      ]).elements,
    ));
});
