import { createHash } from "node:crypto";
import { KNOWN_SOURCES, METRICS, type Metric, minimised, SOURCES, type Source } from "../../base/metric.js";
import { hypervolume } from "../../pareto/hypervolume/hypervolume.js";
import type { TaskOnDevice } from "../../projections/catalog.js";
import type { KnownNetworks } from "../../projections/networks/known-networks.js";
import type { NetworkRows, RowSet } from "../../projections/networks/network-rows.js";
import { chooseObjectives } from "../../projections/networks/objectives.js";
import { toPoints } from "../../projections/networks/points.js";
import { feasibleFront, minimisedColumn } from "../../projections/networks/row-set.js";
import type { Point } from "../../projections/point.js";
import { subjectOf, whyNotLearned } from "../../projections/predictors/estimators.js";
import { type Constraints, limitOf } from "../../search/constraints/constraints.js";
import { parseConstraints } from "../../search/constraints/parse-constraints.js";
import { structureFilter } from "../../search/constraints/structure-filter.js";
import type { Context } from "../context.js";
import { checkSources, type Front, type FrontQuery } from "./front.js";
import { nearestPoints } from "./nearest.js";

interface Question {
  readonly on: TaskOnDevice;
  readonly known: KnownNetworks;
  readonly objectives: readonly Metric[];
  readonly constraints: Constraints;
  readonly sources: readonly Source[] | undefined;
}

/**
 * The Pareto front of a task on a device. Networks whose every objective is measured, or summed from an operator profile,
 * form it; where there is no such network, or where PREDICTED is asked for, predicted ones join. A predicted point never
 * hides a measured one.
 */
export async function queryFront(context: Context, query: FrontQuery): Promise<Front> {
  const on = await context.catalog.taskOnDevice(query.task, query.device);
  const constraints = parseConstraints(on.space, query.constraints);
  const sources = checkSources(query.sources);
  const known = await context.known.of(on);
  const objectives = await chooseObjectives(context, on, known, query.objectives);
  return answer(context, { on, known, objectives, constraints, sources });
}

async function answer(context: Context, question: Question): Promise<Front> {
  const { on, known, objectives, constraints, sources } = question;
  const keeps = structureFilter(on.space, constraints);
  const knownSources = sources?.filter((source) => source !== "PREDICTED") ?? KNOWN_SOURCES;
  const knownSet = known.rowSet(objectives, knownSources, true);
  const knownFront = feasibleFront(known, knownSet, constraints, keeps);
  const wantsPredicted = sources?.includes("PREDICTED") ?? knownSet.count === 0;
  if (!wantsPredicted) {
    const notes = knownSet.count === 0 ? [noneKnown(on, objectives)] : [];
    return frontOfRows(question, known, knownSet, knownFront, { predictors: [], notes });
  }
  const all = await context.estimated.of(on, known, objectives, constraints);
  const set = all.rowSet(objectives, sources ?? SOURCES, constraints.genes !== undefined);
  const front = feasibleFront(all, set, constraints, keeps);
  const union = [...new Set([...knownFront, ...front])];
  const notes = await Promise.all(
    all.lacking.map(async (metric) => {
      const why = await whyNotLearned(context.promoted, on.space, subjectOf(on, metric), metric);
      return `${why}: networks whose ${metric} is not measured are left out`;
    }),
  );
  const reference = knownSet.count > 0 ? knownSet : set;
  return frontOfRows(question, all, reference, union, { predictors: all.predictors, notes });
}

const noneKnown = (on: TaskOnDevice, objectives: readonly Metric[]): string =>
  `no network of task ${on.task.id} has its ${objectives.join(", ")} known on ${on.device.id} from the sources asked for`;

/** @param reference the known rows: their worst values make the reference point, and the nearest of them are shown */
function frontOfRows(
  { known, objectives, constraints, sources }: Question,
  networks: NetworkRows,
  reference: RowSet,
  rows: readonly number[],
  { predictors, notes }: { readonly predictors: readonly string[]; readonly notes: readonly string[] },
): Front {
  const referencePoint = referenceOf(reference, objectives, constraints);
  const columns = objectives.map((metric) => minimisedColumn(metric, networks.columns[metric], rows));
  const corner = objectives.map((metric) => minimised(metric, referencePoint[metric] ?? Number.NaN));
  const [by] = columns;
  const order = rows.map((_, i) => i).sort((a, b) => by[a] - by[b] || rows[a] - rows[b]);
  const points = toPoints(
    networks,
    order.map((i) => rows[i]),
    constraints,
  );
  const version = [known.version, predictors, objectives, constraints, sources ?? []];
  return {
    objectives,
    referencePoint,
    points,
    nearest: rows.length > 0 ? [] : nearestPoints(networks, reference.rows(), constraints),
    hypervolume: rows.length === 0 ? 0 : hypervolume(columns, corner),
    sources: sourcesOf(points),
    notes,
    version: createHash("sha256").update(JSON.stringify(version)).digest("hex").slice(0, 16),
  };
}

/** The constraint's limit, or the worst value among the known rows. */
function referenceOf(
  { worst }: RowSet,
  objectives: readonly Metric[],
  constraints: Constraints,
): Partial<Record<Metric, number>> {
  const entries = objectives.map(
    (metric) => [metric, limitOf(constraints, metric) ?? worst[metric]] as const,
  );
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function sourcesOf(points: readonly Point[]): readonly Source[] {
  const used = new Set(points.flatMap((p) => METRICS.flatMap((metric) => p[metric]?.source ?? [])));
  return SOURCES.filter((source) => used.has(source));
}
