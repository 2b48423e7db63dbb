import { type Frame, frameOf } from "./frame.js";
import { domainOf, type ScaleKind } from "./scale.js";
import { type Element, element } from "./svg.js";

/** The colours of Okabe and Ito for several lines in one figure, told apart by dashes as well. */
const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"] as const;
const DASHES = ["none", "7 3", "2 3", "9 3 2 3", "4 2", "12 4"] as const;

/** A line of a figure. Its points are joined by steps: a value holds until the next one. */
export interface Line {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** Several lines over one axis. */
export interface LineChart {
  readonly width: number;
  readonly height: number;
  readonly x: { readonly title: string; readonly kind: ScaleKind };
  readonly y: { readonly title: string };
  readonly lines: readonly Line[];
}

/** The look of the line with this number. */
export const lookOf = (i: number): { readonly colour: string; readonly dashes: string } => ({
  colour: COLOURS[i % COLOURS.length],
  dashes: DASHES[i % DASHES.length],
});

/** The parts of a figure of lines: its axes, and a path per line. */
export function linesOf({ width, height, x, y, lines }: LineChart): readonly Element[] {
  const points = lines.flatMap((line) => line.points);
  const frame = frameOf({
    width,
    height,
    x: {
      ...x,
      domain: domainOf(
        x.kind,
        points.map(([at]) => at),
        0.02,
      ),
    },
    y: { ...y, kind: "linear", domain: domainOf("linear", [0, ...points.map(([, value]) => value)]) },
  });
  return [...frame.axes, ...lines.map((line, i) => lineOf(frame, line, i))];
}

function lineOf({ x, y }: Frame, { points }: Line, i: number): Element {
  const { colour, dashes } = lookOf(i);
  const path = points.map(([px, py], k) => {
    const [left, top] = [round(x.place(px)), round(y.place(py))];
    return k === 0 ? `M${left} ${top}` : `H${left}V${top}`;
  });
  const look = { fill: "none", stroke: colour, "stroke-width": 2, "stroke-dasharray": dashes };
  return element("path", { class: "series", ...look, d: path.join("") });
}

const round = (value: number): number => Math.round(value * 100) / 100;
