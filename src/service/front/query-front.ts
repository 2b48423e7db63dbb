import { createHash } from "node:crypto";
import {
  KNOWN_SOURCES,
  METRICS,
  type Metric,
  minimised,
  nameOf,
  ownAmong,
  SOURCES,
  type Source,
} from "../../base/metric.js";
import { hypervolume } from "../../pareto/hypervolume/hypervolume.js";
import type { TaskOnDevice } from "../../projections/catalog.js";
import type { KnownNetworks } from "../../projections/networks/known-networks.js";
import type { NetworkRows, RowSet } from "../../projections/networks/network-rows.js";
import { chooseObjectives } from "../../projections/networks/objectives.js";
import { toPoints } from "../../projections/networks/points.js";
import { feasibleFront, minimisedColumn } from "../../projections/networks/row-set.js";
import type { Point } from "../../projections/point.js";
import { type Constraints, limitedMetrics, limitOf } from "../../search/constraints/constraints.js";
import { parseConstraints } from "../../search/constraints/parse-constraints.js";
import { structureFilter } from "../../search/constraints/structure-filter.js";
import type { Context } from "../context.js";
import { checkSources, type Front, type FrontQuery } from "./front.js";
import { leftOutNotes } from "./left-out.js";
import { nearestPoints } from "./nearest.js";

/** A checked query with what it is about. */
interface Question {
  readonly on: TaskOnDevice;
  readonly known: KnownNetworks;
  readonly objectives: readonly Metric[];
  readonly constraints: Constraints;
  readonly sources: readonly Source[] | undefined;
}

/**
 * The Pareto front of a task on a device, over everything that is known and predicted, as far as the query's sources
 * allow. It consists of the front of the known networks, whose every objective and limited metric is measured or summed
 * from an operator profile, and of the front of all networks, the gaps of which are predicted. A predicted point
 * therefore never removes a known one, and a known one removes only the predicted points that it dominates. Throws a
 * `HarmonicError` naming the field.
 */
export async function queryFront(context: Context, query: FrontQuery): Promise<Front> {
  const on = await context.catalog.taskOnDevice(query.task, query.device);
  const constraints = parseConstraints(on.space, query.constraints, await context.catalog.ownMetrics());
  const sources = checkSources(query.sources);
  const known = await context.known.of(on);
  const objectives = await chooseObjectives(context, on, known, query.objectives);
  return answer(context, { on, known, objectives, constraints, sources });
}

async function answer(context: Context, question: Question): Promise<Front> {
  const { on, known, objectives, constraints, sources = SOURCES } = question;
  const keepsStructure = structureFilter(on.space, constraints);
  const knownSources = KNOWN_SOURCES.filter((source) => sources.includes(source));
  const knownSet = known.rowSet(objectives, knownSources, true);
  const knownFront = feasibleFront(known, knownSet, constraints, knownSources, keepsStructure);
  const isPredicted = sources.includes("PREDICTED");
  const all = isPredicted ? await context.estimated.of(on, known, objectives, constraints) : undefined;
  const networks = all ?? known;
  const set = all?.rowSet(objectives, sources, constraints.genes !== undefined) ?? knownSet;
  const front = all && feasibleFront(all, set, constraints, sources, keepsStructure);
  const notes = await leftOutNotes(context, {
    on,
    known,
    networks,
    metrics: [...new Set([...objectives, ...limitedMetrics(constraints)])],
    constraints,
    sources,
    namesPredictors: question.sources !== undefined || set.count === 0,
  });
  return describe(question, {
    networks,
    set,
    rows: front === undefined ? knownFront : [...new Set([...knownFront, ...front])],
    knownFront,
    reference: knownSet.count > 0 ? knownSet : set,
    predictors: all?.predictors ?? [],
    notes: set.count > 0 ? notes : [noneKnown(on, objectives), ...notes],
  });
}

const noneKnown = (on: TaskOnDevice, objectives: readonly Metric[]): string =>
  `no network of task ${on.task.id} has its ${objectives.map(nameOf).join(", ")} known on ${on.device.id} ` +
  "from the sources asked for";

/** What was found for a question. */
interface Found {
  readonly networks: NetworkRows;
  /** All rows that the front is formed of; the nearest of them are shown where it is empty. */
  readonly set: RowSet;
  /** The rows on the front. */
  readonly rows: readonly number[];
  /** The rows on the front of the known networks; they are among `rows`. */
  readonly knownFront: readonly number[];
  /** The rows whose worst values make the reference point: the known ones if there are any. */
  readonly reference: RowSet;
  readonly predictors: readonly string[];
  readonly notes: readonly string[];
}

/** The front as the answer shows it. */
function describe({ known, objectives, constraints, sources }: Question, found: Found): Front {
  const { networks, rows, knownFront, predictors } = found;
  const referencePoint = referenceOf(found.reference, objectives, constraints);
  const corner = objectives.map((metric) => minimised(metric, referencePoint[metric] ?? Number.NaN));
  const columnsOf = (some: readonly number[]) =>
    objectives.map((metric) => minimisedColumn(metric, networks.columns[metric], some));
  const volumeOf = (some: readonly number[]) =>
    some.length === 0 ? 0 : hypervolume(columnsOf(some), corner);
  const [by] = columnsOf(rows);
  const order = rows.map((_, i) => i).sort((a, b) => by[a] - by[b] || rows[a] - rows[b]);
  const points = toPoints(
    networks,
    order.map((i) => rows[i]),
    constraints,
  );
  const hypervolumeKnown = volumeOf(knownFront);
  const version = [known.version, predictors, objectives, constraints, sources ?? []];
  return {
    objectives,
    referencePoint,
    points,
    nearest: rows.length > 0 ? [] : nearestPoints(networks, found.set.rows(), constraints),
    hypervolume: hypervolumeKnown,
    hypervolumePredicted: rows.length === knownFront.length ? hypervolumeKnown : volumeOf(rows),
    sources: sourcesOf(points),
    notes: found.notes,
    version: createHash("sha256").update(JSON.stringify(version)).digest("hex").slice(0, 16),
  };
}

/** The reference point: the constraint's limit, else the worst value among the rows; absent where there is neither. */
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
  const metricsOf = (point: Point) => [...METRICS, ...ownAmong(Object.keys(point))];
  const used = new Set(points.flatMap((p) => metricsOf(p).flatMap((metric) => p[metric]?.source ?? [])));
  return SOURCES.filter((source) => used.has(source));
}
