import { type Figure, figureOf } from "../../../charts/figures/figure.js";
import { svgFile } from "../../../charts/figures/page.js";
import type { Panel } from "../../../charts/figures/panel.js";
import { parityPanel } from "../../../charts/figures/parity-panel.js";
import { nameOf, unitOf } from "../../base/metric.js";
import type { Verification, VerifiedMetric, VerifiedValue } from "./verification.js";

type Plotted = Pick<Verification, "task" | "device" | "points" | "metrics">;

/** Width of a panel, and the margins of the figure [px]. */
const PANEL = 400;
const MARGINS = 32;

/** The text of an SVG file with the parity figure of a verification; undefined while nothing is measured. */
export function parityPlot(verification: Plotted): string | undefined {
  const figure = parityFigure(verification);
  if (figure.panels.length === 0) return undefined;
  return svgFile(figureOf(figure, MARGINS + PANEL * figure.panels.length));
}

/**
 * The predicted against the measured values of a verification: a panel per metric of which anything is measured, with
 * 90 % intervals, the diagonal, and the lines of 10 % error. The same verification gives the same figure.
 */
export function parityFigure({ task, device, metrics, points }: Plotted): Figure {
  const shown = metrics.filter(({ measured }) => measured > 0);
  return {
    title: "Predicted against measured",
    subtitle: `${task} on ${device}`,
    panels: shown.map((metric) => panelOf(metric, points)),
    notes:
      shown.length === 0
        ? ["nothing is measured yet"]
        : shown.map(
            ({ metric, points: all, measured }) =>
              `${nameOf(metric)}: ${measured} of ${all} points are measured.`,
          ),
  };
}

function panelOf({ metric }: VerifiedMetric, points: Plotted["points"]): Panel {
  const isFraction = unitOf(metric) === "fraction";
  const unit = isFraction ? "%" : unitOf(metric);
  const factor = isFraction ? 100 : 1;
  const own = points.flatMap(({ id, values }) =>
    values.flatMap((value) => (value.metric === metric ? pointOf(id.slice(0, 12), value, factor) : [])),
  );
  const quantity = `${nameOf(metric)}${unit === "" ? "" : ` [${unit}]`}`;
  return parityPanel({ title: quantity, quantity, points: own });
}

function pointOf(name: string, { predicted, measured }: VerifiedValue, factor: number) {
  if (measured === undefined) return [];
  const { value, lower, upper } = predicted;
  return [
    {
      ...{ name, measured: factor * measured.value, predicted: factor * value },
      ...(lower !== undefined && upper !== undefined && { lower: factor * lower, upper: factor * upper }),
    },
  ];
}
