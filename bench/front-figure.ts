/**
 * Draws a front as SVG, accuracy against latency, with the 90 % intervals of what is predicted:
 * `npx harmonic front --task ID --device ID --format csv | npx tsx bench/front-figure.ts --title TEXT > FILE.svg`.
 * `--max-latency MS` and `--min-accuracy A` shade what is outside.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import * as Plot from "@observablehq/plot";
import { parse } from "csv-parse/sync";
import { parseHTML } from "linkedom";

type Cells = Readonly<Record<string, string>>;

/** Latency in milliseconds, accuracy in percent; `lower` and `upper` are equal where the value is measured. */
interface Point {
  readonly latency: Range;
  readonly accuracy: Range;
  readonly source: string;
}

interface Range {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

const COLOURS = { "both predicted": "#1b6ac9", "accuracy measured, latency predicted": "#e08a1e" } as const;
const OTHER = "#777777";

const { values: flags } = parseArgs({
  options: {
    title: { type: "string", default: "" },
    "max-latency": { type: "string" },
    "min-accuracy": { type: "string" },
  },
});

const rows: Cells[] = parse(readFileSync(0), { columns: true });
console.log(drawn(rows.map(pointOf)));

function pointOf(row: Cells): Point {
  return {
    latency: rangeOf(row, "latency", 1),
    accuracy: rangeOf(row, "accuracy", 100),
    source: sourceOf(row["accuracy.source"], row["latency.source"]),
  };
}

function rangeOf(row: Cells, metric: string, unit: number): Range {
  const [value, lower, upper] = ["", ".lower", ".upper"].map((end) => row[metric + end] || row[metric]);
  return { value: unit * Number(value), lower: unit * Number(lower), upper: unit * Number(upper) };
}

function sourceOf(accuracy: string, latency: string): string {
  const [a, l] = [accuracy, latency].map((source) => source.toLowerCase().replace("_", " "));
  return a === l ? `both ${a}` : `accuracy ${a}, latency ${l}`;
}

function drawn(points: readonly Point[]): string {
  const { document } = parseHTML("<html></html>");
  const sources = [...new Set(points.map(({ source }) => source))].sort().reverse();
  const colours = sources.map((source) => COLOURS[source as keyof typeof COLOURS] ?? OTHER);
  const plot = Plot.plot({
    document,
    width: 760,
    height: 360,
    marginLeft: 45,
    marginRight: 15,
    ariaLabel: flags.title,
    style: { background: "white", fontSize: "12px" },
    x: { label: "latency [ms]", grid: true },
    y: { label: "accuracy [%]", grid: true },
    color: { domain: sources, range: colours },
    marks: [...limits(points), ...intervals(points), ...names(sources, colours)],
  });
  const svg = plot.tagName.toLowerCase() === "svg" ? plot : plot.querySelector("svg");
  if (svg === null) throw new Error("Observable Plot drew no SVG");
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  svg.setAttribute("role", "img");
  return svg.outerHTML;
}

/** The part of the picture in which a limit is not kept. */
function limits(points: readonly Point[]): Plot.Markish[] {
  const latencies = points.flatMap(({ latency }) => [latency.lower, latency.upper]);
  const accuracies = points.flatMap(({ accuracy }) => [accuracy.lower, accuracy.upper]);
  const whole = {
    x1: Math.min(...latencies),
    x2: Math.max(...latencies),
    y1: Math.min(...accuracies),
    y2: Math.max(...accuracies),
  };
  const shade = (part: object) =>
    Plot.rect([{ ...whole, ...part }], { x1: "x1", x2: "x2", y1: "y1", y2: "y2", fill: "#eeeeee" });
  const [latency, accuracy] = [flags["max-latency"], flags["min-accuracy"]];
  return [
    ...(latency === undefined ? [] : [shade({ x1: Number(latency) })]),
    ...(accuracy === undefined ? [] : [shade({ y2: 100 * Number(accuracy) })]),
  ];
}

function intervals(points: readonly Point[]): Plot.Markish[] {
  const style = { stroke: "source", strokeOpacity: 0.35 };
  const rows = points.map(({ latency, accuracy, source }) => ({
    source,
    x: latency.value,
    y: accuracy.value,
    left: latency.lower,
    right: latency.upper,
    bottom: accuracy.lower,
    top: accuracy.upper,
  }));
  return [
    Plot.link(rows, { x1: "left", x2: "right", y: "y", ...style }),
    Plot.link(rows, { x: "x", y1: "bottom", y2: "top", ...style }),
    Plot.dot(rows, { x: "x", y: "y", fill: "source", r: 2.5 }),
  ];
}

function names(sources: readonly string[], colours: readonly string[]): Plot.Markish[] {
  const place = { frameAnchor: "bottom-right", textAnchor: "end", dx: -15 } as const;
  const lines = sources.map((source, row) =>
    Plot.text([source], { ...place, dy: -40 - 18 * row, fill: colours[row], text: () => `● ${source}` }),
  );
  const note = `${flags.title}, bars: 90 % intervals`;
  return [Plot.text([note], { ...place, dy: -22, text: () => note }), ...lines];
}
