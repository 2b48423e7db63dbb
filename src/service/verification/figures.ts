import { assess } from "../../../predictors/quality.js";
import type { Metric } from "../../base/metric.js";
import type { VerifiedMetric, VerifiedValue } from "./verification.js";

/** The fewest points whose rank correlation means anything. */
const LEAST_RANKED = 3;

/** Says how well a metric was predicted, by the values of it that are measured. */
export function assessMetric(
  metric: Metric,
  awaited: boolean,
  values: readonly VerifiedValue[],
): VerifiedMetric {
  const known = values.filter(({ measured }) => measured !== undefined);
  const withInterval = known.filter(({ inside }) => inside !== undefined);
  const counts = { points: values.length, measured: known.length, intervals: withInterval.length };
  const { within10, spearman } = qualityOf(known);
  return {
    metric,
    awaited,
    ...counts,
    ...(known.length > 0 && { within10 }),
    ...(known.length >= LEAST_RANKED && { spearman }),
    ...(withInterval.length > 0 && { coverage90: qualityOf(withInterval).coverage90 }),
  };
}

function qualityOf(values: readonly VerifiedValue[]) {
  const column = (of: (value: VerifiedValue) => number | undefined) =>
    Float64Array.from(values, (value) => of(value) ?? Number.NaN);
  const predictions = {
    value: column(({ predicted }) => predicted.value),
    lower: column(({ predicted }) => predicted.lower),
    upper: column(({ predicted }) => predicted.upper),
  };
  return assess(
    predictions,
    column(({ measured }) => measured?.value),
  );
}
