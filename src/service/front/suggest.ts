import { isMaximised, type Metric } from "../../base/metric.js";
import { Random } from "../../base/random.js";
import { requireInteger } from "../../base/validate.js";
import { paretoFront } from "../../pareto/front.js";
import { nonDominatedSort } from "../../pareto/sort.js";
import type { TaskOnDevice } from "../../projections/catalog.js";
import type { Candidates } from "../../projections/columns/candidates.js";
import { chooseObjectives, minimisedColumn } from "../../projections/columns/objectives.js";
import type { PointPool } from "../../projections/columns/point-pool.js";
import { toPoint } from "../../projections/columns/to-point.js";
import type { Point } from "../../projections/point.js";
import { toArchitecture } from "../../space/architecture.js";
import { architectureId } from "../../space/identity.js";
import { sampleDistinct } from "../../space/sampling/sample.js";
import type { Context } from "../context.js";

/**
 * Networks worth measuring next: of those that an objective is not measured of, the ones near the front by estimate whose
 * prediction is least certain. A network is near the front if its optimistic end (the better ends of its 90 % intervals) is
 * not dominated; the least certain is the one with the widest intervals relative to its values. Without a predictor: a
 * seeded spread over the space.
 */
export async function suggestMeasurements(
  context: Context,
  input: { readonly task: string; readonly device: string; readonly count: number },
): Promise<readonly Point[]> {
  const count = requireInteger(input.count, "count", 1, 1000);
  const on = await context.catalog.taskOnDevice(input.task, input.device);
  const pool = await context.pools.of(on);
  const objectives = await chooseObjectives(context, on, pool, undefined);
  const candidates = await context.candidates.of(on, pool, objectives, {});
  if (candidates.lacking.length > 0) return spread(on, pool, count);
  const open = candidates.genotypes.flatMap((_, row) =>
    isOpen(row) && candidates.extrapolated[row] === 0 ? [row] : [],
  );
  const near = nearest(objectives, candidates, open);
  candidates.prepare(near);
  const optimistic = objectives.map((metric) => {
    const best = Float64Array.from(candidates.columns[metric]);
    for (const row of near) {
      const estimate = candidates.estimate(row, metric);
      best[row] = (isMaximised(metric) ? estimate?.upper : estimate?.lower) ?? best[row];
    }
    return best;
  });
  const chosen: number[] = [];
  for (let rest = near; rest.length > 0 && chosen.length < count; ) {
    const columns = objectives.map((metric, k) => minimisedColumn(metric, optimistic[k], rest));
    const front = Array.from(paretoFront(columns), (i) => rest[i]);
    chosen.push(...front.sort((a, b) => uncertainty(b) - uncertainty(a) || a - b));
    const taken = new Set(front);
    rest = rest.filter((row) => !taken.has(row));
  }
  return chosen.slice(0, count).map((row) => toPoint(on.space, candidates, row, {}));

  function isOpen(row: number): boolean {
    return objectives.some((metric) => candidates.source(row, metric) === "PREDICTED");
  }
  function uncertainty(row: number): number {
    return objectives.reduce((sum, metric) => {
      const { value, lower, upper } = candidates.estimate(row, metric) ?? { value: 1 };
      return sum + ((upper ?? value) - (lower ?? value)) / Math.max(Math.abs(value), 1e-9);
    }, 0);
  }
}

/** Intervals are worked out for at most this many networks. */
const CONSIDERED = 1000;

/** The rows nearest to the front by their means: whole fronts, the first ones first. */
function nearest(objectives: readonly Metric[], candidates: Candidates, rows: readonly number[]): number[] {
  if (rows.length <= CONSIDERED) return [...rows];
  const ranks = nonDominatedSort(
    objectives.map((metric) => minimisedColumn(metric, candidates.columns[metric], rows)),
  );
  return [...rows.keys()]
    .sort((a, b) => ranks[a] - ranks[b] || a - b)
    .slice(0, CONSIDERED)
    .map((i) => rows[i]);
}

function spread(on: TaskOnDevice, pool: PointPool, count: number): readonly Point[] {
  const known = new Set(pool.ids);
  return sampleDistinct(on.space, count + pool.ids.length, new Random(1))
    .map((genotype) => ({
      id: architectureId(on.space, genotype),
      architecture: toArchitecture(on.space, genotype),
      feasibility: 1,
    }))
    .filter(({ id }) => !known.has(id))
    .slice(0, count);
}
