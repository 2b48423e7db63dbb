import { chooseNetworks } from "../../predictors/design.js";
import { trainPredictor } from "../../predictors/training/train.js";
import type { Clock } from "../base/clock.js";
import { NotEnoughData, NotFound } from "../base/errors.js";
import type { DeviceId, TaskId } from "../base/ids.js";
import { Random } from "../base/random.js";
import { median } from "../base/statistics/median.js";
import { requireInteger } from "../base/validate.js";
import { hypervolume } from "../pareto/hypervolume/hypervolume.js";
import { knownValues } from "../search/known-objectives.js";
import type { Problem } from "../search/ports.js";
import { minimisedColumns, referencePoint } from "../search/problem.js";
import { runSearch } from "../search/run.js";
import { DEFAULT_STRATEGY, strategyNamed } from "../search/strategies.js";
import type { Space } from "../space/space.js";
import type { NetworkTable } from "../tables/parse-table.js";
import type { TableReplay, TableReplayFactory } from "../tables/replay.js";
import { objectivesOf, replayTable } from "../tables/table-objectives.js";
import { fewShotPredictor } from "./few-shot.js";
import { MIN_LATENCY } from "./min-latency.js";
import { pick } from "./networks.js";
import { type SourceColumn, type SourceOptions, sourcesOf } from "./sources.js";
import { chooseToVerify } from "./verification.js";

/** Whose front is sought, and what is known and spent. */
export interface BenchAdaptOptions extends SourceOptions {
  readonly space: Space;
  readonly task: TaskId;
  /** The device of which nothing is known. */
  readonly device: DeviceId;
  /** Number of random networks, drawn by each seed, whose accuracy is known. */
  readonly accuracies: number;
  /** Number of networks, chosen by design, whose latency is measured. */
  readonly measure: number;
  /** Number of networks whose accuracy and latency are looked up at the end. */
  readonly verify: number;
  /** Number of seeds, counted up from `firstSeed` (default 1). */
  readonly seeds: number;
  readonly firstSeed?: number;
  /** Networks with a smaller latency [ms] are left out and counted, of every device. Default: 0.05. */
  readonly minLatency?: number;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly seed: number; readonly steps: number }) => void;
}

/** Shares of the true front's hypervolume, from 0 to 1, by three ways to spend the same number of evaluations. */
export interface BenchAdaptShares {
  /** Adaptation of a predictor, then verification of its front. */
  readonly hypervolumeShare: number;
  /** A search of the product (surrogate) that knows the same accuracies. */
  readonly search: number;
  /** Random networks. */
  readonly random: number;
}

export interface BenchAdaptReport {
  /** Distinct networks with an accuracy and a latency. */
  readonly candidates: number;
  /** Distinct networks that lack one of them, or are faster than `minLatency`. */
  readonly leftOut: number;
  readonly seeds: readonly ({ readonly seed: number } & BenchAdaptShares)[];
  /** The median of each share by itself. */
  readonly median: BenchAdaptShares;
}

/** The steps of a seed after its sources: adaptation, and the search beside it. */
const STEPS = 2;

/** The number of steps that `onProgress` counts for each seed. */
export const stepsPerSeed = (sources: number): number => sources + STEPS;

/**
 * Finds the front of a new device, by accuracy and latency, from few measurements: accuracies of random networks are
 * known, and so are other devices (`sourcesOf`); networks chosen by design are measured, the latency predictor is
 * adapted to them, and the networks that promise the largest hypervolume by the predictions are looked up. The share of
 * the true front's hypervolume that known values hold is compared with that of a search, and of random networks, for
 * the same number of evaluations. The reference point is the worst value of each objective.
 *
 * @throws InvalidInput for a count out of range or a source that cannot be used; NotFound for a task or device that the
 * table lacks; NotEnoughData if the table has too few networks
 */
export async function benchAdapt(
  table: NetworkTable,
  options: BenchAdaptOptions,
  replay: TableReplayFactory,
): Promise<BenchAdaptReport> {
  requireInteger(options.accuracies, "accuracies", 4, Number.MAX_SAFE_INTEGER);
  requireInteger(options.measure, "measure", 4, Number.MAX_SAFE_INTEGER);
  requireInteger(options.verify, "verify", 1, Number.MAX_SAFE_INTEGER);
  requireInteger(options.seeds, "seeds", 1, Number.MAX_SAFE_INTEGER);
  const { space, task, device, minLatency = MIN_LATENCY, firstSeed: first = 1 } = options;
  const objectives = objectivesOf(table, task, device, (metric) => metric !== "energy");
  if (objectives.length < 2) throw new NotFound("device", device, "device", "the table has no latency of it");
  const problem: Problem = { space, objectives, limits: objectives.map(() => undefined) };
  const rows = { ...replayTable(table, task, objectives), minLatency };
  const { candidates, leftOut } = replay(rows, objectives, first);
  requireCandidates(candidates.length, options);
  const sources = sourcesOf(table, { space, metric: "latency", device, minLatency }, options);
  const seeds: BenchAdaptReport["seeds"][number][] = [];
  for (let seed = first; seed < first + options.seeds; seed++) {
    const step = async (done: number): Promise<void> => {
      options.onProgress?.({ seed, steps: (seed - first) * stepsPerSeed(sources.count) + done });
      await new Promise(setImmediate);
      options.signal?.throwIfAborted();
    };
    const columns = await sources.of(seed, step);
    const trial = trialOf(problem, replay(rows, objectives, seed), seed, columns, options);
    await step(sources.count);
    const adapted = adapt(trial, options);
    await step(sources.count + 1);
    const searched = await search(trial, options);
    seeds.push({
      seed,
      hypervolumeShare: shareOf(trial, adapted),
      search: shareOf(trial, searched),
      random: shareOf(trial, randomRows(trial, options)),
    });
  }
  const middle = (share: keyof BenchAdaptShares) => median(seeds.map((seed) => seed[share]));
  return {
    candidates: candidates.length,
    leftOut,
    seeds,
    median: {
      hypervolumeShare: middle("hypervolumeShare"),
      search: middle("search"),
      random: middle("random"),
    },
  };
}

function requireCandidates(candidates: number, { accuracies, measure, verify }: BenchAdaptOptions): void {
  const least = Math.max(accuracies, measure + verify);
  if (candidates >= least) return;
  throw new NotEnoughData(
    "samples",
    `the tables have ${candidates} distinct networks with an accuracy and a usable latency; ` +
      `--accuracies, and --measure and --verify together, need ${least}`,
  );
}

/** What one seed works with. */
interface Trial {
  readonly seed: number;
  readonly problem: Problem;
  readonly replay: TableReplay;
  readonly sources: readonly SourceColumn[];
  /** The candidates whose accuracy is known. */
  readonly known: readonly number[];
}

function trialOf(
  problem: Problem,
  replay: TableReplay,
  seed: number,
  sources: readonly SourceColumn[],
  { accuracies }: BenchAdaptOptions,
): Trial {
  const order = new Random(seed).fork("known accuracies").shuffle([...replay.candidates.keys()]);
  return { seed, problem, replay, sources, known: order.slice(0, accuracies) };
}

/** The candidates of which both values are known in the end: verified, or measured with a known accuracy. */
function adapt(
  { seed, problem, replay, sources, known }: Trial,
  options: BenchAdaptOptions,
): readonly number[] {
  const { space } = problem;
  const { candidates, values } = replay;
  const design = {
    space,
    metric: "latency",
    candidates,
    sources: sources.map((source) => source.values),
  } as const;
  const measured = chooseNetworks(design, options.measure, seed);
  const paid = [known, measured];
  const [accuracies, latencies] = paid.map((rows, m) => {
    const networks = { genotypes: candidates, values: values[m], extras: [] };
    return pick(networks, rows, { space, metric: problem.objectives[m].metric });
  });
  const verified = chooseToVerify(
    {
      problem,
      networks: candidates,
      predictors: [trainPredictor(accuracies, { seed }), fewShotPredictor(latencies, sources, { seed })],
      known: paid.map((rows, m) => only(values[m], rows)),
    },
    options.verify,
  );
  const isKnown = new Set(known);
  return [...verified, ...measured.filter((row) => isKnown.has(row))];
}

/** A column with the values of some rows, NaN elsewhere. */
function only(column: Float64Array, rows: readonly number[]): Float64Array {
  const shown = new Float64Array(column.length).fill(Number.NaN);
  for (const row of rows) shown[row] = column[row];
  return shown;
}

/** The candidates that a search of the product evaluates. It knows the same accuracies, and the first source. */
async function search(
  { seed, problem, replay, sources, known }: Trial,
  { measure, verify, clock, signal }: BenchAdaptOptions,
): Promise<readonly number[]> {
  const { candidates, values, resolve } = replay;
  const accuracies = knownValues(
    0,
    known.map((row) => candidates[row]),
    Float64Array.from(known, (row) => values[0][row]),
  );
  const told: Problem = {
    ...problem,
    candidates,
    resolve,
    known: [accuracies],
    related: sources.slice(0, 1).map((source) => ({ ...source, objective: 1 })),
  };
  const rowOf = new Map(candidates.map((genotype, row) => [genotype, row]));
  const { outcomes } = await runSearch({
    problem: told,
    strategy: strategyNamed(DEFAULT_STRATEGY).create(told, { seed }),
    evaluator: replay,
    budget: measure + verify,
    clock,
    ...(signal && { signal }),
  });
  signal?.throwIfAborted();
  return outcomes.map(({ genotype }) => rowOf.get(genotype) as number);
}

function randomRows({ seed, replay }: Trial, { measure, verify }: BenchAdaptOptions): readonly number[] {
  const rows = [...replay.candidates.keys()];
  return new Random(seed)
    .fork("random networks")
    .shuffle(rows)
    .slice(0, measure + verify);
}

/** The share of the true front's hypervolume that some candidates hold. */
function shareOf({ problem, replay }: Trial, rows: readonly number[]): number {
  const pointsOf = (asked: readonly number[]) =>
    asked.map((row) => replay.values.map((column) => column[row]));
  const all = pointsOf([...replay.candidates.keys()]);
  const reference = referencePoint(problem, all);
  const volume = (points: readonly (readonly number[])[]) =>
    hypervolume(minimisedColumns(problem, points), reference);
  return volume(pointsOf(rows)) / volume(all);
}
