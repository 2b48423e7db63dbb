import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { calibrationPanel, learningPanel } from "../../charts/figures/curve-panels.js";
import { type Figure, figureOf } from "../../charts/figures/figure.js";
import { type FrontPlot, frontPanel } from "../../charts/figures/front-panel.js";
import { hypervolumePanel } from "../../charts/figures/hypervolume-panel.js";
import { htmlFile, svgFile } from "../../charts/figures/page.js";
import { parityPanel } from "../../charts/figures/parity-panel.js";
import { Random } from "../../src/base/random.js";

/** Networks whose accuracy rises with their latency, with noise, by a seed. */
function front(seed: number, limits: { readonly x?: number; readonly y?: number } = {}): FrontPlot {
  const random = new Random(seed);
  const next = () => random.next();
  const rows = Array.from({ length: 40 }, () => {
    const latency = 10 ** (3 * next());
    return {
      latency,
      accuracy: 60 + 10 * Math.log10(latency) * next() + 3 * next(),
      origin: Math.floor(3 * next()),
    };
  });
  const isOut = ({ latency, accuracy }: (typeof rows)[number]) =>
    latency > (limits.x ?? Number.POSITIVE_INFINITY) || accuracy < (limits.y ?? 0);
  const feasible = rows.filter((row) => !isOut(row));
  const best = feasible.filter(
    (row) => !feasible.some((other) => other.latency < row.latency && other.accuracy > row.accuracy),
  );
  return {
    title: "accuracy and latency",
    x: { title: "latency [ms]", kind: "log", isMaximised: false, ...(limits.x && { limit: limits.x }) },
    y: { title: "accuracy [%]", kind: "linear", isMaximised: true, ...(limits.y && { limit: limits.y }) },
    cloud: {
      x: rows.map(({ latency }) => latency),
      y: rows.map(({ accuracy }) => accuracy),
      origins: Uint8Array.from(rows, ({ origin }) => origin),
      isOut: Uint8Array.from(rows, (row) => Number(isOut(row))),
    },
    front: best.map(({ latency, accuracy, origin }, i) => ({
      name: `network ${i}`,
      x: { value: latency },
      y: { value: accuracy, ...(origin === 2 && { lower: accuracy - 2, upper: accuracy + 2 }) },
      origin: (["measured", "summed", "predicted"] as const)[origin],
      isKnown: origin !== 2,
    })),
  };
}

const random = new Random(7);
const next = () => random.next();
const measured = Array.from({ length: 30 }, () => 5 + 20 * next());
const points = measured.map((value, i) => {
  const predicted = value * (0.85 + 0.3 * next());
  return { name: `network ${i}`, measured: value, predicted, lower: predicted * 0.9, upper: predicted * 1.1 };
});
const FIGURES: Readonly<Record<string, Figure>> = {
  front: {
    title: "Pareto front",
    subtitle: "with limits and without",
    panels: [frontPanel(front(1, { x: 200, y: 65 })), frontPanel(front(2))],
    notes: [
      "a note that is long enough to be broken into two lines, if the figure is not wider than what fits. ".repeat(
        2,
      ),
    ],
  },
  predictors: {
    title: "Predictors of a <device>",
    subtitle: "",
    panels: [
      parityPanel({ title: "Parity", quantity: "latency [ms]", points }),
      learningPanel({
        title: "Learning curve",
        quantity: "latency [ms]",
        tested: 30,
        points: [10, 20, 40].map((networks) => ({ networks, error: 8 / networks })),
      }),
      calibrationPanel({
        title: "Calibration",
        networks: 30,
        points: [0.1, 0.5, 0.9].map((level) => ({ level, coverage: level ** 1.2 })),
      }),
    ],
    notes: [],
  },
  run: {
    title: "Run",
    subtitle: "random",
    panels: [
      hypervolumePanel({
        title: "Hypervolume",
        objectives: ["accuracy", "latency"],
        lines: [
          {
            name: "run",
            points: [
              [0, 0],
              [3, 1.5],
              [8, 2],
              [20, 2],
            ],
          },
        ],
      }),
    ],
    notes: [],
  },
  "two-runs": {
    title: "Runs",
    subtitle: "",
    panels: [
      hypervolumePanel({
        title: "Hypervolume",
        objectives: ["accuracy", "latency"],
        over: "time [s]",
        lines: [
          {
            name: "surrogate",
            points: [
              [0, 0],
              [2, 3],
              [9, 4],
            ],
          },
          {
            name: "random",
            points: [
              [0, 0],
              [5, 2],
              [9, 3],
            ],
          },
        ],
      }),
    ],
    notes: [],
  },
};

/** Pinned figures. To pin an intended change, run `GOLDEN=write npx vitest run tests/charts`. */
describe.each(Object.entries(FIGURES))("the figure %s", (name, figure) => {
  const file = new URL(`../golden/figures/${name}.svg`, import.meta.url);

  it("is as pinned", () => {
    const svg = svgFile(figureOf(figure, 832));
    if (process.env.GOLDEN === "write") writeFileSync(file, svg);
    expect(svg).toBe(readFileSync(file, "utf8"));
  });

  it.each([320, 700, 1300])("is drawn without gaps in %i px, and never beyond its width", (width) => {
    const drawn = figureOf(figure, width);
    const svg = svgFile(drawn);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    expect(svg).toContain(`viewBox="0 0 ${width} ${drawn.height}"`);
  });

  it("as HTML asks for nothing else and has a dark theme", () => {
    const html = htmlFile(figureOf(figure, 832), figure.title);
    expect(html).not.toMatch(/(src|href)=|url\(|@import/);
    expect(html.replaceAll("http://www.w3.org/2000/svg", "")).not.toMatch(/https?:/);
    expect(html).toContain("@media (prefers-color-scheme:dark)");
    expect(html).not.toContain("<device>");
  });
});

describe("the stepped line of a front", () => {
  const marks = (pairs: readonly (readonly [number, number])[]) =>
    pairs.map(([x, y], i) => ({
      ...{ name: `${i}`, x: { value: x }, y: { value: y }, origin: "measured" as const, isKnown: true },
    }));
  const cloud = { x: [0, 10], y: [0, 10], origins: Uint8Array.of(0, 0), isOut: new Uint8Array(2) };
  const lineOf = (
    isMaximised: readonly [boolean, boolean],
    pairs: readonly (readonly [number, number])[],
  ) => {
    const [x, y] = isMaximised.map((one) => ({ title: "a", kind: "linear" as const, isMaximised: one }));
    const parts = frontPanel({ title: "", x, y, cloud, front: marks(pairs) }).draw(400, 300);
    return String(parts.find(({ attributes }) => attributes.class === "front-line")?.attributes.d);
  };

  it("goes up and to the right from the cheapest network, and passes no dominated one", () => {
    const d = lineOf(
      [false, true],
      [
        [2, 2],
        [5, 6],
        [4, 1],
      ],
    );
    expect(d).toMatch(/^M[\d.]+ [\d.]+H[\d.]+V[\d.]+H386$/);
  });

  it("goes down where both are minimised, and ends at the left where larger x is better", () => {
    expect(
      lineOf(
        [false, false],
        [
          [2, 6],
          [5, 2],
        ],
      ),
    ).toMatch(/H386$/);
    expect(
      lineOf(
        [true, true],
        [
          [2, 6],
          [5, 2],
        ],
      ),
    ).toMatch(/H58$/);
  });
});

it("a network that breaks a limit is grey, whatever it comes from, and is counted nowhere else", () => {
  const plot = front(1, { x: 200, y: 65 });
  const parts = frontPanel(plot).draw(400, 300);
  const clouds = parts.filter(({ attributes }) => `${attributes.class}`.startsWith("cloud"));
  const drawn = clouds.map(({ attributes }) => `${attributes.d}`.split("z").length - 1);
  expect(drawn.reduce((sum, one) => sum + one, 0)).toBe(40);
  expect(drawn[0]).toBe(plot.cloud.isOut.reduce((sum, one) => sum + one, 0));
});
