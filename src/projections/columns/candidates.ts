import type { ArchitectureId, PredictorId } from "../../base/ids.js";
import { METRICS, type Metric, SOURCES, type Source } from "../../base/metric.js";
import type { Constraints } from "../../search/constraints/constraints.js";
import { architectureId, genotypeKey } from "../../space/identity.js";
import type { Genotype } from "../../space/types.js";
import type { TaskOnDevice } from "../catalog.js";
import type { Estimate } from "../estimate.js";
import { type Estimator, estimatorOf } from "../predictors/estimators.js";
import type { PromotedPredictors } from "../predictors/promoted.js";
import type { PointPool } from "./point-pool.js";
import { keptSearch, type SearchSources } from "./predicted-search.js";

/** Rows a front can be formed of, as columns in natural units; NaN = not known. */
export interface Candidates {
  readonly genotypes: readonly Genotype[];
  readonly columns: Readonly<Record<Metric, Float64Array>>;
  /** Every source that a value may have. */
  readonly possible: readonly Source[];
  /** 1 where an estimate that was used reaches beyond what its predictor learned from. */
  readonly extrapolated?: Uint8Array;
  id(row: number): ArchitectureId;
  source(row: number, metric: Metric): Source | undefined;
  estimate(row: number, metric: Metric): Estimate | undefined;
  testAccuracy(row: number): Estimate | undefined;
  /** To be called with the rows whose estimates will be asked for, so that intervals are worked out in one batch. */
  prepare(rows: readonly number[]): void;
}

/** The pool's rows as they are known. */
export const knownCandidates = (pool: PointPool): Candidates => ({
  genotypes: pool.genotypes,
  columns: pool.columns,
  possible: ["MEASURED", "COST_MODEL"],
  id: (row) => pool.ids[row],
  source: (row, metric) => pool.estimate(row, metric)?.source,
  estimate: pool.estimate,
  testAccuracy: pool.testAccuracy,
  prepare: () => undefined,
});

export interface PredictedCandidates extends Candidates {
  readonly extrapolated: Uint8Array;
  readonly predictors: readonly PredictorId[];
  /** Objectives that nothing can estimate. */
  readonly lacking: readonly Metric[];
}

interface Cached {
  readonly version: string;
  readonly candidates: PredictedCandidates;
}
const MOST_CACHED = 20;

/** Columns whose gaps are filled by estimate, kept until a value or a predictor changes. */
export class EstimatedCandidates {
  readonly #cached = new Map<string, Cached>();

  constructor(private readonly sources: SearchSources & { readonly promoted: PromotedPredictors }) {}

  /**
   * The pool's rows with what is not known filled in by estimate, followed by the networks that a search over the estimates
   * finds best.
   */
  async of(
    on: TaskOnDevice,
    pool: PointPool,
    objectives: readonly Metric[],
    constraints: Constraints,
  ): Promise<PredictedCandidates> {
    const estimators = await this.#estimatorsOf(on);
    const predictors = [...estimators.values()].flatMap((e) =>
      e.predictor === undefined ? [] : [e.predictor],
    );
    const genes = JSON.stringify(constraints.genes ?? {});
    const version = JSON.stringify([pool.version, predictors, objectives]);
    const key = JSON.stringify([on.task.id, on.device.id, genes]);
    const cached = this.#cached.get(key);
    if (cached?.version === version) return cached.candidates;
    const lacking = objectives.filter((metric) => !estimators.has(metric));
    const used = objectives.flatMap((metric) => estimators.get(metric) ?? []);
    const searched = lacking.length > 0 ? [] : await keptSearch(this.sources, on, used, constraints);
    const candidates = fill(pool, searched, estimators, predictors, lacking);
    if (this.#cached.size >= MOST_CACHED) this.#cached.delete(this.#cached.keys().next().value as string);
    this.#cached.set(key, { version, candidates });
    return candidates;
  }

  /** After the archive was emptied. */
  forget(): void {
    this.#cached.clear();
  }

  async #estimatorsOf(on: TaskOnDevice): Promise<ReadonlyMap<Metric, Estimator>> {
    const estimators = new Map<Metric, Estimator>();
    for (const metric of METRICS) {
      const estimator = await estimatorOf(this.sources.promoted, on, metric);
      if (estimator !== undefined) estimators.set(metric, estimator);
    }
    return estimators;
  }
}

function fill(
  pool: PointPool,
  searched: readonly Genotype[],
  estimators: ReadonlyMap<Metric, Estimator>,
  predictors: readonly PredictorId[],
  lacking: readonly Metric[],
): PredictedCandidates {
  const known = new Set(pool.genotypes.map(genotypeKey));
  const genotypes = [...pool.genotypes, ...searched.filter((genotype) => !known.has(genotypeKey(genotype)))];
  const extrapolated = new Uint8Array(genotypes.length);
  const knownAt = (row: number, metric: Metric) =>
    row < pool.ids.length ? pool.estimate(row, metric) : undefined;
  const described = new Map<Metric, Map<number, Estimate>>();
  const describe = (rows: readonly number[], metric: Metric): void => {
    const shown = described.get(metric) ?? new Map<number, Estimate>();
    described.set(metric, shown);
    const missing = rows.filter((row) => !shown.has(row) && knownAt(row, metric) === undefined);
    if (missing.length === 0) return;
    const estimates = estimators.get(metric)?.describe(missing.map((row) => genotypes[row])) ?? [];
    estimates.forEach((estimate, i) => {
      shown.set(missing[i], estimate);
    });
  };
  const estimate = (row: number, metric: Metric): Estimate | undefined => {
    const measured = knownAt(row, metric);
    if (measured !== undefined) return measured;
    describe([row], metric);
    return described.get(metric)?.get(row);
  };
  const column = (metric: Metric) =>
    filledColumn(pool, genotypes, metric, estimators.get(metric), extrapolated);
  return {
    genotypes,
    columns: { accuracy: column("accuracy"), latency: column("latency"), energy: column("energy") },
    possible: SOURCES,
    id: (row) => pool.ids[row] ?? architectureId(pool.space, genotypes[row]),
    source: (row, metric) => knownAt(row, metric)?.source ?? estimators.get(metric)?.source,
    estimate,
    testAccuracy: (row) => (row < pool.ids.length ? pool.testAccuracy(row) : undefined),
    prepare: (rows) => {
      for (const metric of METRICS) describe(rows, metric);
    },
    extrapolated,
    predictors,
    lacking,
  };
}

/** The pool's column with its gaps filled in; marks rows of which an estimate is extrapolated. */
function filledColumn(
  pool: PointPool,
  genotypes: readonly Genotype[],
  metric: Metric,
  estimator: Estimator | undefined,
  extrapolated: Uint8Array,
): Float64Array {
  const values = new Float64Array(genotypes.length).fill(Number.NaN);
  values.set(pool.columns[metric]);
  if (estimator === undefined) return values;
  const gaps = [...values.keys()].filter((row) => Number.isNaN(values[row]));
  const estimates = estimator.values(gaps.map((row) => genotypes[row]));
  gaps.forEach((row, i) => {
    values[row] = estimates.value[i];
    if (estimates.extrapolated[i] === 1) extrapolated[row] = 1;
  });
  return values;
}
