import { type Frame, frameOf } from "../frame.js";
import { LOOKS, markPath } from "../marks.js";
import { domainOf, shortNumber } from "../scale.js";
import { type Element, element } from "../svg.js";
import { counted, type Panel, rounded } from "./panel.js";

const { colour: BLUE } = LOOKS.measured;
const LINE = "#57606a";

type Place = readonly [x: number, y: number];

/** The error of a predictor by the number of networks that it learnt from. */
export interface LearningPlot {
  readonly title: string;
  /** Name and unit of the quantity. */
  readonly quantity: string;
  /** The number of networks on which each error was measured. */
  readonly tested: number;
  readonly points: readonly { readonly networks: number; readonly error: number }[];
}

/** A learning curve: mean absolute error over training networks, both axes logarithmic where all errors are above 0. */
export function learningPanel({ title, quantity, tested, points }: LearningPlot): Panel {
  const errors = points.map(({ error }) => error);
  const kind = errors.every((error) => error > 0) ? "log" : "linear";
  const last = points[points.length - 1];
  return {
    title,
    legend: [
      {
        text: `mean absolute error on ${counted(tested, "other network")}`,
        kind: "curve",
        colour: BLUE,
        as: { mark: "circle" },
      },
    ],
    summary:
      `mean absolute error of ${quantity} by training networks: ` +
      points.map(({ networks, error }) => `${networks}: ${shortNumber(error)}`).join(", "),
    draw: (width, height) => {
      const x = points.map(({ networks }) => networks);
      const frame = frameOf({
        ...{ width, height },
        x: { title: "training networks", kind: "log", domain: domainOf("log", x, 0.08) },
        y: {
          title: `mean absolute error of ${quantity}`,
          kind,
          domain: domainOf(kind, kind === "linear" ? [0, ...errors] : errors, 0.12),
        },
      });
      const places = points.map(({ networks, error }): Place => [networks, error]);
      const told = ([networks, error]: Place) => `${networks} networks: ${shortNumber(error)}`;
      return [
        ...frame.axes,
        ...(last === undefined ? [] : joined(frame, places)),
        ...places.map((place) => dot(frame, place, told(place))),
      ];
    },
  };
}

/** How often measurements lie in intervals of several levels. */
export interface CalibrationPlot {
  readonly title: string;
  readonly networks: number;
  /** Fractions: the level of an interval, and the part of the measurements inside it. */
  readonly points: readonly { readonly level: number; readonly coverage: number }[];
}

/** A calibration plot: on the diagonal, intervals hold as often as they say. */
export function calibrationPanel({ title, networks, points }: CalibrationPlot): Panel {
  const percent = (value: number) => 100 * value;
  return {
    title,
    legend: [
      {
        text: `measured (${counted(networks, "network")})`,
        kind: "curve",
        colour: BLUE,
        as: { mark: "circle" },
      },
      { text: "ideal", kind: "diagonal", colour: LINE, as: { dashes: "none" } },
    ],
    summary: `measurements inside intervals: ${points
      .map(({ level, coverage }) => `${Math.round(percent(level))} %: ${Math.round(percent(coverage))} %`)
      .join(", ")}`,
    draw: (width, height) => {
      const domain = [0, 100] as const;
      const frame = frameOf({
        ...{ width, height },
        x: { title: "level of the interval [%]", kind: "linear", domain },
        y: { title: "measurements inside [%]", kind: "linear", domain },
      });
      const places = points.map(({ level, coverage }): Place => [percent(level), percent(coverage)]);
      const diagonal = `M${frame.left} ${frame.bottom}L${frame.right} ${frame.top}`;
      return [
        ...frame.axes,
        element("path", { class: "diagonal", d: diagonal, fill: "none", stroke: LINE }),
        ...joined(frame, places),
        ...places.map((place) =>
          dot(
            frame,
            place,
            `${Math.round(place[0])} % intervals hold ${Math.round(place[1])} % of the networks`,
          ),
        ),
      ];
    },
  };
}

function joined(frame: Frame, places: readonly Place[]): Element[] {
  const parts = places.map(([x, y]) => `${rounded(frame.x.place(x))} ${rounded(frame.y.place(y))}`);
  if (parts.length < 2) return [];
  const look = { fill: "none", stroke: BLUE, "stroke-width": 1.8 };
  return [element("path", { class: "curve line", d: `M${parts.join("L")}`, ...look })];
}

function dot(frame: Frame, [x, y]: Place, told: string): Element {
  const d = markPath("circle", frame.x.place(x), frame.y.place(y), 4);
  return element("path", { class: "curve", d, fill: BLUE }, element("title", {}, told));
}
