import type { Clock } from "../base/clock.js";
import { defined, optional } from "../base/defined.js";
import { NotEnoughData } from "../base/errors.js";
import type { DeviceId, TaskId } from "../base/ids.js";
import type { Metric, OwnMetric } from "../base/metric.js";
import { median } from "../base/statistics/median.js";
import { requireInteger } from "../base/validate.js";
import type { OperatorProfile } from "../hardware/types.js";
import { paretoFront } from "../pareto/front.js";
import { hypervolume } from "../pareto/hypervolume/hypervolume.js";
import { summedCosts } from "../runs/plan/partly-known.js";
import { checkFidelities } from "../runs/request/fidelities.js";
import { isNeeded, optimisedOf, ownObjectives, type Wanted } from "../runs/request/optimised.js";
import { checkObjectives } from "../search/check-objectives.js";
import type { MetricLimits } from "../search/constraints/constraints.js";
import { limitsOf } from "../search/constraints/limits.js";
import { type ConstraintsInput, parseConstraints } from "../search/constraints/parse-constraints.js";
import type { CheapFidelity, Problem } from "../search/ports.js";
import { countedColumns, referencePoint, totalViolation } from "../search/problem.js";
import { roundedCost } from "../search/rounded-cost.js";
import { runSearch } from "../search/run.js";
import { type StrategyName, strategyNamed } from "../search/strategies.js";
import type { StrategyKind } from "../search/strategy-kind.js";
import type { Space } from "../space/space.js";
import { foldTable } from "../tables/fold-table.js";
import type { NetworkTable } from "../tables/parse-table.js";
import type { ReplayTable, TableReplay, TableReplayFactory } from "../tables/replay.js";
import { objectivesOf, replayTable, scoreColumns } from "../tables/table-objectives.js";
import { limitedMetrics, withMetrics } from "./limited-metrics.js";
import { MIN_LATENCY } from "./min-latency.js";
import type { RelatedTask } from "./prior-knowledge.js";
import { knownCosts, relatedColumn } from "./prior-knowledge.js";

/** Fractions of the true front's hypervolume that the bench waits for. */
export const LEVELS = ["0.9", "0.95", "0.99", "0.999"] as const;
export type Level = (typeof LEVELS)[number];

/**
 * Budget spent until each level was reached: 1 for each distinct network evaluated, and the cost of each cheap score.
 * Null where the level was not reached within the budget.
 */
export type EvaluationsTo = Readonly<Record<Level, number | null>>;

/** Which search to replay, and how often. */
export interface BenchSearchOptions {
  readonly space: Space;
  readonly task: TaskId;
  readonly device: DeviceId;
  /** Evaluations that each seed may spend; a cheap score counts with its cost. */
  readonly budget: number;
  /** Number of seeds, counted up from `firstSeed` (default 1). */
  readonly seeds: number;
  readonly firstSeed?: number;
  /** The name of a strategy, or one that is not registered. */
  readonly strategy: StrategyName | StrategyKind;
  /** Columns of the table that the strategy may request one value at a time, at a fraction of an evaluation. */
  readonly fidelities?: readonly CheapFidelity[];
  /** Number of random networks, drawn by each seed, whose costs are known at the start at no charge. */
  readonly known?: number;
  /** Another task of the table, and of how many random networks its accuracy is known at the start at no charge. */
  readonly related?: RelatedTask;
  /** Operator profiles that the search may sum costs by. */
  readonly profiles?: readonly OperatorProfile[];
  /** Metrics to optimise; others only have to keep their limits. Default: accuracy and every cost in the table. */
  readonly objectives?: readonly Metric[];
  readonly constraints?: Pick<ConstraintsInput, keyof MetricLimits>;
  /** Networks with a smaller latency [ms] are left out and counted. Default: 0.05. */
  readonly minLatency?: number;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: BenchSearchProgress) => void;
}

/** How far a seed has come. */
export interface BenchSearchProgress {
  readonly seed: number;
  /** Budget spent, in evaluations. */
  readonly evaluations: number;
  /** Hypervolume found so far, as a fraction of the true front's. */
  readonly share: number;
}

/** The JSON of `bench search`. */
export interface BenchSearchReport {
  readonly trueHypervolume: number;
  readonly trueFrontSize: number;
  /** Distinct networks that can be evaluated. */
  readonly candidates: number;
  /** Networks that lack an objective or are faster than `minLatency`. */
  readonly leftOut: number;
  readonly seeds: readonly {
    readonly seed: number;
    readonly evaluationsTo: EvaluationsTo;
    /** The budget spent after each finding, and the share of the true front's hypervolume that was found by then. */
    readonly curve: readonly (readonly [spent: number, share: number])[];
    /** How many of the networks that were evaluated as a whole break a limit. */
    readonly overLimits: number;
    readonly seconds: number;
  }[];
  readonly median: EvaluationsTo;
}

/**
 * Replays searches on a table whose true front is known. The objectives are accuracy and those costs of the device in
 * the table that are optimised or limited. The reference point is the limit of each objective, else its worst value
 * among the candidates. A seed ends as soon as it reaches the last level or has spent its budget. Strategies see only
 * the values of the table that they have paid for.
 *
 * @throws InvalidInput for a count that is not positive, or a limit or objective that the table lacks; NotFound for
 * an unknown task or device; NotEnoughData if no candidate is left, or none within the limits
 */
export async function benchSearch(
  samples: NetworkTable,
  options: BenchSearchOptions,
  replay: TableReplayFactory,
): Promise<BenchSearchReport> {
  requireInteger(options.budget, "budget", 1, Number.MAX_SAFE_INTEGER);
  requireInteger(options.seeds, "seeds", 1, Number.MAX_SAFE_INTEGER);
  const own = limitedMetrics(samples, { ...options, limits: options.constraints?.limits ?? [] });
  const table = withMetrics(samples, own);
  const wanted = wantedOf(options, own);
  const asked = problemOf(table, options, wanted);
  const { objectives } = asked;
  const rows = {
    ...replayTable(table, options.task, objectives),
    minLatency: options.minLatency ?? MIN_LATENCY,
    scores: scoreColumns(
      table,
      options.space,
      options.task,
      checkFidelities(options.fidelities ?? [], wanted),
    ),
  };
  const first = options.firstSeed ?? 1;
  const truth = trueFront(asked, replay(rows, objectives, first));
  const prior = await priorKnowledge(table, rows, truth, options);
  const seeds: BenchSearchReport["seeds"][number][] = [];
  for (let seed = first; seed < first + options.seeds; seed++) {
    const evaluator = replay(rows, objectives, seed);
    const started = options.clock();
    const found = await benchSeed(seed, evaluator, { ...truth, prior: prior(seed) }, options);
    seeds.push({ seed, ...found, seconds: (options.clock() - started) / 1000 });
  }
  return {
    trueHypervolume: truth.hypervolume,
    trueFrontSize: truth.size,
    candidates: truth.candidates,
    leftOut: truth.leftOut,
    seeds,
    median: medianOf(seeds.map((seed) => seed.evaluationsTo)),
  };
}

/** What each seed's search knows at the start. */
async function priorKnowledge(
  table: NetworkTable,
  rows: ReplayTable,
  { problem: { space, objectives } }: Truth,
  { known = 0, related, profiles = [] }: BenchSearchOptions,
): Promise<(seed: number) => Pick<Problem, "known" | "related">> {
  const accuracies =
    related === undefined ? [] : replayTable(table, related.task, [{ metric: "accuracy" }]).values;
  const { candidates, values, scores } = foldTable({ ...rows, scores: accuracies }, objectives);
  const replayed = { space, objectives, candidates, values };
  const sums = await summedCosts(space, objectives, async (device) =>
    profiles.filter((profile) => profile.device === device),
  );
  const isSummed = (objective: number) => sums.some((own) => own.objective === objective);
  return (seed) => ({
    known: [...sums, ...knownCosts(replayed, known, seed).filter((own) => !isSummed(own.objective))],
    ...(related && { related: [relatedColumn(replayed, scores[0], related, seed)] }),
  });
}

function problemOf(
  table: NetworkTable,
  { space, task, device }: BenchSearchOptions,
  wanted: Wanted,
): Problem {
  const objectives = [
    ...objectivesOf(table, task, device, (metric) => isNeeded(wanted, metric)),
    ...ownObjectives(wanted, [device]),
  ];
  const limits = limitsOf(objectives, wanted.constraints);
  return { space, objectives, limits, ...optimisedOf(objectives, wanted) };
}

const wantedOf = (
  { space, device, objectives, constraints }: BenchSearchOptions,
  own: readonly OwnMetric[],
): Wanted => ({
  constraints: parseConstraints(space, constraints, [device], own),
  ...defined({ objectives: optional(objectives, checkObjectives) }),
});

/** The true front of a table, against which searches are measured. */
interface Truth {
  readonly problem: Problem;
  /** Reference point by objective, minimised: the limit, else the worst value in the table. */
  readonly reference: readonly number[];
  readonly hypervolume: number;
  readonly size: number;
  readonly candidates: number;
  readonly leftOut: number;
}

function trueFront(problem: Problem, table: TableReplay): Truth {
  const points = table.candidates.map((_, i) => table.values.map((column) => column[i]));
  if (points.length === 0) {
    throw new NotEnoughData("samples", "no network of the table has a usable value of every objective");
  }
  const feasible = points.filter((values) => totalViolation(problem, values) === 0);
  if (feasible.length === 0) {
    throw new NotEnoughData("constraints", "no network of the table keeps the limits");
  }
  const reference = referencePoint(problem, points);
  const columns = countedColumns(problem, feasible);
  return {
    problem,
    reference,
    hypervolume: hypervolume(columns, reference),
    size: paretoFront(columns).length,
    candidates: points.length,
    leftOut: table.leftOut,
  };
}

async function benchSeed(
  seed: number,
  evaluator: TableReplay,
  truth: Truth & { readonly prior: Pick<Problem, "known" | "related"> },
  options: BenchSearchOptions,
): Promise<Pick<BenchSearchReport["seeds"][number], "evaluationsTo" | "curve" | "overLimits">> {
  const { candidates, resolve } = evaluator;
  const { fidelities = [] } = options;
  const problem = { ...truth.problem, candidates, resolve, fidelities, ...truth.prior };
  const reached: Record<Level, number | null> = { "0.9": null, "0.95": null, "0.99": null, "0.999": null };
  const curve: [number, number][] = [];
  let share = 0;
  let overLimits = 0;
  let front: readonly (readonly number[])[] = [];
  const done = new AbortController();
  await runSearch({
    problem,
    strategy: strategyOf(options).create(problem, { seed }),
    evaluator,
    budget: options.budget,
    clock: options.clock,
    signal: options.signal === undefined ? done.signal : AbortSignal.any([done.signal, options.signal]),
    onFinding: async (outcome, spent) => {
      const isWhole = outcome.kind === "evaluated";
      if (isWhole && totalViolation(problem, outcome.values) > 0) overLimits++;
      else if (isWhole) {
        const points = [...front, outcome.values];
        const columns = countedColumns(problem, points);
        front = Array.from(paretoFront(columns), (i) => points[i]);
        share = hypervolume(columns, truth.reference) / truth.hypervolume;
      }
      curve.push([spent, share]);
      for (const level of LEVELS) if (share >= Number(level)) reached[level] ??= spent;
      options.onProgress?.({ seed, evaluations: spent, share });
      if (reached["0.999"] !== null) done.abort();
    },
  });
  options.signal?.throwIfAborted();
  return { evaluationsTo: reached, curve, overLimits };
}

const strategyOf = ({ strategy }: BenchSearchOptions): StrategyKind =>
  typeof strategy === "string" ? strategyNamed(strategy) : strategy;

/** The median per level; a level that was not reached counts as larger than every budget. */
function medianOf(seeds: readonly EvaluationsTo[]): EvaluationsTo {
  const medians = LEVELS.map((level) => {
    const middle = median(seeds.map((seed) => seed[level] ?? Number.POSITIVE_INFINITY));
    return [level, Number.isFinite(middle) ? roundedCost(middle) : null];
  });
  return Object.fromEntries(medians) as EvaluationsTo;
}
