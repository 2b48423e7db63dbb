import { type Scale, type ScaleKind, scaleOf, shortNumber } from "./scale.js";
import { type Element, element } from "./svg.js";

/** One axis of a plot. */
export interface Axis {
  /** What is shown, with its unit. */
  readonly title: string;
  readonly kind: ScaleKind;
  readonly domain: readonly [number, number];
}

/** A plot's size [px], and its axes. */
export interface FrameSpec {
  readonly width: number;
  readonly height: number;
  readonly x: Axis;
  readonly y: Axis;
}

/** Where the points of a plot go, and the axes around them. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly x: Scale;
  readonly y: Scale;
  /** Grid, axes, ticks and titles. */
  readonly axes: readonly Element[];
}

const MARGIN = { left: 58, top: 14, right: 14, bottom: 44 } as const;
/** Colours of axes where no style sheet says otherwise. */
const INK = "#57606a";
const GRID = "#e6e9ed";

/** Lays out a plot. */
export function frameOf({ width, height, x, y }: FrameSpec): Frame {
  const [left, top] = [MARGIN.left, MARGIN.top];
  const [right, bottom] = [
    Math.max(left + 10, width - MARGIN.right),
    Math.max(top + 10, height - MARGIN.bottom),
  ];
  const across = scaleOf(x.kind, x.domain, [left, right]);
  const up = scaleOf(y.kind, y.domain, [bottom, top]);
  const xTicks = across.ticks(Math.max(2, Math.floor((right - left) / 64)));
  const yTicks = up.ticks(Math.max(2, Math.floor((bottom - top) / 40)));
  const axes = [
    ...xTicks.map((tick) => line(across.place(tick), top, across.place(tick), bottom)),
    ...yTicks.map((tick) => line(left, up.place(tick), right, up.place(tick))),
    element("path", { class: "axis", d: `M${left} ${top}V${bottom}H${right}`, fill: "none", stroke: INK }),
    ...xTicks.map((tick) => label(across.place(tick), bottom + 17, "middle", shortNumber(tick))),
    ...yTicks.map((tick) => label(left - 8, up.place(tick) + 4, "end", shortNumber(tick))),
    title((left + right) / 2, height - 8, x.title),
    title(14, (top + bottom) / 2, y.title, -90),
  ];
  return { left, top, right, bottom, x: across, y: up, axes };
}

const line = (x1: number, y1: number, x2: number, y2: number): Element =>
  element("path", { class: "grid", d: `M${half(x1)} ${half(y1)}L${half(x2)} ${half(y2)}`, stroke: GRID });

/** The middle of a pixel, where thin lines are sharp. */
const half = (value: number): number => Math.round(value) + 0.5;

const label = (x: number, y: number, anchor: string, text: string): Element =>
  element("text", { class: "tick", x, y, "text-anchor": anchor, "font-size": 11, fill: INK }, text);

function title(x: number, y: number, text: string, turn = 0): Element {
  const at = { x, y, "text-anchor": "middle", "font-size": 12, fill: INK };
  const turned = turn === 0 ? {} : { transform: `rotate(${turn} ${x} ${y})` };
  return element("text", { class: "axis-title", ...at, ...turned }, text);
}
