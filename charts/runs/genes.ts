import { columnFormat } from "../decimals.js";
import { frameOf } from "../frame.js";
import { domainOf, shortNumber } from "../scale.js";
import { type Element, element, round } from "../svg.js";

const INK = "#57606a";
const BLUE = "#0072b2";
/** Height of a bar with its name [px]. */
const BAR = 22;
const NAME_WIDTH = 150;

type Size = Readonly<Record<"width" | "height", number>>;

/** Bars from the largest to the smallest fraction, with names on the left and values on the right. */
export function fractionBars(
  width: number,
  bars: readonly { readonly name: string; readonly fraction: number }[],
): { readonly height: number; readonly elements: readonly Element[] } {
  const room = width - NAME_WIDTH - 52;
  const largest = Math.max(1e-9, ...bars.map(({ fraction }) => fraction));
  const elements = bars.flatMap(({ name, fraction }, i) => {
    const y = i * BAR;
    const long = (room * fraction) / largest;
    return [
      label(NAME_WIDTH - 8, y + 15, "end", name.length > 21 ? `…${name.slice(-20)}` : name, name),
      element("rect", { class: "bar-of", x: NAME_WIDTH, y: y + 3, width: long, height: BAR - 7, fill: BLUE }),
      label(NAME_WIDTH + long + 6, y + 15, "start", shortNumber(fraction, 2)),
    ];
  });
  return { height: Math.max(BAR, bars.length * BAR), elements };
}

/** The values of one objective for each choice of a gene. */
export interface Slice {
  readonly gene: string;
  readonly objective: string;
  readonly choices: readonly string[];
  readonly points: readonly { readonly choice: number; readonly value: number }[];
}

/** A slice: a point per network above the choice of its gene, spread across, and the mean of each choice as a line. */
export function slice(size: Size, { gene, objective, choices, points }: Slice): readonly Element[] {
  const frame = frameOf({
    ...size,
    x: { title: gene, kind: "linear", domain: [-0.5, Math.max(0.5, choices.length - 0.5)] },
    y: {
      title: objective,
      kind: "linear",
      domain: domainOf(
        "linear",
        points.map(({ value }) => value),
      ),
    },
  });
  const wide = frame.x.place(1) - frame.x.place(0);
  const marks = points.map(({ choice, value }, i) => {
    const x = frame.x.place(choice) + 0.6 * wide * (spreadOf(i) - 0.5);
    return `M${round(x - 2.5)} ${round(frame.y.place(value))}a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0z`;
  });
  const means = choices.flatMap((_, choice) => {
    const mean = meanOf(points.filter((point) => point.choice === choice));
    if (Number.isNaN(mean)) return [];
    const [x, y] = [frame.x.place(choice), frame.y.place(mean)];
    return [`M${round(x - 0.38 * wide)} ${round(y)}H${round(x + 0.38 * wide)}`];
  });
  return [
    ...choiceAxis(frame, choices),
    element("path", { class: "slice-points", d: marks.join(""), fill: BLUE, "fill-opacity": 0.45 }),
    element("path", {
      class: "slice-means",
      d: means.join(""),
      stroke: INK,
      "stroke-width": 2.5,
      fill: "none",
    }),
  ];
}

/** A place between 0 and 1 for the point of this number: neighbours are far apart (the golden ratio's sequence). */
const spreadOf = (i: number): number => (i * 0.618_033_988_75) % 1;

/** The mean value of a set of points; NaN of none. */
export const meanOf = (points: readonly { readonly value: number }[]): number =>
  points.reduce((sum, { value }) => sum + value, 0) / points.length;

/** The axes of a frame with the words of choices instead of numbers below. */
function choiceAxis({ axes, bottom, x }: ReturnType<typeof frameOf>, choices: readonly string[]): Element[] {
  const isTick = ({ attributes }: Element) =>
    attributes.class === "tick" && attributes["text-anchor"] === "middle";
  const isUpright = ({ attributes }: Element) => {
    const match = /^M(\S+) \S+L(\S+) /.exec(String(attributes.d ?? ""));
    return match !== null && match[1] === match[2];
  };
  const words = choices.map((choice, i) =>
    label(x.place(i), bottom + 17, "middle", choice.length > 10 ? `${choice.slice(0, 9)}…` : choice, choice),
  );
  return [...axes.filter((one) => !isTick(one) && !isUpright(one)), ...words];
}

/** The mean value of an objective for each pair of choices of two genes: `means[y][x]`, NaN where there is none. */
export interface Cells {
  readonly x: { readonly gene: string; readonly choices: readonly string[] };
  readonly y: { readonly gene: string; readonly choices: readonly string[] };
  readonly means: readonly (readonly number[])[];
  readonly isMaximised: boolean;
}

/** Colours from the worst to the best value, of growing lightness, which also grey keeps in order (cividis). */
const SCALE = ["#00204d", "#31446b", "#666970", "#958f78", "#cbba69", "#ffea46"] as const;

/** Two genes against one objective: a cell per pair of choices, coloured and written with its mean value. */
export function cells(size: Size, { x, y, means, isMaximised }: Cells): readonly Element[] {
  const frame = frameOf({
    ...size,
    x: { title: x.gene, kind: "linear", domain: [-0.5, x.choices.length - 0.5] },
    y: { title: y.gene, kind: "linear", domain: [-0.5, y.choices.length - 0.5] },
  });
  const known = means.flat().filter((mean) => !Number.isNaN(mean));
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const written = columnFormat(known);
  const [wide, tall] = [frame.x.place(1) - frame.x.place(0), frame.y.place(0) - frame.y.place(1)];
  const parts = means.flatMap((row, j) =>
    row.flatMap((mean, i) => {
      if (Number.isNaN(mean)) return [];
      const share = high > low ? (mean - low) / (high - low) : 0.5;
      const at = Math.round((isMaximised ? share : 1 - share) * (SCALE.length - 1));
      const place = { x: frame.x.place(i - 0.5) + 1, y: frame.y.place(j + 0.5) + 1 };
      return [
        element("rect", { class: "cell-of", ...place, width: wide - 2, height: tall - 2, fill: SCALE[at] }),
        element(
          "text",
          {
            ...{ x: frame.x.place(i), y: frame.y.place(j) + 4, "text-anchor": "middle", "font-size": 11 },
            fill: at < 3 ? "#ffffff" : "#000000",
          },
          wide > 44 && tall > 14 ? written(mean) : "",
        ),
      ];
    }),
  );
  const isNumber = ({ attributes }: Element) =>
    attributes.class === "tick" && attributes["text-anchor"] === "end";
  const left = y.choices.map((choice, j) =>
    label(
      frame.left - 8,
      frame.y.place(j) + 4,
      "end",
      choice.length > 7 ? `${choice.slice(0, 6)}…` : choice,
      choice,
    ),
  );
  return [...choiceAxis(frame, x.choices).filter((one) => !isNumber(one)), ...left, ...parts];
}

function label(x: number, y: number, anchor: string, text: string, whole = text): Element {
  const at = { class: "tick", x, y, "text-anchor": anchor, "font-size": 11, fill: INK };
  return whole === text ? element("text", at, text) : element("text", at, text, element("title", {}, whole));
}
