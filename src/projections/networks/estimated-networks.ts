import { type Metric, ownerOf } from "../../base/metric.js";
import type { Constraints } from "../../search/constraints/constraints.js";
import { genotypeKey } from "../../space/identity.js";
import type { Genotype } from "../../space/types.js";
import { profileVersion, type TaskOnDevice } from "../catalog.js";
import { type Estimator, estimatorOf } from "../predictors/estimators.js";
import type { PromotedPredictors } from "../predictors/promoted.js";
import { EstimateColumn } from "./estimate-column.js";
import { type EstimatedNetworks, FilledNetworks } from "./filled-networks.js";
import type { KnownNetworks } from "./known-networks.js";
import { keptSearch, type SearchContext } from "./predicted-search.js";

/** The networks that a search found for one question, with their estimates. */
interface Searched {
  readonly estimators: string;
  readonly genotypes: readonly Genotype[];
  readonly columns: ReadonlyMap<Metric, EstimateColumn>;
  /** The position of each network that the archive does not know, by its key. */
  readonly unknown: Map<string, number>;
  /** The number of known networks that were removed from `unknown`. */
  known: number;
}

interface Cached {
  readonly version: string;
  readonly networks: EstimatedNetworks;
  readonly searched: Searched;
}
const MOST_CACHED = 20;

/**
 * Makes estimated networks and keeps those of the last 20 questions until a value or a predictor changes. After a new
 * measurement only the values that are missing now are estimated.
 */
export class EstimatedNetworksStore {
  readonly #cached = new Map<string, Cached>();
  /** The estimates of known networks by space, owner and metric: their rows are the same in all questions. */
  readonly #columns = new Map<string, { readonly estimator: string; readonly column: EstimateColumn }>();

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
    const estimators = await this.#estimatorsOf(on, known.metrics);
    const names = JSON.stringify([...estimators.values()].map((estimator) => nameOf(on, estimator)));
    const version = JSON.stringify([known.version, names]);
    const key = JSON.stringify([on.task.id, on.device.id, objectives, constraints.genes ?? {}]);
    const cached = this.#cached.get(key);
    if (cached?.version === version) return cached.networks;
    const lacking = objectives.filter((metric) => !estimators.has(metric));
    const used = objectives.flatMap((metric) => estimators.get(metric) ?? []);
    const searched =
      cached?.searched.estimators === names
        ? cached.searched
        : searchedOf(
            names,
            lacking.length > 0 ? [] : await keptSearch(this.context, on, used, constraints),
            estimators,
          );
    forgetKnown(searched, known);
    const networks = new FilledNetworks({
      known,
      columns: new Map([...estimators].map(([metric, estimator]) => [metric, this.#columnOf(on, estimator)])),
      searched: { ...searched, rows: [...searched.unknown.values()] },
      lacking,
    });
    this.#cached.delete(key);
    if (this.#cached.size >= MOST_CACHED) this.#cached.delete(this.#cached.keys().next().value as string);
    this.#cached.set(key, { version, networks, searched });
    return networks;
  }

  /** Forgets everything. It is called after the archive was emptied. */
  forget(): void {
    this.#cached.clear();
    this.#columns.clear();
  }

  async #estimatorsOf(on: TaskOnDevice, metrics: readonly Metric[]): Promise<ReadonlyMap<Metric, Estimator>> {
    const estimators = new Map<Metric, Estimator>();
    for (const metric of metrics) {
      const estimator = await estimatorOf(this.context.promoted, on, metric);
      if (estimator !== undefined) estimators.set(metric, estimator);
    }
    return estimators;
  }

  /** The estimates of the known networks: those of the last question if it had the same estimator. */
  #columnOf(on: TaskOnDevice, estimator: Estimator): EstimateColumn {
    const owner = ownerOf(estimator.metric) === "task" ? on.task.id : on.device.id;
    const key = JSON.stringify([on.space.spec.id, estimator.metric, owner]);
    const name = nameOf(on, estimator);
    const kept = this.#columns.get(key);
    if (kept?.estimator === name) return kept.column;
    const column = new EstimateColumn(estimator);
    this.#columns.set(key, { estimator: name, column });
    return column;
  }
}

/** A text that differs between estimators that may estimate differently. */
const nameOf = (on: TaskOnDevice, { metric, predictor }: Estimator): string =>
  `${metric} ${predictor ?? `${on.device.id} ${profileVersion(on.profiles)}`}`;

const searchedOf = (
  estimatorNames: string,
  genotypes: readonly Genotype[],
  estimators: ReadonlyMap<Metric, Estimator>,
): Searched => ({
  estimators: estimatorNames,
  genotypes,
  columns: new Map([...estimators].map(([metric, estimator]) => [metric, new EstimateColumn(estimator)])),
  unknown: new Map(genotypes.map((genotype, i) => [genotypeKey(genotype), i])),
  known: 0,
});

/** Removes the networks that the archive has got to know. */
function forgetKnown(searched: Searched, { genotypes }: KnownNetworks): void {
  if (searched.unknown.size > 0) {
    for (let row = searched.known; row < genotypes.length; row++)
      searched.unknown.delete(genotypeKey(genotypes[row]));
  }
  searched.known = genotypes.length;
}
