import type { PlotOptions } from "@observablehq/plot";
import { nameOf, unitOf } from "../../base/metric.js";
import type { Verification, VerifiedMetric, VerifiedValue } from "./verification.js";

type Plotted = Pick<Verification, "task" | "device" | "points" | "metrics">;

/** A dot of the plot: values in the shown unit, the interval cut at the edges of the panel. */
interface Dot {
  readonly measured: number;
  readonly predicted: number;
  readonly lower: number;
  readonly upper: number;
  readonly kind: Kind;
}

const KINDS = ["inside its 90 % interval", "outside its 90 % interval", "no interval"] as const;
type Kind = (typeof KINDS)[number];
const COLOURS: Readonly<Record<Kind, string>> = {
  "inside its 90 % interval": "#1b6ac9",
  "outside its 90 % interval": "#d1541b",
  "no interval": "#777777",
};

/** Width of a panel and the margin around its square frame, above which a legend has its lines [px]. */
const SIZE = 400;
const MARGIN = 45;
const LINE = 16;
/** Height of a panel, and of the title above the panels [px]. */
const HEIGHT = SIZE + LINE * (KINDS.length + 1);
const TITLE = 44;
/** Intervals may widen a panel to so many times the range of the values. */
const WIDEST = 1.5;

/**
 * Draws the predicted against the measured values of a verification as the text of an SVG file: one panel per metric,
 * with 90 % intervals, the diagonal, and the lines of 10 % error. Undefined while nothing is measured. The same
 * verification gives the same text.
 */
export async function parityPlot(verification: Plotted): Promise<string | undefined> {
  const metrics = verification.metrics.filter(({ measured }) => measured > 0);
  if (metrics.length === 0) return undefined;
  const [Plot, { parseHTML }] = await Promise.all([import("@observablehq/plot"), import("linkedom")]);
  const { document } = parseHTML("<html></html>");
  const values = verification.points.flatMap((point) => point.values);
  const panels = metrics.map((metric, i) => {
    const own = values.filter((value) => value.metric === metric.metric);
    const panel = panelOf(Plot, document, metric, own);
    for (const [name, value] of Object.entries({ x: SIZE * i, y: TITLE }))
      panel.setAttribute(name, `${value}`);
    return panel.outerHTML;
  });
  const [width, height] = [SIZE * metrics.length, HEIGHT + TITLE];
  const [title, subject] = [
    "Predicted against measured",
    `${verification.task} on ${verification.device}`,
  ].map(escaped);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ` +
      `role="img" aria-label="${title}: ${subject}" font-family="system-ui, sans-serif">`,
    `<rect width="${width}" height="${height}" fill="white"/>`,
    `<text x="${width / 2}" y="20" font-size="14" text-anchor="middle">${title}</text>`,
    `<text x="${width / 2}" y="37" font-size="12" text-anchor="middle">${subject}</text>`,
    ...panels,
    "</svg>\n",
  ].join("\n");
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

function panelOf(
  Plot: typeof import("@observablehq/plot"),
  document: PlotOptions["document"],
  { metric, points, measured }: VerifiedMetric,
  values: readonly VerifiedValue[],
): ReturnType<typeof Plot.plot> {
  const isFraction = unitOf(metric) === "fraction";
  const unit = isFraction ? "%" : unitOf(metric);
  const label = `${nameOf(metric)}${unit === "" ? "" : ` [${unit}]`}`;
  const { dots, domain } = dotsOf(values, isFraction ? 100 : 1);
  const kinds = KINDS.filter((kind) => dots.some((dot) => dot.kind === kind));
  const legend = [...kinds, `${measured} of ${points} points measured; dashed: 10 % error`];
  return Plot.plot({
    document,
    width: SIZE,
    height: HEIGHT,
    margin: MARGIN,
    marginTop: MARGIN + HEIGHT - SIZE,
    style: { background: "white", fontSize: "12px" },
    x: { label: `measured ${label}`, domain, grid: true },
    y: { label: `predicted ${label}`, domain, grid: true },
    marks: [
      Plot.frame({ stroke: "#bbbbbb" }),
      Plot.line(sloped(1, domain), { stroke: "#333333" }),
      ...[0.9, 1.1].map((slope) =>
        Plot.line(sloped(slope, domain), { stroke: "#333333", strokeOpacity: 0.6, strokeDasharray: "4 3" }),
      ),
      Plot.ruleX(dots, {
        x: "measured",
        y1: "lower",
        y2: "upper",
        stroke: ({ kind }: Dot) => COLOURS[kind],
        strokeOpacity: 0.5,
      }),
      Plot.dot(dots, { x: "measured", y: "predicted", fill: ({ kind }: Dot) => COLOURS[kind], r: 3 }),
      ...legend.map((text, row) =>
        Plot.text([text], {
          text: () => (row < kinds.length ? `● ${text}` : text),
          fill: COLOURS[text as Kind] ?? "#333333",
          frameAnchor: "top-left",
          dy: LINE * (row - legend.length),
        }),
      ),
    ],
    color: { type: "identity" },
  });
}

/** The measured values as dots, and the range of both axes. `scale` turns them into the shown unit. */
function dotsOf(values: readonly VerifiedValue[], scale: number) {
  const all = values.flatMap(({ predicted, measured, inside }) => {
    if (measured === undefined) return [];
    const { value, lower = value, upper = value } = predicted;
    const kind: Kind = inside === undefined ? KINDS[2] : KINDS[inside ? 0 : 1];
    const [x, y, from, to] = [measured.value, value, lower, upper].map((one) => scale * one);
    return [{ measured: x, predicted: y, lower: from, upper: to, kind }];
  });
  const core = all.flatMap((dot) => [dot.measured, dot.predicted]);
  const [least, most] = [Math.min(...core), Math.max(...core)];
  const range = most - least || Math.abs(most) || 1;
  const slack = (range * (WIDEST - 1)) / 2;
  const lower = Math.max(Math.min(...all.map((dot) => dot.lower), least), least - slack);
  const upper = Math.min(Math.max(...all.map((dot) => dot.upper), most), most + slack);
  const domain: [number, number] = [lower - range / 20, upper + range / 20];
  const dots: readonly Dot[] = all.map((dot) => ({
    ...dot,
    lower: Math.max(dot.lower, domain[0]),
    upper: Math.min(dot.upper, domain[1]),
  }));
  return { dots, domain };
}

/** The part of the line y = slope * x, of a slope above 0, that lies within the range of both axes. */
function sloped(slope: number, [least, most]: [number, number]): [number, number][] {
  const from = Math.max(least, least / slope);
  const to = Math.min(most, most / slope);
  return from >= to
    ? []
    : [
        [from, slope * from],
        [to, slope * to],
      ];
}
