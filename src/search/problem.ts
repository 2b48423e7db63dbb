import { excess, minimised } from "../base/metric.js";
import type { Problem } from "./ports.js";

/**
 * How an objective that only has to keep its limit counts: its value within the limit and beyond it, and its reference, one
 * away from what keeps it, so that a hypervolume is that of the optimised objectives.
 */
const WITHIN = 0;
const EDGE = 1;
const BEYOND = 2;

const isOptimised = ({ optimised }: Problem, objective: number): boolean => optimised?.[objective] ?? true;

/** The limits of all-minimised objectives; infinity where there is none. */
export function minimisedLimits({ objectives, limits }: Problem): number[] {
  return objectives.map(({ metric }, m) => {
    const limit = limits[m];
    return limit === undefined ? Number.POSITIVE_INFINITY : minimised(metric, limit);
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
    const beyond = excess(problem.objectives[m].metric, values[m], limit);
    if (beyond > 0) total += beyond / (Math.abs(limit) || 1);
  });
  return total;
}

/** Points as columns, all minimised: `columns[m][i]` is objective m of point i. Limits play no part. */
export function minimisedColumns(
  { objectives }: Pick<Problem, "objectives">,
  points: readonly (readonly number[])[],
): Float64Array[] {
  return objectives.map(({ metric }, m) =>
    Float64Array.from(points, (values) => minimised(metric, values[m])),
  );
}

/** Minimised values of one objective as comparisons count them: as they are if it is optimised. */
export function countedColumn(problem: Problem, objective: number, values: Float64Array): Float64Array {
  if (isOptimised(problem, objective)) return values;
  const limit = minimisedLimits(problem)[objective];
  return values.map((value) => (value <= limit ? WITHIN : BEYOND));
}

/** `minimisedColumns` as comparisons count them. */
export function countedColumns(problem: Problem, points: readonly (readonly number[])[]): Float64Array[] {
  return minimisedColumns(problem, points).map((column, m) => countedColumn(problem, m, column));
}

/**
 * The reference point of hypervolumes of counted columns: the limit of an objective that has one, else its worst value among
 * the known `points` (natural units); of an objective that is not optimised, the edge of its limit. Without points, an objective without a limit has the reference -Infinity: no volume.
 */
export function referencePoint(problem: Problem, points: readonly (readonly number[])[]): number[] {
  const limits = minimisedLimits(problem);
  return problem.objectives.map(({ metric }, m) => {
    if (!isOptimised(problem, m)) return EDGE;
    if (limits[m] !== Number.POSITIVE_INFINITY) return limits[m];
    return points.reduce(
      (worst, values) => Math.max(worst, minimised(metric, values[m])),
      Number.NEGATIVE_INFINITY,
    );
  });
}
