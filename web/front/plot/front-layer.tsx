import type { Frame } from "../../../charts/frame.js";
import { LOOKS, markPath, ORIGINS } from "../../../charts/marks.js";
import { stepPath } from "../../../charts/pair-front.js";
import type { Column } from "../../api/columns.js";
import { originOf, type PlotFronts } from "../model.js";

/** A 90 % interval of a value. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/** The interval of a network's metric; undefined where none is known. */
export type IntervalOf = (row: number, metric: string) => Interval | undefined;

/** The stepped lines of the fronts, the points of the front over all objectives, and intervals of some of them. */
export function FrontLayer({
  frame,
  x,
  y,
  fronts,
  rows,
  intervalOf,
}: {
  readonly frame: Frame;
  readonly x: Column;
  readonly y: Column;
  readonly fronts: PlotFronts;
  /** The networks of which intervals are shown. */
  readonly rows: readonly number[];
  readonly intervalOf: IntervalOf;
}) {
  const pair = { x: x.values, y: y.values };
  const isSame =
    fronts.known.length === fronts.all.length && fronts.known.every((row, i) => row === fronts.all[i]);
  return (
    <g class="fronts">
      {!isSame && <path class="front-line predicted" d={stepPath(pair, fronts.all, frame.x, frame.y)} />}
      <path class="front-line" d={stepPath(pair, fronts.known, frame.x, frame.y)} />
      <path class="interval" d={rows.map((row) => whiskers(frame, x, y, row, intervalOf)).join("")} />
      {ORIGINS.map((origin) => (
        <path
          key={origin}
          class={`front-mark ${origin}`}
          d={fronts.points
            .filter((row) => originOf(x, y, row) === origin)
            .map((row) =>
              markPath(LOOKS[origin].shape, frame.x.place(x.values[row]), frame.y.place(y.values[row]), 4.5),
            )
            .join("")}
        />
      ))}
    </g>
  );
}

function whiskers(frame: Frame, x: Column, y: Column, row: number, intervalOf: IntervalOf): string {
  const [across, up] = [intervalOf(row, x.metric), intervalOf(row, y.metric)];
  const [px, py] = [frame.x.place(x.values[row]), frame.y.place(y.values[row])];
  if (Number.isNaN(px + py)) return "";
  const horizontal =
    across && `M${at(frame.x.place(across.lower))} ${at(py)}H${at(frame.x.place(across.upper))}`;
  const vertical = up && `M${at(px)} ${at(frame.y.place(up.lower))}V${at(frame.y.place(up.upper))}`;
  return `${horizontal ?? ""}${vertical ?? ""}`;
}

const at = (value: number): number => Math.round(Math.max(-1e4, Math.min(1e4, value)) * 10) / 10;
