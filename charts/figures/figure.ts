import { markPath } from "../marks.js";
import { type Element, element } from "../svg.js";
import type { Entry, Panel } from "./panel.js";

/** Several panels with a title, as a file has them. */
export interface Figure {
  readonly title: string;
  readonly subtitle: string;
  readonly panels: readonly Panel[];
  /** Sentences below the panels, such as what was left out. */
  readonly notes: readonly string[];
}

/** A figure's size and content. Without `texts` nothing is written on it, which only tests want. */
export interface Drawn {
  readonly width: number;
  readonly height: number;
  readonly root: Element;
}

const MARGIN = 16;
const HEAD = 52;
const PANEL_TITLE = 24;
const LINE = 17;
/** Panels stand beside each other where each has this width [px]. */
const NARROWEST = 380;
/** Height of a panel's plot, as a part of its width. */
const ASPECT = 0.72;
/** Widths of a character of legends and notes, on average [px]. */
const CHARACTER = 6.7;
const SWATCH = 24;
const INK = "#1b2430";
const FAINT = "#57606a";
const PAPER = "#ffffff";

/** Lays out a figure in this width [px]; its height follows. The same figure gives the same elements. */
export function figureOf({ title, subtitle, panels, notes }: Figure, width: number): Drawn {
  const columns = Math.max(1, Math.min(panels.length, Math.floor((width - 2 * MARGIN) / NARROWEST)));
  const wide = (width - 2 * MARGIN) / columns;
  const high = Math.round(wide * ASPECT);
  const children: Element[] = [];
  let top = HEAD;
  for (let first = 0; first < panels.length; first += columns) {
    const row = panels.slice(first, first + columns);
    const lines = Math.max(...row.map((panel) => legendRows(panel.legend, wide).length));
    row.forEach((panel, i) => {
      const at = `translate(${MARGIN + i * wide} ${top})`;
      children.push(element("g", { class: "panel", transform: at }, ...panelParts(panel, wide, high, lines)));
    });
    top += PANEL_TITLE + lines * LINE + high + 10;
  }
  const written = notes.flatMap((note) => wrapped(note, (width - 2 * MARGIN) / CHARACTER));
  const height = Math.ceil(top + written.length * LINE + MARGIN);
  const root = element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      ...{ width, height, viewBox: `0 0 ${width} ${height}` },
      ...{ role: "img", "aria-label": [title, subtitle, ...panels.map(({ summary }) => summary)].join(". ") },
      "font-family": "system-ui, sans-serif",
    },
    element("rect", { class: "paper", width, height, fill: PAPER }),
    text(MARGIN + 4, 24, title, { class: "title", "font-size": 16, "font-weight": 600, fill: INK }),
    text(MARGIN + 4, 42, subtitle, { class: "subtitle", "font-size": 12, fill: FAINT }),
    ...children,
    ...written.map((line, i) =>
      text(MARGIN + 4, top + 12 + i * LINE, line, { class: "note", "font-size": 11, fill: FAINT }),
    ),
  );
  return { width, height, root };
}

function panelParts(panel: Panel, width: number, height: number, lines: number): Element[] {
  const rows = legendRows(panel.legend, width);
  return [
    text(4, 14, panel.title, { class: "panel-title", "font-size": 13, "font-weight": 600, fill: INK }),
    ...rows.flatMap((row, i) => row.flatMap(({ entry, x }) => entryParts(entry, x, PANEL_TITLE + i * LINE))),
    element(
      "g",
      { transform: `translate(0 ${PANEL_TITLE + lines * LINE})` },
      ...panel.draw(Math.round(width), height),
    ),
  ];
}

/** The entries of a legend in rows that fit into a width. */
function legendRows(legend: readonly Entry[], width: number) {
  const rows: { entry: Entry; x: number }[][] = [];
  let x = Number.POSITIVE_INFINITY;
  for (const entry of legend) {
    const wide = SWATCH + entry.text.length * CHARACTER + 12;
    if (x + wide > width) {
      rows.push([]);
      x = 4;
    }
    rows[rows.length - 1].push({ entry, x });
    x += wide;
  }
  return rows;
}

/** An entry as elements, from this place to the right. */
export function entryParts(entry: Entry, x: number, y: number): Element[] {
  return [
    swatch(entry, x, y + 6),
    text(x + SWATCH - 2, y + 10, entry.text, { class: "legend", "font-size": 11, fill: INK }),
  ];
}

/** How an entry of a legend looks, around the middle of a line. */
export function swatch({ as, colour, kind }: Entry, x: number, y: number): Element {
  if (as === "area")
    return element("rect", {
      class: kind,
      x,
      y: y - 5,
      width: 18,
      height: 11,
      fill: colour,
      "fill-opacity": 0.2,
    });
  if ("mark" in as)
    return element("path", { class: kind, d: markPath(as.mark, x + 9, y, 4.5), fill: colour });
  const look = { fill: "none", stroke: colour, "stroke-width": 2, "stroke-dasharray": as.dashes };
  return element("path", { class: `${kind} line`, d: `M${x} ${y}h18`, ...look });
}

const text = (x: number, y: number, words: string, look: Element["attributes"]): Element =>
  element("text", { x, y, ...look }, words);

/** The lines of a text of at most so many characters each, broken between words. */
function wrapped(words: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of words.split(" ")) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + word.length + 1 <= most)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
