import { describe, expect, it } from "vitest";
import { type ParallelAxis, parallelLines, parallelOf, spread } from "../../charts/parallel.js";
import { element } from "../../charts/svg.js";
import { expectSvg, seededNetworks } from "./seeded.js";

const AXES: readonly ParallelAxis[] = [
  { title: "operator", unit: "gene", kind: "linear", domain: [0, 2], choices: ["a", "b", "c"] },
  { title: "fusion.operator_of_a_long_name", kind: "linear", domain: [0, 1], choices: ["x", "y"] },
  { title: "accuracy", kind: "linear", domain: [0.6, 1] },
  { title: "latency", unit: "ms", kind: "log", domain: [1, 10], isDown: true },
];

describe("parallel coordinates", () => {
  const networks = seededNetworks(12);
  const valueAt = (axis: number, row: number) =>
    [networks[row].gene, row % 4 === 0 ? Number.NaN : 1, networks[row].score, networks[row].cost][axis];

  it("have the same figure for the same networks", async () => {
    const figure = parallelOf({ width: 600, height: 320, axes: AXES });
    const d = parallelLines(figure, networks.keys(), valueAt);
    await expectSvg("parallel", [element("path", { d, fill: "none", stroke: "#0072b2" }), ...figure.axes]);
  });

  it("place better values above worse ones, and networks without a gene below the axis", () => {
    const { places, bottom } = parallelOf({ width: 600, height: 320, axes: AXES });
    expect(places[2].scale.place(0.9)).toBeLessThan(places[2].scale.place(0.7));
    expect(places[3].scale.place(2)).toBeLessThan(places[3].scale.place(8));
    expect(places[3].scale.value(places[3].scale.place(3))).toBeCloseTo(3);
    const figure = parallelOf({ width: 600, height: 320, axes: AXES });
    const [, second] = parallelLines(figure, [0], valueAt).split("L");
    expect(Number(second.split(" ")[1])).toBeGreaterThan(bottom);
  });

  it("draw at most so many lines, evenly spaced", () => {
    const rows = Array.from({ length: 1_000 }, (_, i) => i);
    expect(spread(rows, 10)).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900]);
    expect(spread(rows, 2_000)).toBe(rows);
  });
});
