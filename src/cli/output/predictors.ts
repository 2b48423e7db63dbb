import type { Quality } from "../../../predictors/port.js";
import { type Metric, nameOf } from "../../base/metric.js";
import { number, percent, unitText } from "./format.js";
import { type Column, left, right } from "./table.js";

/** A predictor with its metric by name. */
export const namedMetric = <T extends { readonly metric: Metric }>(predictor: T) => ({
  ...predictor,
  metric: nameOf(predictor.metric),
});

/** The columns of a table of the qualities of predictors. */
export const qualityColumns: readonly Column[] = [
  left("predictor"),
  right("Kendall tau"),
  right("Spearman rho"),
  right("mean error"),
  right("within 10 %"),
  right("90 % coverage"),
];

/** The row of a predictor in a table of qualities. */
export const qualityRow = (name: string, metric: Metric, quality: Quality): string[] => [
  name,
  number(quality.kendallTau),
  number(quality.spearman),
  `${number(quality.mae)}${unitText(metric)}`,
  percent(quality.within10),
  percent(quality.coverage90),
];
