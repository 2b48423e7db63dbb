import { type Frame, frameOf } from "../frame.js";
import { LOOKS, markPath, ORIGINS, type Origin } from "../marks.js";
import { domainOf, type ScaleKind, shortNumber } from "../scale.js";
import { type Element, element } from "../svg.js";
import { counted, type Entry, type Panel, rounded, within } from "./panel.js";

/** A quantity on an axis of a front. */
export interface FrontAxis {
  /** Name and unit, such as `latency [ms]`. */
  readonly title: string;
  readonly kind: ScaleKind;
  /** Whether larger values are better. */
  readonly isMaximised: boolean;
  /** The limit of the quantity; absent where there is none. */
  readonly limit?: number;
}

/** A value with its 90 % interval, where there is one. */
export interface Spread {
  readonly value: number;
  readonly lower?: number;
  readonly upper?: number;
}

/** A point on the front over all objectives. */
export interface FrontMark {
  readonly name: string;
  readonly x: Spread;
  readonly y: Spread;
  readonly origin: Origin;
  /** Whether it is on the front of what is measured or summed, too. */
  readonly isKnown: boolean;
}

/** All networks that a plot shows behind the front. */
export interface Cloud {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  /** Where each comes from: an index of `ORIGINS`; 255 where it has no place in the plot. */
  readonly origins: Uint8Array;
  /** 1 where a network breaks a limit. */
  readonly isOut: Uint8Array;
}

/** Two objectives of a front. */
export interface FrontPlot {
  readonly title: string;
  readonly x: FrontAxis;
  readonly y: FrontAxis;
  readonly cloud: Cloud;
  readonly front: readonly FrontMark[];
}

const OUT = "#9aa4ae";
const INK = "#1b2430";
const PREDICTED_LINE = "#8a5a3c";

/** A front in two of its objectives, over all networks, with limits and 90 % intervals. */
export function frontPanel(plot: FrontPlot): Panel {
  const { cloud, front, x, y, title } = plot;
  const drawn = ORIGINS.filter(
    (origin, i) => cloud.origins.includes(i) || front.some((mark) => mark.origin === origin),
  );
  const known = front.filter(({ isKnown }) => isKnown);
  const isAll = known.length === front.length;
  const hasLimit = x.limit !== undefined || y.limit !== undefined;
  const hasIntervals = front.some((mark) => [mark.x, mark.y].some(({ lower }) => lower !== undefined));
  const legend: Entry[] = [
    ...drawn.map((origin) => ({
      text: LOOKS[origin].words,
      kind: origin,
      colour: LOOKS[origin].colour,
      as: { mark: LOOKS[origin].shape },
    })),
    ...(cloud.isOut.includes(1)
      ? [{ text: "breaks a limit", kind: "out", colour: OUT, as: { mark: "circle" as const } }]
      : []),
    ...(known.length === 0 ? [] : [lineEntry("front, measured or summed", "front-line", INK, "none")]),
    ...(isAll ? [] : [lineEntry("front with predictions", "front-line predicted", PREDICTED_LINE, "6 4")]),
    ...(hasIntervals ? [lineEntry("90 % interval", "interval", OUT, "none")] : []),
    ...(hasLimit ? [{ text: "beyond a limit", kind: "shade", colour: OUT, as: "area" as const }] : []),
  ];
  const networks = cloud.origins.reduce((sum, origin) => sum + (origin === 255 ? 0 : 1), 0);
  return {
    title,
    legend,
    summary: `${y.title} against ${x.title}: ${counted(networks, "network")}, ${front.length} on the front`,
    draw: (width, height) => drawnIn(plot, known, frameFor(plot, width, height)),
  };
}

const lineEntry = (text: string, kind: string, colour: string, dashes: string): Entry => ({
  text,
  kind,
  colour,
  as: { dashes },
});

/** The frame in which all points and limits are; intervals may end at its edges. */
function frameFor({ x, y, cloud, front }: FrontPlot, width: number, height: number): Frame {
  const shown = (values: ArrayLike<number>) =>
    Array.from(cloud.origins, (origin, row) => (origin === 255 ? Number.NaN : values[row]));
  const axis = ({ title, kind, limit = Number.NaN }: FrontAxis, all: readonly number[]) => ({
    title,
    kind,
    domain: domainOf(kind, [...all, limit]),
  });
  return frameOf({
    ...{ width, height },
    x: axis(x, [...shown(cloud.x), ...front.map((mark) => mark.x.value)]),
    y: axis(y, [...shown(cloud.y), ...front.map((mark) => mark.y.value)]),
  });
}

function drawnIn({ x, y, cloud, front }: FrontPlot, known: readonly FrontMark[], frame: Frame): Element[] {
  const line = (marks: readonly FrontMark[]) => steps(marks, x, y, frame);
  const isAll = known.length === front.length;
  return [
    ...frame.axes,
    ...beyond(x, y, frame),
    cloudPath(cloud, frame, (row) => cloud.isOut[row] === 1, "out", OUT, 0),
    ...ORIGINS.map((origin, i) =>
      cloudPath(
        cloud,
        frame,
        (row) => cloud.isOut[row] === 0 && cloud.origins[row] === i,
        origin,
        LOOKS[origin].colour,
        i,
      ),
    ),
    path("interval", front.map((mark) => whiskers(mark, frame)).join(""), {
      fill: "none",
      stroke: OUT,
      "stroke-width": 1.2,
    }),
    ...(isAll
      ? []
      : [
          path("front-line predicted", line(front), {
            ...{ fill: "none", stroke: PREDICTED_LINE, "stroke-width": 1.6 },
            "stroke-dasharray": "6 4",
          }),
        ]),
    path("front-line", line(known), { fill: "none", stroke: INK, "stroke-width": 1.8 }),
    ...front.map((mark) => markOf(mark, x, y, frame)),
  ].filter(({ attributes: { d } }) => d !== "");
}

const path = (kind: string, d: string, look: Element["attributes"]): Element =>
  element("path", { class: kind, d, ...look });

/** The networks behind the front as one path: small marks, so that thousands of them leave the front visible. */
function cloudPath(
  cloud: Cloud,
  frame: Frame,
  isMeant: (row: number) => boolean,
  kind: string,
  colour: string,
  look: number,
): Element {
  const parts: string[] = [];
  for (let row = 0; row < cloud.origins.length; row++) {
    if (cloud.origins[row] === 255 || !isMeant(row)) continue;
    const [px, py] = [frame.x.place(cloud.x[row]), frame.y.place(cloud.y[row])];
    if (Number.isFinite(px + py))
      parts.push(markPath(LOOKS[ORIGINS[look]].shape, rounded(px), rounded(py), 1.7));
  }
  return path(`cloud ${kind}`, parts.join(""), { fill: colour, "fill-opacity": 0.45 });
}

function markOf(mark: FrontMark, x: FrontAxis, y: FrontAxis, frame: Frame): Element {
  const { shape, colour, words } = LOOKS[mark.origin];
  const d = markPath(shape, frame.x.place(mark.x.value), frame.y.place(mark.y.value), 4.2);
  const told = `${mark.name}: ${y.title} ${spread(mark.y)}, ${x.title} ${spread(mark.x)}, ${words}`;
  const look = { fill: colour, stroke: "#ffffff", "stroke-width": 0.8 };
  return element("path", { class: `mark ${mark.origin}`, d, ...look }, element("title", {}, told));
}

const spread = ({ value, lower, upper }: Spread): string =>
  lower === undefined || upper === undefined
    ? shortNumber(value)
    : `${shortNumber(value)} (${shortNumber(lower)} to ${shortNumber(upper)})`;

function whiskers({ x, y }: FrontMark, frame: Frame): string {
  const inside = within(frame);
  const [px, py] = [rounded(frame.x.place(x.value)), rounded(frame.y.place(y.value))];
  const bounds = ({ lower, upper, value }: Spread, place: (value: number) => number) =>
    lower === undefined || upper === undefined
      ? undefined
      : [lower, upper].map((bound) => (Number.isFinite(place(bound)) ? place(bound) : place(value)));
  const [across, up] = [bounds(x, frame.x.place), bounds(y, frame.y.place)];
  return [
    across && `M${inside.x(across[0])} ${py}H${inside.x(across[1])}`,
    up && `M${px} ${inside.y(up[0])}V${inside.y(up[1])}`,
  ]
    .filter((part) => part !== undefined)
    .join("");
}

/**
 * The stepped line through those marks that no other one beats in both quantities, from the best `x` on: every place
 * on its worse side is dominated. It goes on to the edge of the frame.
 */
function steps(marks: readonly FrontMark[], x: FrontAxis, y: FrontAxis, frame: Frame): string {
  const worse = ({ isMaximised }: FrontAxis, value: number) => (isMaximised ? -value : value);
  const sorted = marks.toSorted(
    (a, b) => worse(x, a.x.value) - worse(x, b.x.value) || worse(y, a.y.value) - worse(y, b.y.value),
  );
  const parts: string[] = [];
  let best = Number.POSITIVE_INFINITY;
  for (const mark of sorted) {
    if (worse(y, mark.y.value) >= best) continue;
    best = worse(y, mark.y.value);
    const [px, py] = [rounded(frame.x.place(mark.x.value)), rounded(frame.y.place(mark.y.value))];
    parts.push(parts.length === 0 ? `M${px} ${py}` : `H${px}V${py}`);
  }
  return parts.length === 0 ? "" : `${parts.join("")}H${x.isMaximised ? frame.left : frame.right}`;
}

/** The parts of the plot in which a limit is broken as one area, and the lines of the limits. */
function beyond(x: FrontAxis, y: FrontAxis, frame: Frame): Element[] {
  const { left, right, top, bottom } = frame;
  const inside = within(frame);
  const areas: string[] = [];
  const lines: string[] = [];
  const area = (x1: number, y1: number, x2: number, y2: number) => `M${x1} ${y1}H${x2}V${y2}H${x1}z`;
  if (x.limit !== undefined) {
    const at = inside.x(frame.x.place(x.limit));
    areas.push(area(x.isMaximised ? left : at, top, x.isMaximised ? at : right, bottom));
    lines.push(`M${at} ${top}V${bottom}`);
  }
  if (y.limit !== undefined) {
    const at = inside.y(frame.y.place(y.limit));
    areas.push(area(left, y.isMaximised ? at : top, right, y.isMaximised ? bottom : at));
    lines.push(`M${left} ${at}H${right}`);
  }
  const look = { fill: "none", stroke: INK, "stroke-width": 1, "stroke-dasharray": "2 2" };
  return [
    path("shade", areas.join(""), { fill: OUT, "fill-opacity": 0.2 }),
    path("limit", lines.join(""), look),
  ];
}
