import type { Figure } from "../../../../charts/figures/figure.js";
import {
  type FrontAxis,
  type FrontMark,
  frontPanel,
  type Spread,
} from "../../../../charts/figures/front-panel.js";
import type { Panel } from "../../../../charts/figures/panel.js";
import { ORIGINS, type Origin } from "../../../../charts/marks.js";
import { isMaximised, type Metric, nameOf, type Source, unitOf } from "../../../base/metric.js";
import type { Estimate } from "../../../projections/estimate.js";
import { estimateAt, type Point } from "../../../projections/point.js";
import { type ObjectiveName, objectiveNamed, shownName } from "../../../search/objective-names.js";
import { short } from "../format.js";

/** The values of one objective: of each network, by its key, the value in the objective's unit, and its source. */
export type Values = ReadonlyMap<string, { readonly value: number; readonly source: Source }>;

/** What the plots of a front are made of. */
export interface FrontFigure {
  readonly title: string;
  readonly subtitle: string;
  readonly objectives: readonly ObjectiveName[];
  /** The networks on the front. */
  readonly points: readonly Point[];
  /** Every network that is shown, by objective. */
  readonly known: (objective: ObjectiveName) => Values;
  readonly limitOf: (objective: ObjectiveName) => number | undefined;
  /** Whether a network breaks a limit. */
  readonly isOut: (id: string) => boolean;
  /** How axes of costs are divided; absent: as the values suggest. */
  readonly axes?: "linear" | "log";
  readonly notes: readonly string[];
}

const ORIGIN_OF: Readonly<Record<Source, Origin>> = {
  MEASURED: "measured",
  COST_MODEL: "summed",
  PREDICTED: "predicted",
};

/** Values that span this factor get a logarithmic axis where nothing else is asked for. */
const WIDE = 20;

/** A plot of the first objective that is maximised, such as accuracy, against each of the others. */
export function frontFigure(figure: FrontFigure): Figure {
  const { objectives, title, subtitle, notes } = figure;
  const [y] = objectives.toSorted((a, b) => Number(isMaximisedOf(b)) - Number(isMaximisedOf(a)));
  const others = objectives.filter((name) => name !== y);
  if (others.length === 0)
    return {
      title,
      subtitle,
      panels: [],
      notes: ["a front is drawn over two objectives or more; see --objectives"],
    };
  const panels = others.flatMap((x) => panelOf(figure, x, y));
  const missing = `no network has ${shownName(y)} together with ${others.map(shownName).join(" or ")}`;
  return { title, subtitle, panels, notes: panels.length === 0 ? [missing] : notes };
}

const isMaximisedOf = (name: ObjectiveName): boolean => isMaximised(objectiveNamed(name).metric);

/** Figures show fractions in percent. */
export const factorOf = (metric: Metric): number => (unitOf(metric) === "fraction" ? 100 : 1);

/** Name and unit of a metric, as axes show it. */
export function quantityOf(metric: Metric): string {
  const unit = unitOf(metric) === "fraction" ? "%" : unitOf(metric);
  return `${nameOf(metric)}${unit === "" ? "" : ` [${unit}]`}`;
}

function panelOf(figure: FrontFigure, x: ObjectiveName, y: ObjectiveName): Panel[] {
  const [across, up] = [figure.known(x), figure.known(y)];
  const ids = [...across.keys()].filter((id) => up.has(id));
  const marks = figure.points.flatMap((point) => markOf(point, x, y, figure.objectives));
  if (ids.length === 0 && marks.length === 0) return [];
  const valuesOf = (values: Values, name: ObjectiveName) =>
    Float64Array.from(
      ids,
      (id) => (values.get(id)?.value ?? Number.NaN) * factorOf(objectiveNamed(name).metric),
    );
  const cloud = {
    x: valuesOf(across, x),
    y: valuesOf(up, y),
    origins: Uint8Array.from(ids, (id) => rankOf([across, up].map((values) => values.get(id)?.source))),
    isOut: Uint8Array.from(ids, (id) => (figure.isOut(id) ? 1 : 0)),
  };
  const axis = (name: ObjectiveName, values: readonly number[]): FrontAxis => {
    const { metric, device } = objectiveNamed(name);
    const limit = figure.limitOf(name);
    return {
      title: device === undefined ? quantityOf(metric) : `${device} ${quantityOf(metric)}`,
      kind: kindOf(metric, values, figure.axes),
      isMaximised: isMaximised(metric),
      ...(limit !== undefined && { limit: limit * factorOf(metric) }),
    };
  };
  return [
    frontPanel({
      title: `${shownName(y)} and ${shownName(x)}`,
      x: axis(x, [...cloud.x, ...marks.map((mark) => mark.x.value)]),
      y: axis(y, [...cloud.y, ...marks.map((mark) => mark.y.value)]),
      cloud,
      front: marks,
    }),
  ];
}

/** Values that larger is better of, such as accuracies, keep a linear axis; so do values that are not above 0. */
function kindOf(metric: Metric, values: readonly number[], asked: "linear" | "log" | undefined) {
  if (isMaximised(metric)) return "linear";
  let [least, most] = [Number.POSITIVE_INFINITY, 0];
  for (const value of values) [least, most] = [Math.min(least, value), Math.max(most, value)];
  if (!(least > 0)) return "linear";
  return asked ?? (most / least >= WIDE ? "log" : "linear");
}

/** The index in `ORIGINS` of the least certain of some sources. */
const rankOf = (sources: readonly (Source | undefined)[]): number =>
  Math.max(...sources.map((source) => (source === undefined ? 0 : ORIGINS.indexOf(ORIGIN_OF[source]))));

function markOf(
  point: Point,
  x: ObjectiveName,
  y: ObjectiveName,
  objectives: readonly ObjectiveName[],
): FrontMark[] {
  const [across, up] = [x, y].map((name) => estimateAt(point, objectiveNamed(name)));
  if (across === undefined || up === undefined) return [];
  const sources = objectives.map((name) => estimateAt(point, objectiveNamed(name))?.source);
  return [
    {
      name: short(point.id),
      x: spreadOf(across, objectiveNamed(x).metric),
      y: spreadOf(up, objectiveNamed(y).metric),
      origin: ORIGINS[rankOf([across.source, up.source])],
      isKnown: !sources.includes("PREDICTED"),
    },
  ];
}

function spreadOf({ value, lower, upper }: Estimate, metric: Metric): Spread {
  const factor = factorOf(metric);
  return {
    value: factor * value,
    ...(lower !== undefined && upper !== undefined && { lower: factor * lower, upper: factor * upper }),
  };
}
