import { defined } from "../../base/defined.js";
import type { ArchitectureId, PredictorId } from "../../base/ids.js";
import { type Metric, SOURCES, type Source } from "../../base/metric.js";
import type { Constraints, SizeMetric } from "../../search/constraints/constraints.js";
import { structureFilter } from "../../search/constraints/structure-filter.js";
import { complexityOf } from "../../space/network/index.js";
import type { Space } from "../../space/space.js";
import type { Genotype } from "../../space/types.js";
import { CHUNK_ROWS, chunksOf, type FloatColumn } from "../columns/float-column.js";
import type { Estimate } from "../estimate.js";
import type { Layer, LiveFronts } from "../fronts/live-fronts.js";
import type { RowSet } from "../fronts/row-set.js";
import type { StructureColumns } from "../fronts/structure-rows.js";
import type { MetricEstimates } from "../point.js";
import type { EstimateColumn } from "./estimate-column.js";
import type { KnownNetworks } from "./known-networks.js";
import type { NetworkRows } from "./network-rows.js";

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
  /** The networks that a search found; `unknown` has the positions and ids of those that are not known. */
  readonly searched: {
    readonly genotypes: readonly Genotype[];
    readonly columns: ReadonlyMap<Metric, EstimateColumn>;
    readonly unknown: ReadonlyMap<number, ArchitectureId>;
  };
  readonly lacking: readonly Metric[];
  /** The fronts of the same question at an earlier moment, which are brought up to date. */
  readonly fronts: LiveFronts;
}

/**
 * The known columns with their gaps filled in, followed by the searched networks, as they are at one moment. The latter
 * begin at the first row of a chunk, so that the chunks before stay the same while networks are added.
 */
export class FilledNetworks implements EstimatedNetworks {
  readonly space: Space;
  readonly metrics: readonly Metric[];
  readonly predictors: readonly PredictorId[];
  readonly lacking: readonly Metric[];
  /** The row of the first searched network. */
  readonly #base: number;
  readonly #layers: ReadonlyMap<Metric, readonly Layer[]>;
  readonly #unknown: ReadonlyMap<number, ArchitectureId>;

  constructor(private readonly parts: Parts) {
    const { known, searched, columns, lacking } = parts;
    this.space = known.space;
    this.metrics = known.metrics;
    this.lacking = lacking;
    this.predictors = [...columns.values()].flatMap(({ estimator }) => estimator.predictor ?? []);
    this.#base = chunksOf(known.count) * CHUNK_ROWS;
    this.#unknown = new Map(searched.unknown);
    this.#layers = new Map(this.metrics.map((metric) => [metric, this.#layersOf(metric)]));
  }

  *rows(): Generator<number> {
    for (let row = 0; row < this.parts.known.count; row++) yield row;
    for (const position of this.#unknown.keys()) yield this.#base + position;
  }

  genotype(row: number): Genotype {
    const { known, searched } = this.parts;
    return row < this.#base ? known.genotype(row) : searched.genotypes[row - this.#base];
  }

  size(row: number, metric: SizeMetric): number {
    if (row < this.#base) return this.parts.known.size(row, metric);
    return complexityOf(this.space, this.genotype(row))?.[metric] ?? Number.NaN;
  }

  id(row: number): ArchitectureId {
    return this.#unknown.get(row - this.#base) ?? this.parts.known.id(row);
  }

  values(metric: Metric, sources = SOURCES, keepsExtrapolated = true): FloatColumn {
    const allowed = { sources, extrapolated: keepsExtrapolated };
    return this.parts.fronts.column(metric, this.#layersFor(metric), allowed);
  }

  isExtrapolated(row: number, metric: Metric): boolean {
    return this.#layerAt(row, metric)?.isExtrapolated === true;
  }

  source(row: number, metric: Metric): Source | undefined {
    return this.#layerAt(row, metric)?.source ?? this.parts.columns.get(metric)?.estimator.source;
  }

  structureFilter(constraints: Constraints): (row: number) => boolean {
    const ofKnown = this.parts.known.structureFilter(constraints);
    const ofOthers = structureFilter(this.space, constraints);
    return (row) => (row < this.#base ? ofKnown(row) : ofOthers(this.genotype(row)));
  }

  structureColumns(constraints: Constraints): StructureColumns | undefined {
    return this.parts.known.structureColumns(constraints);
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
    const allowed = { sources, extrapolated: keepsExtrapolated };
    return this.parts.fronts.rowSet(objectives, (metric) => this.#layersFor(metric), allowed);
  }

  /** Whether a value of any of these metrics is an estimate. If none is, the rows are those of the known networks. */
  #estimates(objectives: readonly Metric[]): boolean {
    if (this.#unknown.size > 0) return true;
    const { known } = this.parts;
    return objectives.some((metric) =>
      this.#layersFor(metric)
        .slice(known.layers(metric).length)
        .some(({ values }) => !values.isEmpty),
    );
  }

  #layersFor(metric: Metric): readonly Layer[] {
    return this.#layers.get(metric) ?? [];
  }

  /** The first layer with a value of a row. */
  #layerAt(row: number, metric: Metric): Layer | undefined {
    return this.#layersFor(metric).find(({ values }) => !Number.isNaN(values.at(row)));
  }

  /** Returns what is known of the rows, and estimates of the others, computed in batches. */
  #estimatesOfMetric(rows: readonly number[], metric: Metric): (Estimate | undefined)[] {
    const { known, columns, searched } = this.parts;
    const found = rows.map((row) => known.estimate(row, metric));
    const gaps = [...rows.keys()].filter((i) => found[i] === undefined);
    const own = gaps.filter((i) => rows[i] < this.#base);
    const other = gaps.filter((i) => rows[i] >= this.#base);
    const fill = (at: readonly number[], estimates: readonly Estimate[] | undefined): void =>
      estimates?.forEach((estimate, k) => {
        if (!Number.isNaN(estimate.value)) found[at[k]] = estimate;
      });
    const ownRows = own.map((i) => rows[i]);
    fill(
      own,
      columns.get(metric)?.estimates(ownRows, (row) => known.genotype(row)),
    );
    const positions = other.map((i) => rows[i] - this.#base);
    fill(
      other,
      searched.columns.get(metric)?.estimates(positions, (at) => searched.genotypes[at]),
    );
    return found;
  }

  /** What is known of a metric, and the estimates of the rows of which nothing is. */
  #layersOf(metric: Metric): readonly Layer[] {
    const { known, columns, searched } = this.parts;
    const layers = known.layers(metric);
    const [own, other] = [columns.get(metric), searched.columns.get(metric)];
    if (own === undefined || other === undefined) return layers;
    own.fill(known.values(metric), known.count, (row) => known.genotype(row));
    other.compute([...this.#unknown.keys()], (position) => searched.genotypes[position]);
    const found = other.layers;
    return [
      ...layers,
      ...own.layers.map((layer, l) => {
        const unknown = only(found[l].values, this.#unknown);
        const chunk = this.#base / CHUNK_ROWS;
        return { ...layer, values: layer.values.first(known.count).followedBy(unknown, chunk) };
      }),
    ];
  }
}

/** The values of some rows of a column alone. */
function only(column: FloatColumn, rows: ReadonlyMap<number, unknown>): FloatColumn {
  const edit = column.edit();
  for (let row = 0; row < column.chunks.length * CHUNK_ROWS; row++) {
    if (!rows.has(row)) edit.set(row, Number.NaN);
  }
  return edit.done();
}
