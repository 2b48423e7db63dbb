import type { ArchitectureId, PredictorId } from "../../base/ids.js";
import type { Metric } from "../../base/metric.js";
import { METRICS } from "../../base/metric.js";
import { architectureId, genotypeKey } from "../../space/identity.js";
import type { Genotype } from "../../space/types.js";
import type { TaskOnDevice } from "../catalog/lookup.js";
import type { Context } from "../context.js";
import type { Constraints } from "../ports.js";
import type { Estimate } from "../service.js";
import { type Estimator, estimatorOf } from "./estimators.js";
import type { PointPool } from "./point-pool.js";
import { bestByEstimate } from "./predicted-search.js";

/** Rows a front can be formed of, as columns in natural units; NaN = not known. */
export interface Candidates {
  readonly genotypes: readonly Genotype[];
  readonly columns: Readonly<Record<Metric, Float64Array>>;
  id(row: number): ArchitectureId;
  estimate(row: number, metric: Metric): Estimate | undefined;
  testAccuracy(row: number): Estimate | undefined;
}

/** The pool's rows as they are known. */
export const knownCandidates = (pool: PointPool): Candidates => ({
  genotypes: pool.genotypes,
  columns: pool.columns,
  id: (row) => pool.ids[row],
  estimate: pool.estimate,
  testAccuracy: pool.testAccuracy,
});

export interface PredictedCandidates extends Candidates {
  /** 1 where an estimate that was used reaches beyond what its predictor learned from. */
  readonly extrapolated: Uint8Array;
  readonly predictors: readonly PredictorId[];
  /** Metrics that nothing can estimate. */
  readonly lacking: readonly Metric[];
}

interface Cached {
  readonly version: string;
  readonly candidates: PredictedCandidates;
}
const caches = new WeakMap<Context, Map<string, Cached>>();
const found = new WeakMap<Context, Map<string, readonly Genotype[]>>();

/**
 * The pool's rows with what is not known filled in by estimate, followed by the networks that a search over the estimates
 * finds best. Kept until a value or a predictor changes.
 */
export async function predictedCandidates(
  context: Context,
  on: TaskOnDevice,
  pool: PointPool,
  objectives: readonly Metric[],
  constraints: Constraints,
): Promise<PredictedCandidates> {
  const estimators = new Map<Metric, Estimator>();
  for (const metric of METRICS) {
    const estimator = await estimatorOf(context, on, metric);
    if (estimator !== undefined) estimators.set(metric, estimator);
  }
  const predictors = [...estimators.values()].flatMap((e) =>
    e.predictor === undefined ? [] : [e.predictor],
  );
  const genes = JSON.stringify(constraints.genes ?? {});
  const version = JSON.stringify([pool.version, predictors, objectives, genes]);
  const cache = getCache(caches, context);
  const key = `${on.task.id}\n${on.device.id}\n${genes}`;
  const cached = cache.get(key);
  if (cached?.version === version) return cached.candidates;
  const lacking = objectives.filter((metric) => !estimators.has(metric));
  const searched =
    lacking.length > 0
      ? []
      : await searchOnce(
          context,
          on,
          objectives.map((metric) => estimators.get(metric) as Estimator),
          constraints,
          pool.version,
        );
  const candidates = fill(pool, searched, estimators, predictors, lacking);
  if (cache.size >= 20) cache.delete(cache.keys().next().value as string);
  cache.set(key, { version, candidates });
  return candidates;
}

async function searchOnce(
  context: Context,
  on: TaskOnDevice,
  estimators: readonly Estimator[],
  constraints: Constraints,
  version: string,
): Promise<readonly Genotype[]> {
  const cache = getCache(found, context);
  const sources = estimators.map((e) => e.predictor ?? `${on.device.id}/${e.metric}/${version}`);
  const key = JSON.stringify([
    on.space.spec.id,
    estimators.map((e) => e.metric),
    sources,
    constraints.genes ?? {},
  ]);
  const known = cache.get(key);
  if (known !== undefined) return known;
  const genotypes = await bestByEstimate(on.space, estimators, constraints);
  if (cache.size >= 20) cache.delete(cache.keys().next().value as string);
  cache.set(key, genotypes);
  return genotypes;
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
  const estimates = new Map(
    [...estimators].map(([metric, estimator]) => [metric, estimator.estimate(genotypes)]),
  );
  const knownAt = (row: number, metric: Metric) =>
    row < pool.ids.length ? pool.estimate(row, metric) : undefined;
  const column = (metric: Metric) => {
    const predicted = estimates.get(metric);
    const values = Float64Array.from(genotypes, (_, row) =>
      row < pool.ids.length ? pool.columns[metric][row] : Number.NaN,
    );
    if (predicted === undefined) return values;
    for (let row = 0; row < values.length; row++) {
      if (!Number.isNaN(values[row])) continue;
      values[row] = predicted.values[row];
      if (predicted.at(row).extrapolated) extrapolated[row] = 1;
    }
    return values;
  };
  return {
    genotypes,
    columns: { accuracy: column("accuracy"), latency: column("latency"), energy: column("energy") },
    id: (row) => pool.ids[row] ?? architectureId(pool.space, genotypes[row]),
    estimate: (row, metric) => knownAt(row, metric) ?? estimates.get(metric)?.at(row),
    testAccuracy: (row) => (row < pool.ids.length ? pool.testAccuracy(row) : undefined),
    extrapolated,
    predictors,
    lacking,
  };
}

function getCache<T>(caches: WeakMap<Context, Map<string, T>>, context: Context): Map<string, T> {
  const cache = caches.get(context) ?? new Map<string, T>();
  caches.set(context, cache);
  return cache;
}
