import { isMaximised, type Metric } from "../../base/metric.js";
import { Random } from "../../base/random.js";
import { requireInteger } from "../../base/validate.js";
import { paretoFront } from "../../pareto/front.js";
import { nonDominatedSort } from "../../pareto/sort.js";
import type { TaskOnDevice } from "../../projections/catalog.js";
import type { EstimatedNetworks } from "../../projections/networks/estimated-networks.js";
import type { KnownNetworks } from "../../projections/networks/known-networks.js";
import { chooseObjectives } from "../../projections/networks/objectives.js";
import { toPoints } from "../../projections/networks/points.js";
import { minimisedColumn } from "../../projections/networks/row-set.js";
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
  const known = await context.known.of(on);
  const objectives = await chooseObjectives(context, on, known, undefined);
  const networks = await context.estimated.of(on, known, objectives, {});
  if (networks.lacking.length > 0) return spread(on, known, count);
  const open = [...networks.genotypes.keys()].filter((row) => isOpen(row) && !networks.isExtrapolated(row));
  const near = nearest(objectives, networks, open);
  const described = networks.estimatesOf(near);
  const estimates = new Map(near.map((row, i) => [row, described[i]]));
  const optimistic = objectives.map((metric) => {
    const best = Float64Array.from(networks.columns[metric]);
    for (const row of near) {
      const estimate = estimates.get(row)?.[metric];
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
  return toPoints(networks, chosen.slice(0, count), {});

  function isOpen(row: number): boolean {
    return objectives.some((metric) => networks.source(row, metric) === "PREDICTED");
  }
  function uncertainty(row: number): number {
    return objectives.reduce((sum, metric) => {
      const { value, lower, upper } = estimates.get(row)?.[metric] ?? { value: 1 };
      return sum + ((upper ?? value) - (lower ?? value)) / Math.max(Math.abs(value), 1e-9);
    }, 0);
  }
}

/** Intervals are worked out for at most this many networks. */
const CONSIDERED = 1000;

/** The rows nearest to the front by their means: whole fronts, the first ones first. */
function nearest(
  objectives: readonly Metric[],
  networks: EstimatedNetworks,
  rows: readonly number[],
): number[] {
  if (rows.length <= CONSIDERED) return [...rows];
  const ranks = nonDominatedSort(
    objectives.map((metric) => minimisedColumn(metric, networks.columns[metric], rows)),
  );
  return [...rows.keys()]
    .sort((a, b) => ranks[a] - ranks[b] || a - b)
    .slice(0, CONSIDERED)
    .map((i) => rows[i]);
}

function spread(on: TaskOnDevice, known: KnownNetworks, count: number): readonly Point[] {
  const measured = new Set(known.ids);
  return sampleDistinct(on.space, count + known.ids.length, new Random(1))
    .map((genotype) => ({
      id: architectureId(on.space, genotype),
      architecture: toArchitecture(on.space, genotype),
      feasibility: 1,
    }))
    .filter(({ id }) => !measured.has(id))
    .slice(0, count);
}
