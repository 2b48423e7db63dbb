import { defined } from "../../base/defined.js";
import type { ArchitectureId, PredictorId } from "../../base/ids.js";
import { type Metric, SOURCES, type Source } from "../../base/metric.js";
import { architectureId } from "../../space/identity.js";
import type { Space } from "../../space/space.js";
import type { Genotype } from "../../space/types.js";
import type { Estimate } from "../estimate.js";
import type { MetricEstimates } from "../point.js";
import type { EstimateColumn } from "./estimate-column.js";
import type { KnownNetworks } from "./known-networks.js";
import type { NetworkRows, RowSet } from "./network-rows.js";
import { rowSetOf } from "./row-set.js";

/**
 * The known networks with estimates of what is not known, followed by the networks that a search over the estimates
 * found best.
 */
export interface EstimatedNetworks extends NetworkRows {
  readonly predictors: readonly PredictorId[];
  /** The objectives for which there is no estimator. */
  readonly lacking: readonly Metric[];
}

/** What estimated networks are made of. */
interface Parts {
  readonly known: KnownNetworks;
  /** The estimates of the known networks, per metric that has an estimator. */
  readonly columns: ReadonlyMap<Metric, EstimateColumn>;
  /** The networks that a search found; `rows` are the positions of those that are not known. */
  readonly searched: {
    readonly genotypes: readonly Genotype[];
    readonly columns: ReadonlyMap<Metric, EstimateColumn>;
    readonly rows: readonly number[];
  };
  readonly lacking: readonly Metric[];
}

/** The known columns with their gaps filled in, followed by the searched networks, as they are at one moment. */
export class FilledNetworks implements EstimatedNetworks {
  readonly space: Space;
  readonly genotypes: readonly Genotype[];
  readonly metrics: readonly Metric[];
  readonly columns: Readonly<Record<Metric, Float64Array>>;
  readonly predictors: readonly PredictorId[];
  readonly lacking: readonly Metric[];
  /** The metrics of which a value was estimated. */
  readonly #estimated = new Set<Metric>();
  readonly #extrapolated = new Map<Metric, Set<number>>();
  readonly #sets = new Map<string, RowSet>();

  constructor(private readonly parts: Parts) {
    const { known, searched, columns, lacking } = parts;
    this.space = known.space;
    this.metrics = known.metrics;
    this.lacking = lacking;
    this.predictors = [...columns.values()].flatMap(({ estimator }) => estimator.predictor ?? []);
    this.genotypes = [...known.genotypes, ...searched.rows.map((row) => searched.genotypes[row])];
    const filled = this.metrics.map((metric) => [metric, this.#filledColumn(metric)]);
    this.columns = Object.fromEntries(filled) as Record<Metric, Float64Array>;
  }

  isExtrapolated(row: number, metric: Metric): boolean {
    return this.#extrapolated.get(metric)?.has(row) === true;
  }

  id(row: number): ArchitectureId {
    return this.parts.known.ids[row] ?? architectureId(this.space, this.genotypes[row]);
  }

  source(row: number, metric: Metric): Source | undefined {
    return this.parts.known.source(row, metric) ?? this.parts.columns.get(metric)?.estimator.source;
  }

  estimatesOf(rows: readonly number[]): readonly MetricEstimates[] {
    const { known } = this.parts;
    const columns = this.metrics.map((metric) => [metric, this.#estimatesOfMetric(rows, metric)] as const);
    return rows.map((row, i) => ({
      ...defined({ testAccuracy: known.estimate(row, "testAccuracy") }),
      ...defined(Object.fromEntries(columns.map(([metric, column]) => [metric, column[i]]))),
    }));
  }

  rowSet(objectives: readonly Metric[], sources: readonly Source[], keepsExtrapolated: boolean): RowSet {
    if (!this.#estimates(objectives)) return this.parts.known.rowSet(objectives, sources, keepsExtrapolated);
    const key = JSON.stringify([objectives, sources, keepsExtrapolated]);
    const set =
      this.#sets.get(key) ??
      rowSetOf(this.columns, objectives, this.#rows(objectives, sources, keepsExtrapolated));
    this.#sets.set(key, set);
    return set;
  }

  /** Whether a value of any of these metrics is an estimate. If none is, the rows are those of the known networks. */
  #estimates(objectives: readonly Metric[]): boolean {
    return this.parts.searched.rows.length > 0 || objectives.some((metric) => this.#estimated.has(metric));
  }

  #rows(objectives: readonly Metric[], sources: readonly Source[], keepsExtrapolated: boolean): number[] {
    const isAnySource = SOURCES.every((source) => sources.includes(source));
    const columns = objectives.map((metric) => this.columns[metric]);
    const rows: number[] = [];
    for (let row = 0; row < this.genotypes.length; row++) {
      if (columns.some((column) => Number.isNaN(column[row]))) continue;
      if (!keepsExtrapolated && objectives.some((metric) => this.isExtrapolated(row, metric))) continue;
      if (isAnySource || objectives.every((m) => sources.includes(this.source(row, m) ?? "PREDICTED")))
        rows.push(row);
    }
    return rows;
  }

  /** Returns what is known of the rows, and estimates of the others, computed in batches. */
  #estimatesOfMetric(rows: readonly number[], metric: Metric): (Estimate | undefined)[] {
    const { known, columns, searched } = this.parts;
    const count = known.ids.length;
    const found = rows.map((row) => known.estimate(row, metric));
    const gaps = [...rows.keys()].filter((i) => found[i] === undefined);
    const own = gaps.filter((i) => rows[i] < count);
    const other = gaps.filter((i) => rows[i] >= count);
    const fill = (at: readonly number[], estimates: readonly Estimate[] | undefined): void =>
      estimates?.forEach((estimate, k) => {
        if (!Number.isNaN(estimate.value)) found[at[k]] = estimate;
      });
    const ownRows = own.map((i) => rows[i]);
    fill(own, columns.get(metric)?.estimates(known.genotypes, ownRows));
    const otherRows = other.map((i) => searched.rows[rows[i] - count]);
    fill(other, searched.columns.get(metric)?.estimates(searched.genotypes, otherRows));
    return found;
  }

  /** Fills the gaps of the known column with estimates and notes the rows of which an estimate is extrapolated. */
  #filledColumn(metric: Metric): Float64Array {
    const { known, columns, searched } = this.parts;
    const count = known.ids.length;
    const values = new Float64Array(this.genotypes.length).fill(Number.NaN);
    values.set(known.columns[metric]);
    const [own, other] = [columns.get(metric), searched.columns.get(metric)];
    if (own === undefined || other === undefined) return values;
    const gaps: number[] = [];
    for (let row = 0; row < count; row++) if (Number.isNaN(values[row])) gaps.push(row);
    own.compute(known.genotypes, gaps);
    other.compute(searched.genotypes, searched.rows);
    if (gaps.length > 0) this.#estimated.add(metric);
    const extrapolated = new Set<number>();
    for (const row of gaps) {
      values[row] = own.value(row);
      if (own.isExtrapolated(row)) extrapolated.add(row);
    }
    searched.rows.forEach((from, i) => {
      values[count + i] = other.value(from);
      if (other.isExtrapolated(from)) extrapolated.add(count + i);
    });
    this.#extrapolated.set(metric, extrapolated);
    return values;
  }
}
