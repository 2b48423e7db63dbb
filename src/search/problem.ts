import { isMaximised } from "../base/metric.js";
import type { Problem } from "./ports.js";

/** The limits of all-minimised objectives; infinity where there is none. */
export function minimisedLimits({ objectives, limits }: Problem): number[] {
  return objectives.map(({ metric }, m) => {
    const limit = limits[m];
    if (limit === undefined) return Number.POSITIVE_INFINITY;
    return isMaximised(metric) ? -limit : limit;
  });
}

/**
 * How far natural `values` are beyond the limits: the sum over the objectives of the excess, each as a share of its
 * limit's size (of 1 for a limit of 0). 0: feasible.
 */
export function totalViolation(problem: Problem, values: readonly number[]): number {
  let total = 0;
  problem.limits.forEach((limit, m) => {
    if (limit === undefined) return;
    const excess = isMaximised(problem.objectives[m].metric) ? limit - values[m] : values[m] - limit;
    if (excess > 0) total += excess / (Math.abs(limit) || 1);
  });
  return total;
}

/** Points as columns, all minimised: `columns[m][i]` is objective m of point i. */
export function minimisedColumns(problem: Problem, points: readonly (readonly number[])[]): Float64Array[] {
  return problem.objectives.map((objective, m) =>
    Float64Array.from(points, (values) => (isMaximised(objective.metric) ? -values[m] : values[m])),
  );
}

/**
 * The reference point of hypervolumes, all minimised: the limit of an objective that has one, else its worst value among
 * the known `points` (natural units). Without points, an objective without a limit has the reference -Infinity: no volume.
 */
export function referencePoint(problem: Problem, points: readonly (readonly number[])[]): number[] {
  const limits = minimisedLimits(problem);
  return problem.objectives.map(({ metric }, m) => {
    if (limits[m] !== Number.POSITIVE_INFINITY) return limits[m];
    const sign = isMaximised(metric) ? -1 : 1;
    return points.reduce((worst, values) => Math.max(worst, sign * values[m]), Number.NEGATIVE_INFINITY);
  });
}
