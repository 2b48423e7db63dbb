import { LOOKS, markPath } from "../marks.js";
import { domainOf, scaleOf, shortNumber } from "../scale.js";
import { type Element, element } from "../svg.js";

/** One metric of a network: what is predicted with its 90 % interval, and what was measured, in one unit. */
export interface PredictedAndMeasured {
  readonly metric: string;
  readonly unit: string;
  readonly predicted: {
    readonly value: number;
    readonly lower: number | null;
    readonly upper: number | null;
  };
  readonly measured: readonly number[];
}

const ROW = 58;
const SIDE = 12;
const INK = "#57606a";

/** A line per metric: the prediction with its interval, and the measurements. */
export function againstMeasurements(
  width: number,
  metrics: readonly PredictedAndMeasured[],
): { readonly height: number; readonly elements: readonly Element[] } {
  const elements = metrics.flatMap(({ metric, unit, predicted, measured }, i): Element[] => {
    const y = i * ROW + 30;
    const { value, lower, upper } = predicted;
    const all = [value, lower ?? value, upper ?? value, ...measured];
    const scale = scaleOf("linear", domainOf("linear", all, 0.12), [SIDE, width - SIDE]);
    const marks = measured.map((one) => markPath(LOOKS.measured.shape, scale.place(one), y, 4.5));
    const { shape, colour } = LOOKS.predicted;
    return [
      text(SIDE, y - 16, "start", `${metric}${unit === "" ? "" : ` [${unit}]`}`),
      element("path", {
        class: "axis",
        d: `M${SIDE} ${y}H${width - SIDE}`,
        stroke: INK,
        "stroke-width": 0.6,
      }),
      ...(lower === null || upper === null
        ? []
        : [
            element("path", {
              ...{ class: "predicted-range", d: `M${px(scale.place(lower))} ${y}H${px(scale.place(upper))}` },
              ...{ stroke: colour, "stroke-width": 6, "stroke-opacity": 0.35 },
            }),
          ]),
      element("path", {
        class: "front-mark predicted",
        d: markPath(shape, scale.place(value), y, 5),
        fill: colour,
      }),
      element("path", { class: "front-mark measured", d: marks.join(""), fill: LOOKS.measured.colour }),
      ...scale.ticks(4).map((tick) => text(scale.place(tick), y + 18, "middle", shortNumber(tick))),
    ];
  });
  return { height: Math.max(1, metrics.length) * ROW, elements };
}

/** The same in words, one sentence per metric. */
export function againstInWords({ metric, unit, predicted, measured }: PredictedAndMeasured): string {
  const { value, lower, upper } = predicted;
  const told = `${metric}: predicted ${shortNumber(value)}${unit === "" ? "" : ` ${unit}`}`;
  if (lower === null || upper === null)
    return `${told}, measured ${measured.map((one) => shortNumber(one)).join(", ")}`;
  const inside = measured.filter((one) => one >= lower && one <= upper);
  const range = `${shortNumber(lower)} to ${shortNumber(upper)}`;
  return `${told} (${range}); ${inside.length} of ${measured.length} measurements are in the interval`;
}

const px = (value: number): number => Math.round(value * 10) / 10;

const text = (x: number, y: number, anchor: string, words: string): Element =>
  element("text", { class: "tick", x: px(x), y, "text-anchor": anchor, "font-size": 11, fill: INK }, words);
