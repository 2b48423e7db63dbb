import type { ArchitectureId } from "../../base/ids.js";
import {
  type COST_METRICS,
  isCost,
  KNOWN_SOURCES,
  METRICS,
  type Metric,
  ownerOf,
  type Source,
} from "../../base/metric.js";
import type { Archive } from "../../records/archive.js";
import type { Constraints, SizeMetric } from "../../search/constraints/constraints.js";
import type { Space } from "../../space/space.js";
import type { Genotype } from "../../space/types.js";
import { profileVersion, type TaskOnDevice } from "../catalog.js";
import type { FloatColumn } from "../columns/float-column.js";
import type { Estimate } from "../estimate.js";
import { type Layer, LiveFronts } from "../fronts/live-fronts.js";
import type { RowSet } from "../fronts/row-set.js";
import { type StructureColumns, structureColumns, structureRows } from "../fronts/structure-rows.js";
import type { SubjectTable } from "../measurements/subject-table.js";
import type { SubjectTables } from "../measurements/subject-tables.js";
import type { MetricEstimates } from "../point.js";
import type { NetworkRows } from "./network-rows.js";
import type { SpaceNetworks } from "./space-networks.js";
import type { SpaceNetworksStore } from "./stored-networks.js";
import { SummedCosts } from "./summed-costs.js";

/**
 * Every known architecture of a space with what is measured of it for a task on a device, or summed from the device's
 * operator profiles. Rows are in the order in which the archive stored the architectures.
 */
export interface KnownNetworks extends NetworkRows {
  /** The number of rows, which have no gap. */
  readonly count: number;
  readonly networks: SpaceNetworks;
  /** Returns the measured or summed value of one row; undefined where nothing is known. */
  estimate(row: number, name: keyof MetricEstimates): Estimate | undefined;
  /** The values of a metric, divided by source; the first one with a value counts. */
  layers(metric: Metric): readonly Layer[];
  /** A text that changes whenever a value changes. */
  readonly version: string;
}

/** Everything that known networks are made of, at one moment. */
interface Inputs {
  readonly space: Space;
  readonly networks: SpaceNetworks;
  readonly accuracies: SubjectTable;
  readonly costs: SubjectTable;
  /** The built-in metrics and those that users declared. */
  readonly metrics: readonly Metric[];
  readonly profileVersion: string;
}

/**
 * Keeps the known networks of each task on each device that was asked for, and updates them when they are asked for
 * again.
 */
export class KnownNetworksStore {
  readonly #live = new Map<string, LiveNetworks>();

  constructor(
    private readonly archive: Archive,
    private readonly subjects: SubjectTables,
    private readonly networks: SpaceNetworksStore,
  ) {}

  async of(on: TaskOnDevice): Promise<KnownNetworks> {
    const [known] = await this.ofEach([on]);
    return known;
  }

  /** The known networks of one task on several devices. All have the same networks in the same rows. */
  async ofEach(ons: readonly TaskOnDevice[]): Promise<readonly KnownNetworks[]> {
    const [{ task, space }] = ons;
    const accuracies = await this.subjects.ofTask(space.spec.id, task.id);
    const costs: SubjectTable[] = [];
    for (const { device } of ons) costs.push(await this.subjects.ofDevice(space.spec.id, device.id));
    const networks = await this.networks.of(space.spec.id);
    const own = (await this.archive.list("metric")).map(({ metric }) => metric);
    const metrics = [...METRICS, ...own];
    return ons.map((on, i) => {
      const key = `${task.id}\n${on.device.id}`;
      const version = profileVersion(on.profiles);
      const kept = this.#live.get(key);
      const live = kept?.profileVersion === version ? kept : new LiveNetworks(on, version);
      this.#live.set(key, live);
      return live.refreshed({
        space,
        networks,
        accuracies,
        costs: costs[i],
        metrics,
        profileVersion: version,
      });
    });
  }

  /** Forgets everything. It is called after the archive was emptied. */
  forget(): void {
    this.#live.clear();
  }
}

/** The known networks of one task on one device with the same operator profiles, and the fronts that were asked for. */
class LiveNetworks {
  #state: State | undefined;
  readonly #summed: SummedCosts;
  readonly #fronts = new LiveFronts();

  constructor(
    { space, profiles }: TaskOnDevice,
    readonly profileVersion: string,
  ) {
    this.#summed = new SummedCosts(space, profiles);
  }

  refreshed(inputs: Inputs): KnownNetworks {
    if (this.#state?.isOf(inputs) === true) return this.#state;
    const summed = this.#summed.of(inputs.networks, inputs.costs);
    this.#state = new State(inputs, summed, this.#fronts);
    return this.#state;
  }
}

/** The known networks at one moment. */
class State implements KnownNetworks {
  readonly space: Space;
  readonly networks: SpaceNetworks;
  readonly metrics: readonly Metric[];
  readonly version: string;
  readonly #names: readonly (keyof MetricEstimates)[];

  constructor(
    private readonly inputs: Inputs,
    private readonly summed: Readonly<Record<(typeof COST_METRICS)[number], FloatColumn>>,
    private readonly fronts: LiveFronts,
  ) {
    const { space, networks, accuracies, costs, metrics } = inputs;
    this.space = space;
    this.networks = networks;
    this.metrics = metrics;
    this.#names = ["testAccuracy", ...metrics];
    const own = metrics.length - METRICS.length;
    const versions = [networks.count, accuracies.version, costs.version, inputs.profileVersion];
    this.version = (own === 0 ? versions : [...versions, own]).join("-");
  }

  get count(): number {
    return this.networks.count;
  }

  /** Tells whether the inputs are those of this state. */
  isOf({ networks, accuracies, costs, metrics }: Inputs): boolean {
    const { inputs } = this;
    return (
      networks === inputs.networks &&
      accuracies === inputs.accuracies &&
      costs === inputs.costs &&
      metrics.join() === inputs.metrics.join()
    );
  }

  rows(): Iterable<number> {
    return new Array(this.count).keys();
  }

  id(row: number): ArchitectureId {
    return this.networks.id(row);
  }

  genotype(row: number): Genotype {
    return this.networks.genotype(row);
  }

  size(row: number, metric: SizeMetric): number {
    return this.networks.size(metric).at(row);
  }

  structureFilter(constraints: Constraints): (row: number) => boolean {
    return structureRows(this.space, this.networks, constraints);
  }

  structureColumns(constraints: Constraints): StructureColumns | undefined {
    return structureColumns(this.space, this.networks, constraints);
  }

  values(metric: Metric, sources = KNOWN_SOURCES): FloatColumn {
    return this.fronts.column(metric, this.layers(metric), { sources, extrapolated: true });
  }

  layers(metric: Metric): readonly Layer[] {
    const measured: Layer = { source: "MEASURED", values: this.#tableOf(metric).values(metric) };
    return isCost(metric) ? [measured, { source: "COST_MODEL", values: this.summed[metric] }] : [measured];
  }

  estimate(row: number, name: keyof MetricEstimates): Estimate | undefined {
    if (name === "testAccuracy") return this.inputs.accuracies.estimate(row, name);
    const measured = this.#tableOf(name).estimate(row, name);
    if (measured !== undefined || !isCost(name)) return measured;
    const value = this.summed[name].at(row);
    return Number.isNaN(value) ? undefined : { value, source: "COST_MODEL" };
  }

  source(row: number, metric: Metric): Source | undefined {
    return this.layers(metric).find(({ values }) => !Number.isNaN(values.at(row)))?.source;
  }

  isExtrapolated(): boolean {
    return false;
  }

  estimatesOf(rows: readonly number[]): readonly MetricEstimates[] {
    return rows.map((row) => {
      const known = this.#names.map((name) => [name, this.estimate(row, name)] as const);
      return Object.fromEntries(known.filter(([, estimate]) => estimate !== undefined)) as MetricEstimates;
    });
  }

  rowSet(objectives: readonly Metric[], sources: readonly Source[]): RowSet {
    const allowed = {
      sources: KNOWN_SOURCES.filter((source) => sources.includes(source)),
      extrapolated: true,
    };
    return this.fronts.rowSet(objectives, (metric) => this.layers(metric), allowed);
  }

  #tableOf(metric: Metric): SubjectTable {
    return ownerOf(metric) === "task" ? this.inputs.accuracies : this.inputs.costs;
  }
}
