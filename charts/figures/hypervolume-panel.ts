import { linesOf, lookOf } from "../lines.js";
import { shortNumber } from "../scale.js";
import type { Panel } from "./panel.js";

/** The hypervolume of a run after each evaluation that raised it. */
export interface HypervolumePlot {
  readonly title: string;
  /** The objectives, whose units make the hypervolume's. */
  readonly objectives: readonly string[];
  readonly points: readonly (readonly [evaluations: number, hypervolume: number])[];
}

/** The hypervolume over evaluations, as a stepped line. */
export function hypervolumePanel({ title, objectives, points }: HypervolumePlot): Panel {
  const [evaluations, volume] = points[points.length - 1] ?? [0, 0];
  const text = `hypervolume of ${objectives.join(", ")}`;
  return {
    title,
    legend: [{ text, kind: "series", colour: lookOf(0).colour, as: { dashes: "none" } }],
    summary: `hypervolume over evaluations: ${shortNumber(volume)} after ${evaluations}`,
    draw: (width, height) =>
      linesOf({
        ...{ width, height },
        x: { title: "evaluations", kind: "linear" },
        y: { title: "hypervolume" },
        lines: [{ name: "run", points }],
      }),
  };
}
