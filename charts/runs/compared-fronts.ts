import { frameOf } from "../frame.js";
import { lookOf } from "../lines.js";
import { LOOKS, markPath } from "../marks.js";
import { pairFront, stepPath } from "../pair-front.js";
import { domainOf, type ScaleKind } from "../scale.js";
import { type Element, element } from "../svg.js";

/** Networks that were found together, such as those of a run; in each pair, smaller x and larger y are better. */
export interface Found {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** Fronts on top of each other: the size of the figure [px], its axes, and what was found. */
export interface ComparedFronts {
  readonly width: number;
  readonly height: number;
  readonly x: { readonly title: string; readonly kind: ScaleKind };
  readonly y: { readonly title: string };
  readonly found: readonly Found[];
}

const SHAPES = [LOOKS.measured.shape, LOOKS.summed.shape, LOOKS.predicted.shape] as const;

/** The points of the front of some networks in two metrics, from the smallest x on. */
export function frontOf({ points }: Found): readonly (readonly [number, number])[] {
  return pairFront(columnsOf(points), points.keys()).map((i) => points[i]);
}

const columnsOf = (points: Found["points"]) => ({
  x: points.map(([x]) => x),
  y: points.map(([, y]) => y),
});

/** The parts of a figure of fronts: axes, and for each front a stepped line with a mark per network. */
export function comparedFronts({ width, height, x, y, found }: ComparedFronts): readonly Element[] {
  const fronts = found.map(frontOf);
  const all = fronts.flat();
  const [xs, ys] = [all.map(([at]) => at), all.map(([, at]) => at)];
  const frame = frameOf({
    ...{ width, height },
    x: { ...x, domain: domainOf(x.kind, xs, 0.08) },
    y: { ...y, kind: "linear", domain: domainOf("linear", ys, 0.08) },
  });
  const lines = fronts.flatMap((points, i) => {
    const { colour, dashes } = lookOf(i);
    const line = stepPath(columnsOf(points), [...points.keys()], frame.x, frame.y);
    const marks = points.map(([px, py]) =>
      markPath(SHAPES[i % SHAPES.length], frame.x.place(px), frame.y.place(py), 3.6),
    );
    const look = { fill: "none", stroke: colour, "stroke-width": 2, "stroke-dasharray": dashes };
    return [
      element("path", { class: "series", ...look, d: line }),
      element("path", { class: "series-marks", fill: colour, d: marks.join("") }),
    ];
  });
  return [...frame.axes, ...lines];
}
