import { describe, expect, it } from "vitest";
import { againstInWords, againstMeasurements } from "../../charts/network/against.js";
import { leastWidth, type Wiring, wiringOf } from "../../charts/network/wiring.js";
import { expectSvg } from "./seeded.js";

const WIRING: Wiring = {
  backbones: [
    { name: "image", blocks: [{}, { kernel: 3, expand: 6 }, { kernel: 7, expand: 3 }], taps: [0, 1, 2, 2] },
    { name: "audio", blocks: [{}, { kernel: 5, expand: 4 }], taps: [0, 0, 1, 1] },
  ],
  cells: [
    {
      inputs: ["image.1", "audio.4"],
      nodes: [
        { operator: "Sum", reads: ["input.1", "input.2"] },
        { operator: "Attention", reads: ["input.1", "node.1"] },
        { operator: "ConcatFC", reads: ["node.1", "node.2"] },
      ],
    },
    { inputs: ["image.3", "cell.1"], nodes: [{ operator: "LinearGLU", reads: ["input.1", "input.2"] }] },
  ],
};

const count = (elements: ReturnType<typeof wiringOf>["elements"], kind: string) =>
  elements.filter(({ attributes }) => attributes.class === kind).length;

describe("the drawing of a network", () => {
  it("has every block, tap, cell, node and wire", async () => {
    const { elements } = wiringOf(WIRING, 600);
    expect(["wired-block", "tap", "wired-cell", "wired-node"].map((kind) => count(elements, kind))).toEqual([
      5, 8, 2, 4,
    ]);
    // A line through each backbone, four inputs of cells, and two reads of each node.
    expect(count(elements, "wire")).toBe(2 + 4 + 8);
    await expectSvg("wiring", elements);
  });

  it("needs a width in which blocks and operators can be read", () => {
    expect(leastWidth(WIRING)).toBe(360);
    expect(wiringOf({ backbones: [], cells: [] }, 100).elements).toEqual([]);
  });
});

describe("predictions against measurements", () => {
  const metrics = [
    {
      metric: "accuracy",
      unit: "",
      predicted: { value: 0.87, lower: 0.85, upper: 0.89 },
      measured: [0.86, 0.9],
    },
    { metric: "latency", unit: "ms", predicted: { value: 12, lower: null, upper: null }, measured: [12.5] },
  ];

  it("have the same figure for the same values", () =>
    expectSvg("against", againstMeasurements(600, metrics).elements));

  it("say in words how many measurements are in the interval", () => {
    expect(metrics.map(againstInWords)).toEqual([
      "accuracy: predicted 0.87 (0.85 to 0.89); 1 of 2 measurements are in the interval",
      "latency: predicted 12 ms, measured 12.5",
    ]);
  });
});
