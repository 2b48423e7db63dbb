import { type Scale, type ScaleKind, scaleOf, shortNumber } from "./scale.js";
import { type Element, element, round } from "./svg.js";

/** One axis of parallel coordinates: a metric, or a gene with its choices. */
export interface ParallelAxis {
  readonly title: string;
  /** What is written below the title, such as a unit. */
  readonly unit?: string;
  readonly kind: ScaleKind;
  readonly domain: readonly [low: number, high: number];
  /** Whether the smallest value is at the top, as for costs: the better end of every metric is up. */
  readonly isDown?: boolean;
  /** The words for the values 0, 1, ... of a gene; a metric has ticks instead. */
  readonly choices?: readonly string[];
}

/** A figure of parallel coordinates: its size [px], and its axes from left to right. */
export interface ParallelSpec {
  readonly width: number;
  readonly height: number;
  readonly axes: readonly ParallelAxis[];
}

/** Where values are placed on the axes. */
export interface Parallel {
  readonly top: number;
  readonly bottom: number;
  /** The places of the axes from left to right [px], and their scales from the bottom up. */
  readonly places: readonly { readonly x: number; readonly scale: Scale }[];
  /** The axes with titles and ticks. */
  readonly axes: readonly Element[];
}

const MARGIN = { side: 46, top: 44, bottom: 26 } as const;
/** Colours where no style sheet says otherwise. */
const INK = "#57606a";
/** Width of a letter of a title, and distance of two titles [px]. */
const LETTER = 6.6;
const BETWEEN = 12;

/** Lays out parallel coordinates. Below the axes is a place for networks that lack a gene. */
export function parallelOf({ width, height, axes }: ParallelSpec): Parallel {
  const [top, bottom] = [MARGIN.top, height - MARGIN.bottom];
  const gap = (width - 2 * MARGIN.side) / Math.max(1, axes.length - 1);
  const places = axes.map(({ kind, domain, isDown }, i) => ({
    x: round(MARGIN.side + i * gap),
    scale: scaleOf(kind, domain, isDown ? [top, bottom] : [bottom, top]),
  }));
  return {
    top,
    bottom,
    places,
    axes: axes.flatMap((axis, i) => {
      const isEnd = i === 0 || i === axes.length - 1;
      const room = isEnd ? Math.min(gap, 2 * MARGIN.side + BETWEEN) : gap;
      return axisOf(axis, places[i], { top, bottom, room });
    }),
  };
}

function axisOf(
  { title, unit = "", choices }: ParallelAxis,
  { x, scale }: Parallel["places"][number],
  { top, bottom, room }: Readonly<Record<"top" | "bottom" | "room", number>>,
): Element[] {
  const letters = Math.max(6, Math.floor((room - BETWEEN) / LETTER));
  const ticks =
    choices === undefined
      ? scale.ticks(5).map((tick) => [tick, shortNumber(tick)] as const)
      : choices.map((choice, i) => [i, cut(choice, letters)] as const);
  return [
    element("path", { class: "axis", d: `M${x} ${top}V${bottom}`, fill: "none", stroke: INK }),
    text(x, top - 26, "axis-title", 12, cut(title, letters), title),
    text(x, top - 11, "tick", 11, unit),
    ...ticks.map(([value, words]) => tickOf(x, scale.place(value), words)),
  ];
}

const tickOf = (x: number, y: number, words: string): Element =>
  element(
    "text",
    { class: "tick over-lines", x: x + 6, y: y + 4, "text-anchor": "start", "font-size": 11, fill: INK },
    words,
  );

function text(x: number, y: number, kind: string, size: number, words: string, whole = words): Element {
  const at = { class: kind, x, y, "text-anchor": "middle", "font-size": size, fill: INK };
  return whole === words
    ? element("text", at, words)
    : element("text", at, words, element("title", {}, whole));
}

/** A text of at most so many letters; a longer one keeps its end, which tells the genes of a network apart. */
const cut = (words: string, letters: number): string =>
  words.length <= letters ? words : `…${words.slice(1 - letters)}`;

/**
 * The lines of some networks as one path. `valueAt` gives the value of a network on an axis; where it is NaN, the line
 * goes to the place below the axis.
 */
export function parallelLines(
  { places, bottom }: Parallel,
  rows: Iterable<number>,
  valueAt: (axis: number, row: number) => number,
): string {
  const parts: string[] = [];
  for (const row of rows)
    for (let axis = 0; axis < places.length; axis++) {
      const { x, scale } = places[axis];
      const value = valueAt(axis, row);
      const y = Number.isNaN(value) ? bottom + 14 : scale.place(value);
      parts.push(`${axis === 0 ? "M" : "L"}${x} ${Math.round(y * 10) / 10}`);
    }
  return parts.join("");
}

/** At most `most` of the rows, evenly spaced, so that a figure stays fast. */
export function spread(rows: readonly number[], most: number): readonly number[] {
  if (rows.length <= most) return rows;
  return Array.from({ length: most }, (_, i) => rows[Math.floor((i * rows.length) / most)]);
}
