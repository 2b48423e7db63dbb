import { type LineChart, linesOf, lookOf } from "../../charts/lines.js";
import { Chart } from "./figures/chart.js";

/** Lines as a figure, several or named ones with a legend. `summary` says in words what it shows. */
export const LineFigure = ({
  summary,
  isNamed,
  ...chart
}: Omit<LineChart, "width" | "height"> & { readonly summary: string; readonly isNamed?: boolean }) => (
  <Chart summary={summary} draw={(size) => linesOf({ ...chart, ...size })}>
    {(isNamed || chart.lines.length > 1) && <SeriesLegend names={chart.lines.map(({ name }) => name)} />}
  </Chart>
);

/** The looks of lines by their names, in their order. */
export const SeriesLegend = ({ names }: { readonly names: readonly string[] }) => (
  <ul class="legend">
    {names.map((name, i) => (
      <li key={name}>
        <svg width="26" height="12" aria-hidden="true">
          <path
            d="M1 6H25"
            stroke={lookOf(i).colour}
            stroke-width="2.5"
            stroke-dasharray={lookOf(i).dashes}
          />
        </svg>
        {name}
      </li>
    ))}
  </ul>
);
