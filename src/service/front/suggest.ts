import { checkpoint, unlessCancelled } from "../../base/async/cancelling.js";
import { isCost, isMaximised, type Metric, minimised, SOURCES } from "../../base/metric.js";
import { requireInteger } from "../../base/validate.js";
import { paretoFront } from "../../pareto/front.js";
import { nonDominatedSort } from "../../pareto/sort.js";
import type { EstimatedNetworks } from "../../projections/networks/filled-networks.js";
import { defaultObjectives } from "../../projections/networks/objectives.js";
import { toPoints } from "../../projections/networks/points.js";
import type { Point } from "../../projections/point.js";
import type { Context } from "../context.js";
import { designedNetworks } from "./design.js";
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
 * widest intervals relative to their values come first. Where an objective has no predictor, or nothing is known of the
 * device's costs, the networks are chosen by design (`designedNetworks`). Throws `Cancelled` soon after `signal`
 * aborts.
 */
export async function suggestMeasurements(
  context: Context,
  input: { readonly task: string; readonly device: string; readonly count: number },
  signal?: AbortSignal,
): Promise<Suggestions> {
  return unlessCancelled(() => suggest(context, input, signal), signal);
}

async function suggest(
  context: Context,
  input: { readonly task: string; readonly device: string; readonly count: number },
  signal: AbortSignal | undefined,
): Promise<Suggestions> {
  const count = requireInteger(input.count, "count", 1, 1000);
  const on = await context.catalog.taskOnDevice(input.task, input.device);
  const known = await context.known.of(on);
  const objectives = await defaultObjectives(context, on, known);
  await checkpoint(signal);
  const networks = await context.estimated.of(on, known, objectives, {});
  await checkpoint(signal);
  const notes = await leftOutNotes(context, {
    on,
    known,
    networks,
    metrics: objectives,
    constraints: {},
    sources: SOURCES,
    namesPredictors: true,
  });
  const lacking = lackingOf(objectives, networks);
  if (lacking.length > 0) {
    const designed = await designedNetworks(context, on, known, lacking, count);
    return {
      points: designed.points,
      notes: [...notes, ...designed.notes, ...fewer(designed.points, count)],
    };
  }
  const open = [...networks.rows()].filter((row) => isOpen(row) && !isExtrapolated(row));
  const near = nearest(objectives, networks, open);
  await checkpoint(signal);
  const described = networks.estimatesOf(near);
  await checkpoint(signal);
  const estimates = new Map(near.map((row, i) => [row, described[i]]));
  const optimistic = (metric: Metric, row: number): number => {
    const estimate = estimates.get(row)?.[metric];
    return (isMaximised(metric) ? estimate?.upper : estimate?.lower) ?? networks.values(metric).at(row);
  };
  const chosen: number[] = [];
  for (let rest = near; rest.length > 0 && chosen.length < count; ) {
    const columns = objectives.map((metric) =>
      Float64Array.from(rest, (row) => minimised(metric, optimistic(metric, row))),
    );
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

/** The metrics that no estimate can be given of. Of a device without any cost, that is its latency. */
function lackingOf(objectives: readonly Metric[], { lacking }: EstimatedNetworks): readonly Metric[] {
  return objectives.some(isCost) ? lacking : [...lacking, "latency"];
}

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
    objectives.map((metric) => {
      const column = networks.values(metric);
      return Float64Array.from(rows, (row) => minimised(metric, column.at(row)));
    }),
  );
  return [...rows.keys()]
    .sort((a, b) => ranks[a] - ranks[b] || a - b)
    .slice(0, CONSIDERED)
    .map((i) => rows[i]);
}
