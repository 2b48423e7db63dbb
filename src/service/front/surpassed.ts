import { KNOWN_SOURCES, type Metric, minimised } from "../../base/metric.js";
import { normalQuantile, Z90 } from "../../base/statistics/normal.js";
import type { Estimate } from "../../projections/estimate.js";
import { estimateAt, type Point } from "../../projections/point.js";
import { type ObjectiveName, objectiveNamed } from "../../search/objective-names.js";

/** The highest confidence of which a value is computed; at 1 it would be infinite. */
const HIGHEST = 0.9999;

/**
 * The points without the predicted ones that a known one surpasses: that is at least as good in every objective, and
 * better in one, by the values that hold with the probability `confidence` (0 to 1). By their mean values alone, a
 * predicted point can look better than a measured one although it hardly ever is.
 */
export function withoutSurpassed(
  objectives: readonly ObjectiveName[],
  points: readonly Point[],
  confidence: number,
): readonly Point[] {
  const deviations = confidence <= 0.5 ? 0 : normalQuantile(Math.min(confidence, HIGHEST));
  const aims = objectives.map(objectiveNamed);
  const valuesOf = (point: Point) =>
    aims.map((aim) => cautious(estimateAt(point, aim), aim.metric, deviations));
  const isKnown = (point: Point) =>
    aims.every((aim) => KNOWN_SOURCES.some((source) => source === estimateAt(point, aim)?.source));
  const known = points.filter(isKnown).map(valuesOf);
  return points.filter((point) => {
    if (isKnown(point)) return true;
    const values = valuesOf(point);
    return !known.some((other) => dominates(other, values));
  });
}

/** The sentence about points that were left out. */
export const surpassedNote = (count: number, confidence: number): string =>
  `${count} predicted ${count === 1 ? "network was" : "networks were"} passed over for measured or summed ones ` +
  `that are better in every objective at a confidence of ${confidence}`;

/** The value, smaller is better, that the true one is no worse than, a number of standard deviations off the mean. */
function cautious(estimate: Estimate | undefined, metric: Metric, deviations: number): number {
  if (estimate === undefined) return Number.POSITIVE_INFINITY;
  const { value, lower = value, upper = value } = estimate;
  return minimised(metric, value) + (deviations * (upper - lower)) / (2 * Z90);
}

function dominates(a: readonly number[], b: readonly number[]): boolean {
  return a.every((value, m) => value <= b[m]) && a.some((value, m) => value < b[m]);
}
