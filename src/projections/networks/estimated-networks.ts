import type { ArchitectureId } from "../../base/ids.js";
import { type Metric, ownerOf } from "../../base/metric.js";
import type { Constraints } from "../../search/constraints/constraints.js";
import { objectiveName } from "../../search/objective-names.js";
import type { Objective } from "../../search/ports.js";
import { architectureId } from "../../space/identity.js";
import type { Space } from "../../space/space.js";
import type { Genotype } from "../../space/types.js";
import { profileVersion, type TaskOnDevice } from "../catalog.js";
import { LiveFronts } from "../fronts/live-fronts.js";
import { estimatorOf } from "../predictors/estimators.js";
import type { PromotedPredictors } from "../predictors/promoted.js";
import { EstimateColumn } from "./estimate-column.js";
import { type EstimatedNetworks, FilledNetworks } from "./filled-networks.js";
import type { KnownNetworks } from "./known-networks.js";
import { keptSearch, type NamedEstimator, type SearchContext } from "./predicted-search.js";

/** The estimators of a task on one device, by metric. */
type Estimators = ReadonlyMap<Metric, NamedEstimator>;
type Columns = ReadonlyMap<Metric, EstimateColumn>;

/** The networks that a search found for one question, with their estimates. */
interface Searched {
  readonly estimators: string;
  readonly genotypes: readonly Genotype[];
  /** The estimates of these networks on each device. */
  readonly columns: readonly Columns[];
  /** The positions and ids of the networks that the archive does not know. */
  readonly unknown: Map<number, ArchitectureId>;
  /** The fronts that were asked for on each device. */
  readonly fronts: readonly LiveFronts[];
}

interface Cached {
  readonly version: string;
  readonly networks: readonly EstimatedNetworks[];
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
    const [networks] = await this.ofEach(
      [on],
      [known],
      objectives.map((metric) => ({ metric })),
      constraints,
    );
    return networks;
  }

  /**
   * Returns the estimated networks of one task on several devices, one entry per device. All have the same networks in
   * the same rows: `known` (see `KnownNetworksStore.ofEach`), and those that one search over the objectives on all
   * devices finds. With one device, the objectives need not name it.
   */
  async ofEach(
    ons: readonly TaskOnDevice[],
    known: readonly KnownNetworks[],
    objectives: readonly Objective[],
    constraints: Constraints,
  ): Promise<readonly EstimatedNetworks[]> {
    const estimators = await Promise.all(ons.map((on, i) => this.#estimatorsOf(on, known[i].metrics)));
    const names = JSON.stringify(
      estimators.flatMap((own) => [...own].map(([metric, { origin }]) => `${metric} ${origin}`)),
    );
    const version = JSON.stringify([...known.map((own) => own.version), names]);
    const [{ task, space }] = ons;
    const about = [task.id, ...ons.map(({ device }) => device.id), objectives.map(objectiveName)];
    const key = JSON.stringify([...about, constraints.genes ?? {}]);
    const cached = this.#cached.get(key);
    if (cached?.version === version) return cached.networks;
    const placeOf = ({ device }: Objective) =>
      device === undefined ? 0 : ons.findIndex((on) => on.device.id === device);
    const found = objectives.map((objective) => estimators[placeOf(objective)].get(objective.metric));
    const used = found.filter((estimator) => estimator !== undefined);
    const searched =
      cached?.searched.estimators === names
        ? cached.searched
        : searchedOf(
            names,
            used.length < found.length ? [] : await keptSearch(this.context, space, used, constraints),
            estimators,
            space,
          );
    forgetKnown(searched, known[0]);
    const networks = ons.map((on, i) => {
      const columns = [...estimators[i]].map(([metric, own]) => [metric, this.#columnOf(on, own)] as const);
      const own = objectives.filter((objective) => placeOf(objective) === i);
      return new FilledNetworks({
        known: known[i],
        columns: new Map(columns),
        searched: { ...searched, columns: searched.columns[i] },
        fronts: searched.fronts[i],
        lacking: own.map(({ metric }) => metric).filter((metric) => !estimators[i].has(metric)),
      });
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

  async #estimatorsOf(on: TaskOnDevice, metrics: readonly Metric[]): Promise<Estimators> {
    const estimators = new Map<Metric, NamedEstimator>();
    for (const metric of metrics) {
      const estimator = await estimatorOf(this.context.promoted, on, metric);
      if (estimator === undefined) continue;
      const origin = estimator.predictor ?? `${on.device.id} ${profileVersion(on.profiles)}`;
      estimators.set(metric, { estimator, origin });
    }
    return estimators;
  }

  /** The estimates of the known networks: those of the last question if it had the same estimator. */
  #columnOf(on: TaskOnDevice, { estimator, origin }: NamedEstimator): EstimateColumn {
    const owner = ownerOf(estimator.metric) === "task" ? on.task.id : on.device.id;
    const key = JSON.stringify([on.space.spec.id, estimator.metric, owner]);
    const kept = this.#columns.get(key);
    if (kept?.estimator === origin) return kept.column;
    const column = new EstimateColumn(estimator);
    this.#columns.set(key, { estimator: origin, column });
    return column;
  }
}

function searchedOf(
  estimatorNames: string,
  genotypes: readonly Genotype[],
  estimators: readonly Estimators[],
  space: Space,
): Searched {
  const columns = new Map<string, EstimateColumn>();
  const columnOf = ({ estimator, origin }: NamedEstimator): EstimateColumn => {
    const key = `${estimator.metric} ${origin}`;
    const column = columns.get(key) ?? new EstimateColumn(estimator);
    columns.set(key, column);
    return column;
  };
  return {
    estimators: estimatorNames,
    genotypes,
    columns: estimators.map((own) => new Map([...own].map(([metric, named]) => [metric, columnOf(named)]))),
    unknown: distinct(genotypes.map((genotype) => architectureId(space, genotype))),
    fronts: estimators.map(() => new LiveFronts()),
  };
}

/** The positions of ids, each id once. */
function distinct(ids: readonly ArchitectureId[]): Map<number, ArchitectureId> {
  const seen = new Set<ArchitectureId>();
  return new Map([...ids.entries()].filter(([, id]) => !seen.has(id) && seen.add(id)));
}

/** Removes the networks that the archive has got to know. */
function forgetKnown({ unknown }: Searched, { networks }: KnownNetworks): void {
  for (const [position, id] of unknown) if (networks.rowOf(id) !== undefined) unknown.delete(position);
}
