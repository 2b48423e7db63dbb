import { type Frame, frameOf } from "../frame.js";
import { LOOKS, markPath } from "../marks.js";
import { shortNumber } from "../scale.js";
import { type Element, element } from "../svg.js";
import { counted, type Entry, type Panel, rounded, within } from "./panel.js";

/** A prediction and the measurement of the same network. */
export interface ParityPoint {
  readonly name: string;
  readonly measured: number;
  readonly predicted: number;
  /** The 90 % interval; absent where there is none. */
  readonly lower?: number;
  readonly upper?: number;
}

/** Predictions of one quantity against measurements. */
export interface ParityPlot {
  readonly title: string;
  /** Name and unit of the quantity, such as `latency [ms]`. */
  readonly quantity: string;
  readonly points: readonly ParityPoint[];
}

const KINDS = {
  inside: { text: "inside its 90 % interval", ...LOOKS.measured },
  outside: { text: "outside its 90 % interval", ...LOOKS.predicted },
  plain: { text: "no interval", ...LOOKS.summed },
} as const;
type Kind = keyof typeof KINDS;

const LINE = "#57606a";
/** From so many points on, marks are drawn thinner, so that they do not hide each other. */
const MANY = 150;
/** Intervals may widen the plot to so many times the range of the values. */
const WIDEST = 1.5;

const kindOf = ({ measured, lower, upper }: ParityPoint): Kind =>
  lower === undefined || upper === undefined
    ? "plain"
    : measured >= lower && measured <= upper
      ? "inside"
      : "outside";

/** Predicted against measured values with 90 % intervals, the diagonal, and the lines of 10 % error. */
export function parityPanel(plot: ParityPlot): Panel {
  const { title, quantity, points } = plot;
  const kinds = (Object.keys(KINDS) as Kind[]).map((kind) => ({
    kind,
    own: points.filter((point) => kindOf(point) === kind),
  }));
  const used = kinds.filter(({ own }) => own.length > 0);
  const legend: Entry[] = [
    ...used.map(({ kind, own }) => ({
      text: `${KINDS[kind].text} (${own.length})`,
      kind: `parity ${kind}`,
      colour: KINDS[kind].colour,
      as: { mark: KINDS[kind].shape },
    })),
    { text: "equal", kind: "diagonal", colour: LINE, as: { dashes: "none" } },
    { text: "10 % error", kind: "diagonal", colour: LINE, as: { dashes: "4 3" } },
  ];
  const tested = points.length - (kinds.find(({ kind }) => kind === "plain")?.own.length ?? 0);
  const inside = kinds.find(({ kind }) => kind === "inside")?.own.length ?? 0;
  return {
    title,
    legend,
    summary:
      `predicted against measured ${quantity} of ${counted(points.length, "network")}` +
      (tested === 0 ? "" : `, ${inside} of ${tested} inside their 90 % intervals`),
    draw: (width, height) => {
      const domain = domainFor(points);
      const axis = (what: string) => ({ title: `${what} ${quantity}`, kind: "linear" as const, domain });
      const frame = frameOf({ width, height, x: axis("measured"), y: axis("predicted") });
      return [
        ...frame.axes,
        ...[1, 0.9, 1.1].flatMap((slope) => sloped(slope, domain, frame)),
        ...used.flatMap(({ kind, own }) => drawnPoints(own, kind, quantity, frame)),
      ];
    },
  };
}

function drawnPoints(points: readonly ParityPoint[], kind: Kind, quantity: string, frame: Frame): Element[] {
  const { shape, colour } = KINDS[kind];
  const inside = within(frame);
  const bars = points.map(({ measured, lower, upper }) => {
    if (lower === undefined || upper === undefined) return "";
    const px = rounded(frame.x.place(measured));
    return `M${px} ${inside.y(frame.y.place(lower))}V${inside.y(frame.y.place(upper))}`;
  });
  const isMany = points.length > MANY;
  const marks = points.map(({ name, measured, predicted }) => {
    const d = markPath(shape, frame.x.place(measured), frame.y.place(predicted), isMany ? 2.4 : 3.4);
    const told = `${name}: predicted ${shortNumber(predicted)}, measured ${shortNumber(measured)} ${quantity}`;
    return element("path", { class: `parity ${kind}`, d, fill: colour }, element("title", {}, told));
  });
  const look = { fill: "none", stroke: colour, "stroke-opacity": isMany ? 0.2 : 0.5, "stroke-width": 1.2 };
  const d = bars.join("");
  return [...(d === "" ? [] : [element("path", { class: `parity-bar ${kind}`, d, ...look })]), ...marks];
}

/** The range of both axes: all values, and intervals as far as they do not squeeze the values together. */
function domainFor(points: readonly ParityPoint[]): [number, number] {
  const [values, bounds] = [
    points.flatMap(({ measured, predicted }) => [measured, predicted]),
    points.flatMap(({ lower, upper }) => [lower ?? Number.NaN, upper ?? Number.NaN]),
  ].map((all) => all.filter(Number.isFinite));
  const [least, most] = [smallest(values), -smallest(values.map((value) => -value))];
  const range = most - least || Math.abs(most) || 1;
  const slack = (range * (WIDEST - 1)) / 2;
  const low = Math.max(Math.min(smallest(bounds), least), least - slack);
  const high = Math.min(Math.max(-smallest(bounds.map((value) => -value)), most), most + slack);
  return [low - range / 20, high + range / 20];
}

const smallest = (values: readonly number[]): number =>
  values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);

/** The part of the line y = slope * x, of a slope above 0, that lies within the range of both axes. */
function sloped(slope: number, [least, most]: readonly [number, number], frame: Frame): Element[] {
  const [from, to] = [Math.max(least, least / slope), Math.min(most, most / slope)];
  if (from >= to) return [];
  const at = (x: number) => `${rounded(frame.x.place(x))} ${rounded(frame.y.place(slope * x))}`;
  const look = { stroke: LINE, "stroke-dasharray": slope === 1 ? "none" : "4 3", fill: "none" };
  return [element("path", { class: "diagonal", d: `M${at(from)}L${at(to)}`, ...look })];
}
