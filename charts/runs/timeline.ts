import { frameOf } from "../frame.js";
import { type Element, element, round } from "../svg.js";

/** One evaluation: when it began and ended [s since the first one began], and how it ended. */
export interface Span {
  readonly number: number;
  readonly start: number;
  readonly end: number;
  readonly outcome: "done" | "failed" | "pending";
}

/** A span in a lane: spans of one lane do not overlap. */
export interface LanedSpan extends Span {
  readonly lane: number;
}

const LOOKS: Readonly<Record<Span["outcome"], string>> = {
  done: "#0072b2",
  failed: "#d55e00",
  pending: "#8c96a1",
};

/** Puts each span into the first lane that is free when it begins, in the order of their beginnings. */
export function lanesOf(spans: readonly Span[]): readonly LanedSpan[] {
  const free: number[] = [];
  return spans
    .toSorted((a, b) => a.start - b.start || a.number - b.number)
    .map((span) => {
      const found = free.findIndex((end) => end <= span.start);
      const lane = found < 0 ? free.length : found;
      free[lane] = span.end;
      return { ...span, lane };
    });
}

/** The parts of a timeline: an axis of time, and a bar per evaluation, those that overlap below each other. */
export function timeline(size: Readonly<Record<"width" | "height", number>>, spans: readonly Span[]) {
  const laned = lanesOf(spans);
  const lanes = Math.max(1, ...laned.map(({ lane }) => lane + 1));
  const last = Math.max(1e-3, ...spans.map(({ end }) => end));
  const [unit, factor] = last >= 7_200 ? ["h", 3_600] : last >= 300 ? ["min", 60] : ["s", 1];
  const frame = frameOf({
    ...size,
    x: { title: `time [${unit}]`, kind: "linear", domain: [0, last / factor] },
    y: { title: size.height < 140 ? "" : "out at once", kind: "linear", domain: [0, lanes] },
  });
  const high = Math.min(26, (frame.bottom - frame.top) / lanes);
  const bars = laned.map(({ lane, start, end, outcome, number }): Element => {
    const [from, to] = [frame.x.place(start / factor), frame.x.place(end / factor)];
    return element(
      "rect",
      {
        class: `span ${outcome}`,
        ...{ x: round(from), y: round(frame.bottom - (lane + 1) * high + 1) },
        ...{ width: round(Math.max(1.5, to - from - 0.5)), height: round(Math.max(1, high - 2)) },
        fill: LOOKS[outcome],
      },
      element("title", {}, `evaluation ${number}, ${outcome}: ${round(end - start)} s`),
    );
  });
  const ticksless = frame.axes.filter(
    ({ tag, attributes }) => tag !== "text" || attributes["text-anchor"] !== "end",
  );
  return { elements: [...ticksless, ...bars], lanes, seconds: last };
}
