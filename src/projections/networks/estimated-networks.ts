import { defined } from "../../base/defined.js";
import type { ArchitectureId, PredictorId } from "../../base/ids.js";
import { METRICS, type Metric, SOURCES, type Source } from "../../base/metric.js";
import type { Constraints } from "../../search/constraints/constraints.js";
import { architectureId, genotypeKey } from "../../space/identity.js";
import type { Space } from "../../space/space.js";
import type { Genotype } from "../../space/types.js";
import type { TaskOnDevice } from "../catalog.js";
import type { Estimate } from "../estimate.js";
import type { MetricEstimates } from "../point.js";
import { type Estimator, estimatorOf } from "../predictors/estimators.js";
import type { PromotedPredictors } from "../predictors/promoted.js";
import type { KnownNetworks } from "./known-networks.js";
import type { NetworkRows, RowSet } from "./network-rows.js";
import { keptSearch, type SearchContext } from "./predicted-search.js";
import { rowSetOf } from "./row-set.js";

/**
 * The known networks with estimates of what is not known, followed by the networks that a search over the estimates
 * found best.
 */
export interface EstimatedNetworks extends NetworkRows {
  readonly predictors: readonly PredictorId[];
  /** The objectives for which there is no estimator. */
  readonly lacking: readonly Metric[];
  /** Tells whether an estimate of the row lies beyond its predictor's training data. */
  isExtrapolated(row: number): boolean;
}

interface Cached {
  readonly version: string;
  readonly networks: EstimatedNetworks;
}
const MOST_CACHED = 20;

/** Makes estimated networks and keeps those of the last 20 questions until a value or a predictor changes. */
export class EstimatedNetworksStore {
  readonly #cached = new Map<string, Cached>();

  constructor(private readonly context: SearchContext & { readonly promoted: PromotedPredictors }) {}

  /**
   * Returns the estimated networks of a task on a device. Only the genes of the constraints matter here; limits on
   * metrics are applied later.
   */
  async of(
    on: TaskOnDevice,
    known: KnownNetworks,
    objectives: readonly Metric[],
    constraints: Constraints,
  ): Promise<EstimatedNetworks> {
    const estimators = await this.#estimatorsOf(on);
    const predictors = [...estimators.values()].flatMap((e) =>
      e.predictor === undefined ? [] : [e.predictor],
    );
    const genes = JSON.stringify(constraints.genes ?? {});
    const version = JSON.stringify([known.version, predictors]);
    const key = JSON.stringify([on.task.id, on.device.id, objectives, genes]);
    const cached = this.#cached.get(key);
    if (cached?.version === version) return cached.networks;
    const lacking = objectives.filter((metric) => !estimators.has(metric));
    const used = objectives.flatMap((metric) => estimators.get(metric) ?? []);
    const searched = lacking.length > 0 ? [] : await keptSearch(this.context, on, used, constraints);
    const networks = new Filled({ known, searched, estimators, predictors, lacking });
    if (this.#cached.size >= MOST_CACHED) this.#cached.delete(this.#cached.keys().next().value as string);
    this.#cached.set(key, { version, networks });
    return networks;
  }

  /** Forgets everything. It is called after the archive was emptied. */
  forget(): void {
    this.#cached.clear();
  }

  async #estimatorsOf(on: TaskOnDevice): Promise<ReadonlyMap<Metric, Estimator>> {
    const estimators = new Map<Metric, Estimator>();
    for (const metric of METRICS) {
      const estimator = await estimatorOf(this.context.promoted, on, metric);
      if (estimator !== undefined) estimators.set(metric, estimator);
    }
    return estimators;
  }
}

interface Parts {
  readonly known: KnownNetworks;
  readonly searched: readonly Genotype[];
  readonly estimators: ReadonlyMap<Metric, Estimator>;
  readonly predictors: readonly PredictorId[];
  readonly lacking: readonly Metric[];
}

/** The known columns with their gaps filled in, as they are at one moment. */
class Filled implements EstimatedNetworks {
  readonly space: Space;
  readonly genotypes: readonly Genotype[];
  readonly columns: Readonly<Record<Metric, Float64Array>>;
  readonly predictors: readonly PredictorId[];
  readonly lacking: readonly Metric[];
  readonly #extrapolated: Uint8Array;
  readonly #sets = new Map<string, RowSet>();

  constructor(private readonly parts: Parts) {
    const { known, searched, predictors, lacking } = parts;
    const keys = new Set(known.genotypes.map(genotypeKey));
    this.space = known.space;
    this.predictors = predictors;
    this.lacking = lacking;
    this.genotypes = [...known.genotypes, ...searched.filter((network) => !keys.has(genotypeKey(network)))];
    this.#extrapolated = new Uint8Array(this.genotypes.length);
    const columns = METRICS.map((metric) => [metric, this.#filledColumn(metric)]);
    this.columns = Object.fromEntries(columns) as Record<Metric, Float64Array>;
  }

  isExtrapolated(row: number): boolean {
    return this.#extrapolated[row] === 1;
  }

  id(row: number): ArchitectureId {
    return this.parts.known.ids[row] ?? architectureId(this.space, this.genotypes[row]);
  }

  source(row: number, metric: Metric): Source | undefined {
    return this.parts.known.source(row, metric) ?? this.parts.estimators.get(metric)?.source;
  }

  estimatesOf(rows: readonly number[]): readonly MetricEstimates[] {
    const { known } = this.parts;
    const columns = METRICS.map((metric) => [metric, this.#estimatesOfMetric(rows, metric)] as const);
    return rows.map((row, i) => ({
      ...defined({ testAccuracy: known.estimate(row, "testAccuracy") }),
      ...defined(Object.fromEntries(columns.map(([metric, column]) => [metric, column[i]]))),
    }));
  }

  rowSet(objectives: readonly Metric[], sources: readonly Source[], keepsExtrapolated: boolean): RowSet {
    const key = JSON.stringify([objectives, sources, keepsExtrapolated]);
    const set =
      this.#sets.get(key) ??
      rowSetOf(this.columns, objectives, this.#rows(objectives, sources, keepsExtrapolated));
    this.#sets.set(key, set);
    return set;
  }

  #rows(objectives: readonly Metric[], sources: readonly Source[], keepsExtrapolated: boolean): number[] {
    const isAnySource = SOURCES.every((source) => sources.includes(source));
    return [...this.genotypes.keys()].filter(
      (row) =>
        objectives.every((metric) => !Number.isNaN(this.columns[metric][row])) &&
        (keepsExtrapolated || !this.isExtrapolated(row)) &&
        (isAnySource || objectives.every((m) => sources.includes(this.source(row, m) ?? "PREDICTED"))),
    );
  }

  /** Returns what is known of the rows, and estimates of the others, all in one batch. */
  #estimatesOfMetric(rows: readonly number[], metric: Metric): (Estimate | undefined)[] {
    const column = rows.map((row) => this.parts.known.estimate(row, metric));
    const gaps = [...rows.keys()].filter((i) => column[i] === undefined);
    const estimator = gaps.length === 0 ? undefined : this.parts.estimators.get(metric);
    const estimates = estimator?.estimatesOf(gaps.map((i) => this.genotypes[rows[i]])) ?? [];
    estimates.forEach((estimate, k) => {
      column[gaps[k]] = estimate;
    });
    return column;
  }

  /** Fills the gaps of the known column with estimates and marks the rows of which an estimate is extrapolated. */
  #filledColumn(metric: Metric): Float64Array {
    const values = new Float64Array(this.genotypes.length).fill(Number.NaN);
    values.set(this.parts.known.columns[metric]);
    const estimator = this.parts.estimators.get(metric);
    if (estimator === undefined) return values;
    const gaps = [...values.keys()].filter((row) => Number.isNaN(values[row]));
    const estimates = estimator.valuesOf(gaps.map((row) => this.genotypes[row]));
    gaps.forEach((row, i) => {
      values[row] = estimates.value[i];
      if (estimates.extrapolated[i] === 1) this.#extrapolated[row] = 1;
    });
    return values;
  }
}
