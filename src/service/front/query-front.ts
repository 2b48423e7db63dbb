import { createHash } from "node:crypto";
import type { Metric, Source } from "../../base/metric.js";
import { paretoFront } from "../../pareto/front.js";
import { hypervolume } from "../../pareto/hypervolume.js";
import { requireTaskOnDevice, type TaskOnDevice } from "../catalog/lookup.js";
import type { Context } from "../context.js";
import type { Constraints } from "../ports.js";
import type { Front, FrontQuery, Point } from "../service.js";
import { type Candidates, knownCandidates, predictedCandidates } from "./candidates.js";
import { limitOf, parseConstraints, structureFilter } from "./constraints.js";
import { nearestPoints } from "./nearest.js";
import { checkSources, chooseObjectives, minimised } from "./objectives.js";
import { toPoint } from "./point.js";
import type { PointPool } from "./point-pool.js";

interface Question {
  readonly on: TaskOnDevice;
  readonly pool: PointPool;
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
  const on = await requireTaskOnDevice(context.archive, query.task, query.device);
  const constraints = parseConstraints(on.space, query.constraints);
  const sources = checkSources(query.sources);
  const pool = await context.pools.of(on);
  const objectives = await chooseObjectives(context, on, pool, query.objectives);
  return answer(context, { on, pool, objectives, constraints, sources });
}

const WITHOUT_PREDICTION: readonly Source[] = ["MEASURED", "COST_MODEL"];

async function answer(context: Context, question: Question): Promise<Front> {
  const { on, pool, objectives, constraints, sources } = question;
  const known = knownCandidates(pool);
  const knownRows = completeRows(
    known,
    objectives,
    sources?.filter((s) => s !== "PREDICTED") ?? WITHOUT_PREDICTION,
  );
  const wantsPredicted = sources === undefined ? knownRows.length === 0 : sources.includes("PREDICTED");
  const keeps = structureFilter(on.space, constraints);
  const knownFront = frontRows(known, objectives, feasible(known, knownRows, constraints, keeps));
  if (!wantsPredicted) {
    const notes = knownRows.length === 0 ? [noneKnown(on, objectives)] : [];
    return describe(question, known, knownRows, knownFront, [], notes);
  }
  const all = await predictedCandidates(context, on, pool, objectives, constraints);
  const rows = predictedRows(
    all,
    objectives,
    sources ?? ["MEASURED", "COST_MODEL", "PREDICTED"],
    constraints.genes !== undefined,
  );
  const front = frontRows(all, objectives, feasible(all, rows, constraints, keeps));
  const union = [...new Set([...knownFront, ...front])];
  const notes = all.lacking.map((metric) => {
    const owner = metric === "accuracy" ? `task ${on.task.id}` : `device ${on.device.id}`;
    return `no predictor of ${metric} is trained for ${owner}: networks whose ${metric} is not measured are left out`;
  });
  return describe(question, all, knownRows.length > 0 ? knownRows : rows, union, all.predictors, notes);
}

const noneKnown = (on: TaskOnDevice, objectives: readonly Metric[]): string =>
  `no network of task ${on.task.id} has its ${objectives.join(", ")} known on ${on.device.id} from the sources asked for`;

/** Rows of which every objective is known from one of the sources. */
function completeRows(
  candidates: Candidates,
  objectives: readonly Metric[],
  sources: readonly Source[],
): number[] {
  const both = sources.includes("MEASURED") && sources.includes("COST_MODEL");
  const rows: number[] = [];
  for (let row = 0; row < candidates.genotypes.length; row++) {
    if (objectives.some((metric) => Number.isNaN(candidates.columns[metric][row]))) continue;
    if (
      !both &&
      !objectives.every((metric) => sources.includes(candidates.source(row, metric) ?? "PREDICTED"))
    )
      continue;
    rows.push(row);
  }
  return rows;
}

function predictedRows(
  candidates: Candidates & { readonly extrapolated: Uint8Array },
  objectives: readonly Metric[],
  sources: readonly Source[],
  extrapolate: boolean,
): number[] {
  const rows = completeRows(candidates, objectives, ["MEASURED", "COST_MODEL"]);
  return rows.filter((row) => {
    if (!extrapolate && candidates.extrapolated[row] === 1) return false;
    return (
      sources.length === 3 ||
      objectives.every((m) => sources.includes(candidates.source(row, m) ?? "PREDICTED"))
    );
  });
}

function feasible(
  candidates: Candidates,
  rows: readonly number[],
  constraints: Constraints,
  keeps: ReturnType<typeof structureFilter>,
): readonly number[] {
  const limits = (["accuracy", "latency", "energy"] as const).flatMap((metric) => {
    const limit = limitOf(constraints, metric);
    return limit === undefined
      ? []
      : [{ column: candidates.columns[metric], limit, sign: metric === "accuracy" ? -1 : 1 }];
  });
  const structural = constraints.genes !== undefined || constraints.maxParams !== undefined;
  if (limits.length === 0 && !structural) return rows;
  return rows.filter(
    (row) =>
      limits.every(({ column, limit, sign }) => sign * column[row] <= sign * limit) &&
      (!structural || keeps(candidates.genotypes[row])),
  );
}

function frontRows(candidates: Candidates, objectives: readonly Metric[], rows: readonly number[]): number[] {
  if (rows.length === 0) return [];
  const columns = objectives.map((metric) => minimised(metric, candidates.columns[metric], rows));
  return Array.from(paretoFront(columns), (i) => rows[i]);
}

function describe(
  { on, pool, objectives, constraints, sources }: Question,
  candidates: Candidates,
  reference: readonly number[],
  rows: readonly number[],
  predictors: readonly string[],
  notes: readonly string[],
): Front {
  const referencePoint = referenceOf(candidates, objectives, constraints, reference);
  const columns = objectives.map((metric) => minimised(metric, candidates.columns[metric], rows));
  const corner = objectives.map(
    (metric) => (metric === "accuracy" ? -1 : 1) * (referencePoint[metric] ?? Number.NaN),
  );
  const by = columns[0] ?? new Float64Array();
  const order = rows.map((_, i) => i).sort((a, b) => by[a] - by[b] || rows[a] - rows[b]);
  candidates.prepare(rows);
  const points = order.map((i) => toPoint(on.space, candidates, rows[i], constraints));
  const version = [pool.version, predictors, objectives, constraints, sources ?? []];
  return {
    objectives,
    referencePoint,
    points,
    nearest: rows.length > 0 ? [] : nearestPoints(on.space, candidates, reference, constraints),
    hypervolume: rows.length === 0 ? 0 : hypervolume(columns, corner),
    sources: sourcesOf(points),
    notes,
    version: createHash("sha256").update(JSON.stringify(version)).digest("hex").slice(0, 16),
  };
}

/** The worst value of each objective among the known points, or the constraint's limit. */
function referenceOf(
  candidates: Candidates,
  objectives: readonly Metric[],
  constraints: Constraints,
  rows: readonly number[],
): Partial<Record<Metric, number>> {
  const reference: Partial<Record<Metric, number>> = {};
  for (const metric of objectives) {
    const limit = limitOf(constraints, metric);
    if (limit === undefined && rows.length === 0) continue;
    let worst = limit ?? candidates.columns[metric][rows[0]];
    if (limit === undefined) {
      for (const row of rows) {
        const value = candidates.columns[metric][row];
        worst = metric === "accuracy" ? Math.min(worst, value) : Math.max(worst, value);
      }
    }
    reference[metric] = worst;
  }
  return reference;
}

function sourcesOf(points: readonly Point[]): readonly Source[] {
  const used = new Set(
    points.flatMap((p) =>
      [p.accuracy, p.latency, p.energy].flatMap((e) => (e === undefined ? [] : [e.source])),
    ),
  );
  return (["MEASURED", "COST_MODEL", "PREDICTED"] as const).filter((source) => used.has(source));
}
