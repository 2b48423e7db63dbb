import { type Line, linesOf, lookOf } from "../lines.js";
import { shortNumber } from "../scale.js";
import type { Panel } from "./panel.js";

/** Hypervolumes of runs, or of strategies, as they rise. */
export interface HypervolumePlot {
  /** The title; empty where it stands elsewhere. */
  readonly title: string;
  /** The objectives, whose units make the hypervolume's; they name the line where there is one. */
  readonly objectives: readonly string[];
  /** What runs along the axis; evaluations if left out. */
  readonly over?: "evaluations" | "time [s]";
  /** A line for each run or strategy: what it rose to, and when. */
  readonly lines: readonly Line[];
}

/** Hypervolumes over evaluations or time, as stepped lines. */
export function hypervolumePanel({ title, objectives, over = "evaluations", lines }: HypervolumePlot): Panel {
  const one = [`hypervolume of ${objectives.join(", ")}`];
  const names = lines.length === 1 ? one : lines.map(({ name }) => name);
  const ends = lines.map(({ name, points }) => {
    const [at, volume] = points[points.length - 1] ?? [0, 0];
    return `${lines.length === 1 ? "" : `${name}: `}${shortNumber(volume)} after ${shortNumber(at)}`;
  });
  return {
    title,
    legend: names.map((text, i) => {
      const { colour, dashes } = lookOf(i);
      return { text, kind: "series", colour, as: { dashes } };
    }),
    summary: `hypervolume over ${over}: ${ends.join("; ")}`,
    draw: (width, height) =>
      linesOf({
        ...{ width, height, lines },
        x: { title: over, kind: "linear" },
        y: { title: "hypervolume" },
      }),
  };
}
