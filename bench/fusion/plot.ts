import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import type { FrontPoint } from "./front.js";

/** The front of one device. */
export interface DeviceFront {
  readonly device: string;
  readonly points: readonly FrontPoint[];
}

const SERIES = ["fusion network", "same backbones, logits added", "better backbone alone"] as const;
const COLOURS = ["#1b6ac9", "#e08a1e", "#777777"] as const;

/**
 * Draws test accuracy against latency as SVG on a white background, one panel per device. Bars are one standard
 * deviation.
 */
export function drawFronts(fronts: readonly DeviceFront[]): string {
  const rows = fronts.flatMap(({ device, points }) =>
    points.flatMap(({ latency, energy, test, sd, baselines }) =>
      [test, baselines.logitSum, Math.max(...Object.values(baselines.alone))].map((accuracy, s) => ({
        device,
        latency,
        energy,
        accuracy: 100 * accuracy,
        sd: s === 0 ? 100 * sd : 0,
        series: SERIES[s],
      })),
    ),
  );
  const { document } = parseHTML("<html></html>");
  const plot = Plot.plot({
    document,
    width: 860,
    height: 400,
    marginLeft: 50,
    marginRight: 20,
    style: { background: "white", fontSize: "12px" },
    x: { label: "latency [ms]", grid: true, nice: true },
    y: { label: "test accuracy [%]", grid: true, nice: true },
    fx: { label: null, domain: fronts.map(({ device }) => device) },
    color: { domain: [...SERIES], range: [...COLOURS] },
    symbol: { domain: [...SERIES], range: ["circle", "triangle", "square"] },
    marks: [
      Plot.frame({ stroke: "#bbbbbb" }),
      Plot.ruleX(
        rows.filter(({ sd }) => sd > 0),
        {
          fx: "device",
          x: "latency",
          y1: ({ accuracy, sd }) => accuracy - sd,
          y2: ({ accuracy, sd }) => accuracy + sd,
          stroke: "#1b6ac9",
          strokeOpacity: 0.5,
        },
      ),
      Plot.dot(rows, { fx: "device", x: "latency", y: "accuracy", stroke: "series", symbol: "series", r: 4 }),
      ...SERIES.map((series, row) =>
        Plot.text([{ device: fronts[0].device }], {
          fx: "device",
          text: () => `● ${series}`,
          fill: COLOURS[row],
          frameAnchor: "middle",
          dx: 40,
          dy: 18 * row,
        }),
      ),
    ],
  });
  plot.setAttribute("role", "img");
  plot.setAttribute("aria-label", "Test accuracy against latency of the confirmed fronts");
  plot.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return `${plot.outerHTML}\n`;
}
