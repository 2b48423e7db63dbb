import { Serial } from "../../base/async/serial.js";
import type { ArchitectureId } from "../../base/ids.js";
import {
  COST_METRICS,
  KNOWN_SOURCES,
  METRICS,
  type Metric,
  ownAmong,
  type Source,
} from "../../base/metric.js";
import { batchCost } from "../../hardware/cost-model.js";
import type { OperatorProfile } from "../../hardware/types.js";
import type { Archive } from "../../records/archive.js";
import { fromArchitecture } from "../../space/architecture.js";
import type { Space } from "../../space/space.js";
import type { Genotype } from "../../space/types.js";
import { profileVersion, type TaskOnDevice } from "../catalog.js";
import type { Estimate } from "../estimate.js";
import type { CombinedAccuracy, CombinedCost } from "../measurements/combine.js";
import type { SubjectTable, SubjectTables } from "../measurements/subject-tables.js";
import type { MetricEstimates } from "../point.js";
import { LiveFront } from "./live-front.js";
import type { NetworkRows } from "./network-rows.js";

/**
 * Every known architecture of a space with what is measured of it for a task on a device, or summed from the device's
 * operator profiles. Rows are in the order in which the archive stored the architectures.
 */
export interface KnownNetworks extends NetworkRows {
  readonly ids: readonly ArchitectureId[];
  /** Returns the measured or summed value of one row; undefined where nothing is known. */
  estimate(row: number, name: keyof MetricEstimates): Estimate | undefined;
  /** A text that changes whenever a value changes. */
  readonly version: string;
}

/** The architectures of one space, as far as they have been read from the archive. */
interface Architectures {
  readonly ids: ArchitectureId[];
  readonly genotypes: Genotype[];
  readonly rowOf: Map<ArchitectureId, number>;
}

/** Everything that known networks are made of, at one moment. */
interface Inputs {
  readonly space: Space;
  readonly architectures: Architectures;
  readonly accuracies: SubjectTable<CombinedAccuracy>;
  readonly costs: SubjectTable<CombinedCost>;
  /** The built-in metrics and those that users declared. */
  readonly metrics: readonly Metric[];
  readonly profiles: readonly OperatorProfile[];
}

/**
 * Keeps the known networks of each task on each device that was asked for, and updates them when they are asked for
 * again.
 */
export class KnownNetworksStore {
  readonly #architectures = new Map<string, Architectures>();
  readonly #live = new Map<string, LiveNetworks>();
  readonly #reading = new Serial();

  constructor(
    private readonly archive: Archive,
    private readonly subjects: SubjectTables,
  ) {}

  async of(on: TaskOnDevice): Promise<KnownNetworks> {
    const [known] = await this.ofEach([on]);
    return known;
  }

  /** The known networks of one task on several devices. All have the same networks in the same rows. */
  async ofEach(ons: readonly TaskOnDevice[]): Promise<readonly KnownNetworks[]> {
    const [{ task, space }] = ons;
    const accuracies = await this.subjects.ofTask(space.spec.id, task.id);
    const costs: SubjectTable<CombinedCost>[] = [];
    for (const { device } of ons) costs.push(await this.subjects.ofDevice(space.spec.id, device.id));
    const architectures = await this.#read(space);
    const own = (await this.archive.list("metric")).map(({ metric }) => metric);
    const metrics = [...METRICS, ...own];
    return ons.map(({ device, profiles }, i) => {
      const key = `${task.id}\n${device.id}`;
      const live = this.#live.get(key) ?? new LiveNetworks();
      this.#live.set(key, live);
      return live.refreshed({ space, architectures, accuracies, costs: costs[i], metrics, profiles });
    });
  }

  /** Forgets everything. It is called after the archive was emptied. */
  forget(): void {
    this.#architectures.clear();
    this.#live.clear();
  }

  /** Reads the architectures that the archive has stored since the last call. */
  async #read(space: Space): Promise<Architectures> {
    const known: Architectures = this.#architectures.get(space.spec.id) ?? {
      ids: [],
      genotypes: [],
      rowOf: new Map(),
    };
    this.#architectures.set(space.spec.id, known);
    await this.#reading.run(async () => {
      for (const record of await this.archive.architectures(space.spec.id, known.ids.length)) {
        known.rowOf.set(record.id, known.ids.push(record.id) - 1);
        known.genotypes.push(fromArchitecture(space, record.architecture));
      }
    });
    return known;
  }
}

/** The known networks of one task on one device, with the fronts that were asked for. */
class LiveNetworks {
  #state: State | undefined;
  readonly #fronts = new Map<string, LiveFront>();

  refreshed(inputs: Inputs): KnownNetworks {
    const before = this.#state;
    if (before === undefined || !before.isOf(inputs)) {
      this.#fronts.clear();
      this.#state = new State(inputs, this.#fronts);
    } else {
      const changed = before.changedRows(inputs);
      if (changed.size === 0) return before;
      this.#state = new State(inputs, this.#fronts, { before, changed });
      for (const front of this.#fronts.values()) front.advance(this.#state, changed);
    }
    before?.retire();
    return this.#state;
  }
}

type EstimateColumns = Readonly<Record<keyof MetricEstimates, (Estimate | undefined)[]>>;

/**
 * The known networks at one moment. The latest state keeps its fronts current and hands them on to the next; an
 * earlier state has to compute its fronts from scratch.
 */
class State implements KnownNetworks {
  readonly space: Space;
  readonly ids: readonly ArchitectureId[];
  readonly genotypes: readonly Genotype[];
  readonly metrics: readonly Metric[];
  readonly columns: Readonly<Record<Metric, Float64Array>>;
  readonly version: string;
  readonly profileVersion: string;
  private readonly estimates: EstimateColumns;
  readonly #read: { readonly accuracies: number; readonly costs: number };
  #isLatest = true;
  readonly #names: readonly (keyof MetricEstimates)[];

  /**
   * @param from an earlier state with the same profiles and metrics, and the rows in which it differs from the inputs;
   * without it, all rows are new
   */
  constructor(
    inputs: Inputs,
    private readonly fronts: Map<string, LiveFront>,
    from?: { readonly before: State; readonly changed: ReadonlySet<number> },
  ) {
    const { space, architectures, accuracies, costs, metrics, profiles } = inputs;
    const count = architectures.ids.length;
    const isGrown = from === undefined || from.before.ids.length < count;
    this.space = space;
    this.metrics = metrics;
    this.#names = ["testAccuracy", ...metrics];
    this.ids = isGrown ? architectures.ids.slice() : from.before.ids;
    this.genotypes = isGrown ? architectures.genotypes.slice() : from.before.genotypes;
    this.profileVersion = profileVersion(profiles);
    const own = metrics.length - METRICS.length;
    const versions = [count, accuracies.version, costs.version, this.profileVersion];
    this.version = (own === 0 ? versions : [...versions, own]).join("-");
    this.#read = { accuracies: accuracies.changes.length, costs: costs.changes.length };
    this.estimates = copiedEstimates(this.#names, from?.before.estimates, count);
    this.columns = copiedColumns(metrics, from?.before.columns, count);
    this.#fill(inputs, from === undefined ? [...this.ids.keys()] : [...from.changed]);
  }

  /** Tells whether a later state can be made from this one. */
  isOf({ metrics, profiles }: Inputs): boolean {
    return this.profileVersion === profileVersion(profiles) && this.metrics.join() === metrics.join();
  }

  /** Lists the rows that are new in the inputs, or whose measurements have changed since this state. */
  changedRows({ architectures, accuracies, costs }: Inputs): Set<number> {
    const rows = new Set<number>();
    for (let row = this.ids.length; row < architectures.ids.length; row++) rows.add(row);
    const ids = [
      ...accuracies.changes.slice(this.#read.accuracies),
      ...costs.changes.slice(this.#read.costs),
    ];
    for (const id of ids) {
      const row = architectures.rowOf.get(id);
      if (row !== undefined) rows.add(row);
    }
    return rows;
  }

  /** Marks that a later state has taken over the fronts. */
  retire(): void {
    this.#isLatest = false;
  }

  id(row: number): ArchitectureId {
    return this.ids[row];
  }

  estimate(row: number, name: keyof MetricEstimates): Estimate | undefined {
    return this.estimates[name][row];
  }

  source(row: number, metric: Metric): Source | undefined {
    return this.estimates[metric][row]?.source;
  }

  isExtrapolated(): boolean {
    return false;
  }

  estimatesOf(rows: readonly number[]): readonly MetricEstimates[] {
    return rows.map((row) => {
      const known = this.#names.map((name) => [name, this.estimates[name][row]] as const);
      return Object.fromEntries(known.filter(([, estimate]) => estimate !== undefined)) as MetricEstimates;
    });
  }

  rowSet(objectives: readonly Metric[], sources: readonly Source[]) {
    const allowed = KNOWN_SOURCES.filter((source) => sources.includes(source));
    if (!this.#isLatest) return new LiveFront(objectives, allowed, this).rowSet;
    const key = JSON.stringify([objectives, allowed]);
    const front = this.fronts.get(key) ?? new LiveFront(objectives, allowed, this);
    this.fronts.set(key, front);
    return front.rowSet;
  }

  #fill({ space, accuracies, costs, profiles }: Inputs, rows: readonly number[]): void {
    const own = rows.map((row) => this.genotypes[row]);
    const declared = ownAmong(this.metrics);
    const model = profiles.length === 0 ? undefined : batchCost(space, own, profiles);
    rows.forEach((row, i) => {
      const scored = accuracies.combined.get(this.ids[row]);
      this.#set(row, "accuracy", scored?.accuracy);
      this.estimates.testAccuracy[row] = scored?.testAccuracy;
      const measured = costs.combined.get(this.ids[row]);
      for (const metric of COST_METRICS) {
        const isSummed = model !== undefined && !Number.isNaN(model[metric][i]);
        const summed = isSummed ? ({ value: model[metric][i], source: "COST_MODEL" } as const) : undefined;
        this.#set(row, metric, measured?.[metric] ?? summed);
      }
      for (const metric of declared) this.#set(row, metric, scored?.[metric] ?? measured?.[metric]);
    });
  }

  #set(row: number, metric: Metric, estimate: Estimate | undefined): void {
    this.estimates[metric][row] = estimate;
    this.columns[metric][row] = estimate?.value ?? Number.NaN;
  }
}

function copiedEstimates(
  names: readonly (keyof MetricEstimates)[],
  from: EstimateColumns | undefined,
  count: number,
): EstimateColumns {
  const copies = names.map((name) => {
    const copy = from?.[name].slice() ?? [];
    copy.length = count;
    return [name, copy] as const;
  });
  return Object.fromEntries(copies) as EstimateColumns;
}

function copiedColumns(
  metrics: readonly Metric[],
  from: KnownNetworks["columns"] | undefined,
  count: number,
): Record<Metric, Float64Array> {
  const copies = metrics.map((metric) => {
    const copy = new Float64Array(count).fill(Number.NaN);
    if (from !== undefined) copy.set(from[metric]);
    return [metric, copy] as const;
  });
  return Object.fromEntries(copies) as Record<Metric, Float64Array>;
}
