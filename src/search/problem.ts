import { excess, minimised } from "../base/metric.js";
import type { Problem } from "./ports.js";

/**
 * Counted values of an objective that only has to keep its limit: within the limit, the reference value, and beyond the
 * limit. The reference is 1 away from a value within the limit, so that the hypervolume equals that of the optimised
 * objectives.
 */
const WITHIN = 0;
const EDGE = 1;
const BEYOND = 2;

const isOptimised = ({ optimised }: Problem, objective: number): boolean => optimised?.[objective] ?? true;

/** The limits by position, all objectives minimised; Infinity for an objective without a limit. */
export function minimisedLimits({ objectives, limits }: Problem): number[] {
  return objectives.map(({ metric }, m) => {
    const limit = limits[m];
    return limit === undefined ? Number.POSITIVE_INFINITY : minimised(metric, limit);
  });
}

/** Whether a value of an objective, in natural units, breaks its limit; NaN breaks none. */
export function violates({ objectives, limits }: Problem, objective: number, value: number): boolean {
  const limit = limits[objective];
  return limit !== undefined && excess(objectives[objective].metric, value, limit) > 0;
}

/**
 * The total constraint violation of a network with `values` in natural units: the sum of the excesses over the limits,
 * each divided by the absolute value of its limit (by 1 for a limit of 0). It is 0 if and only if the network is
 * feasible.
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

/** Converts points in natural units to columns of minimised values: `columns[m][i]` is objective m of point i. */
export function minimisedColumns(
  { objectives }: Pick<Problem, "objectives">,
  points: readonly (readonly number[])[],
): Float64Array[] {
  return objectives.map(({ metric }, m) =>
    Float64Array.from(points, (values) => minimised(metric, values[m])),
  );
}

/**
 * The counted values of one objective, which dominance and hypervolume compare, from its minimised values. An optimised
 * objective keeps its values; any other has one value within its limit and another beyond it (see `Problem.optimised`).
 */
export function countedColumn(problem: Problem, objective: number, values: Float64Array): Float64Array {
  if (isOptimised(problem, objective)) return values;
  const limit = minimisedLimits(problem)[objective];
  return values.map((value) => (value <= limit ? WITHIN : BEYOND));
}

/** Converts points in natural units to columns of counted values (see `countedColumn`), all minimised. */
export function countedColumns(problem: Problem, points: readonly (readonly number[])[]): Float64Array[] {
  return minimisedColumns(problem, points).map((column, m) => countedColumn(problem, m, column));
}

/**
 * The reference point for hypervolumes of counted columns, minimised. An optimised objective has its limit as reference
 * value or, without a limit, its worst value among the known `points` (natural units). An objective that is not
 * optimised has a value between those within and beyond its limit. Without points, an objective without a limit has
 * -Infinity, so that no point is better than the reference point.
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
