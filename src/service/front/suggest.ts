import { isMaximised, type Metric, SOURCES } from "../../base/metric.js";
import { Random } from "../../base/random.js";
import { requireInteger } from "../../base/validate.js";
import { paretoFront } from "../../pareto/front.js";
import { nonDominatedSort } from "../../pareto/sort.js";
import type { TaskOnDevice } from "../../projections/catalog.js";
import type { EstimatedNetworks } from "../../projections/networks/filled-networks.js";
import type { KnownNetworks } from "../../projections/networks/known-networks.js";
import { defaultObjectives } from "../../projections/networks/objectives.js";
import { toPoints } from "../../projections/networks/points.js";
import { minimisedColumn } from "../../projections/networks/row-set.js";
import type { Point } from "../../projections/point.js";
import { toArchitecture } from "../../space/architecture.js";
import { architectureId } from "../../space/identity.js";
import { sampleDistinct } from "../../space/sampling/sample.js";
import type { Context } from "../context.js";
import { leftOutNotes } from "./left-out.js";

/** Networks to measure next, and sentences about what was left out of the choice. */
export interface Suggestions {
  readonly points: readonly Point[];
  readonly notes: readonly string[];
}

/**
 * Suggests up to `count` networks to measure next, most useful first, among those with a predicted objective. Each
 * network is represented by its optimistic values, the better ends of its 90 % intervals. Networks on the Pareto
 * front of these values come first, then those on the front of the rest, and so on; within a front, those with the
 * widest intervals relative to their values come first. Where an objective has no predictor, the answer is distinct
 * random networks (seeded) that are not yet known.
 */
export async function suggestMeasurements(
  context: Context,
  input: { readonly task: string; readonly device: string; readonly count: number },
): Promise<Suggestions> {
  const count = requireInteger(input.count, "count", 1, 1000);
  const on = await context.catalog.taskOnDevice(input.task, input.device);
  const known = await context.known.of(on);
  const objectives = await defaultObjectives(context, on, known);
  const networks = await context.estimated.of(on, known, objectives, {});
  const notes = await leftOutNotes(context, {
    on,
    known,
    networks,
    metrics: objectives,
    constraints: {},
    sources: SOURCES,
    namesPredictors: true,
  });
  if (networks.lacking.length > 0) {
    const points = randomNetworks(on, known, count);
    return { points, notes: [...notes, RANDOM, ...fewer(points, count)] };
  }
  const open = [...networks.genotypes.keys()].filter((row) => isOpen(row) && !isExtrapolated(row));
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
  const points = toPoints(networks, chosen.slice(0, count), {});
  return { points, notes: [...notes, ...fewer(points, count)] };

  function isExtrapolated(row: number): boolean {
    return objectives.some((metric) => networks.isExtrapolated(row, metric));
  }
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

const RANDOM = "the suggestions are drawn at random from the networks that the archive does not know";

function fewer(points: readonly Point[], count: number): string[] {
  if (points.length === count) return [];
  return [`${points.length} of the ${count} suggestions asked for: no other network has anything to measure`];
}

/** Upper bound on the networks whose intervals are computed. */
const CONSIDERED = 1000;

/** The rows of the lowest non-dominated ranks by estimated values, at most `CONSIDERED`. */
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

/** Distinct random networks that the archive does not know, always the same for the same archive. */
function randomNetworks(on: TaskOnDevice, known: KnownNetworks, count: number): readonly Point[] {
  const archived = new Set(known.ids);
  return sampleDistinct(on.space, count + known.ids.length, new Random(1))
    .map((genotype) => ({
      id: architectureId(on.space, genotype),
      architecture: toArchitecture(on.space, genotype),
      feasibility: 1,
    }))
    .filter(({ id }) => !archived.has(id))
    .slice(0, count);
}
