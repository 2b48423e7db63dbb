import { setImmediate } from "node:timers/promises";
import { Serial } from "../../base/async/serial.js";
import type { ArchitectureId, DeviceId, SpaceId, TaskId } from "../../base/ids.js";
import type { Archive, LoggedMeasurement } from "../../records/archive.js";
import type { Measurement } from "../../records/measurement.js";
import type { SpaceNetworks } from "../networks/space-networks.js";
import type { SpaceNetworksStore } from "../networks/stored-networks.js";
import type { Snapshots } from "../snapshots/snapshots.js";
import { imageOfSubject, type LastEntry, subjectOf } from "../snapshots/subject-image.js";
import { type CombinedAccuracy, type CombinedCost, combineAccuracy, combineCost } from "./combine.js";
import { type CombinedValues, SubjectEdit, SubjectTable } from "./subject-table.js";

type MeasurementOf<Subject extends Measurement["subject"]> = Extract<Measurement, { subject: Subject }>;
type SubjectOf = Parameters<Archive["measurementsSince"]>[0];

/** The architectures whose measurements are read one by one; where there are more, the whole log is read again. */
const MOST_READ_SINGLY = 2_000;
/** The architectures of a submission up to which no table is needed to know what was measured of them before. */
const MOST_WITHOUT_TABLE = 10;
/** Entries of the change log that are read together: they take 1 kB each for a moment. */
const PAGE = 20_000;

/**
 * The tables of an archive, which follow its change log; each is made on first use. Only combined values are kept.
 * Where an architecture is measured again, or a measurement of it is retracted, all its measurements are read from the
 * archive.
 */
export class SubjectTables {
  readonly #tasks = new Map<string, LiveTable<"task", CombinedAccuracy>>();
  readonly #devices = new Map<string, LiveTable<"device", CombinedCost>>();

  constructor(
    readonly archive: Archive,
    readonly networks: SpaceNetworksStore,
    readonly snapshots: Snapshots,
    readonly page = PAGE,
  ) {}

  /** Returns the accuracies of a task, up to date. */
  ofTask(space: SpaceId, task: TaskId): Promise<SubjectTable<CombinedAccuracy>> {
    return this.#ofTask(space, task).update();
  }

  /** Returns the costs of a device, up to date. */
  ofDevice(space: SpaceId, device: DeviceId): Promise<SubjectTable<CombinedCost>> {
    return this.#ofDevice(space, device).update();
  }

  /**
   * What is measured of the architectures of these measurements of one task, which are stored or will be. Where there
   * are few, it is read from the archive, and no table is made: a thread that only stores needs none.
   */
  accuraciesOf(
    measurements: readonly MeasurementOf<"task">[],
    state: "new" | "stored",
  ): Promise<ReadonlyMap<ArchitectureId, CombinedAccuracy>> {
    const [first] = measurements;
    return this.#ofTask(first.space, first.task).combined(measurements, state);
  }

  /** The same for measurements of one device. */
  costsOf(
    measurements: readonly MeasurementOf<"device">[],
    state: "new" | "stored",
  ): Promise<ReadonlyMap<ArchitectureId, CombinedCost>> {
    const [first] = measurements;
    return this.#ofDevice(first.space, first.device).combined(measurements, state);
  }

  /** Forgets all tables. It is called after the archive was emptied. */
  forget(): void {
    this.#tasks.clear();
    this.#devices.clear();
  }

  #ofTask(space: SpaceId, task: TaskId): LiveTable<"task", CombinedAccuracy> {
    return getOrMake(
      this.#tasks,
      `${space}\n${task}`,
      () => new LiveTable(this, { space, task }, combineAccuracy),
    );
  }

  #ofDevice(space: SpaceId, device: DeviceId): LiveTable<"device", CombinedCost> {
    return getOrMake(
      this.#devices,
      `${space}\n${device}`,
      () => new LiveTable(this, { space, device }, combineCost),
    );
  }
}

/** The table of one subject, at the last moment at which it was asked for. */
class LiveTable<Subject extends Measurement["subject"], Combined extends CombinedValues> {
  #table: SubjectTable<Combined> | undefined;
  #last: LastEntry | undefined;
  readonly #updating = new Serial();

  constructor(
    private readonly from: Pick<SubjectTables, "archive" | "networks" | "snapshots" | "page">,
    private readonly subject: SubjectOf,
    private readonly combine: (measurements: readonly MeasurementOf<Subject>[]) => Combined,
  ) {}

  /**
   * Reads the new entries of the change log, in pages: what was read is kept, also for a snapshot, if this thread is
   * ended in the middle of a long log. Concurrent calls are queued, so that each change is applied once.
   */
  update(): Promise<SubjectTable<Combined>> {
    return this.#updating.run(async () => {
      if (this.#table === undefined) await this.#restore();
      for (;;) {
        const [table, isLast] = await this.#nextPage();
        if (isLast) return table;
        await setImmediate();
      }
    });
  }

  /** Reads a page of new entries; returns the table with them, and whether these are all. */
  async #nextPage(): Promise<readonly [table: SubjectTable<Combined>, isLast: boolean]> {
    const { archive, networks: store, page } = this.from;
    // Architectures are read last: those of all measurements that were read are then known, if they are stored.
    const logged = await archive.measurementsSince(this.subject, this.#table?.version ?? 0, page);
    const networks = await store.of(this.subject.space);
    const before = this.#table ?? emptyOf<Combined>(networks);
    const isSame = logged.length === 0 && before.networks === networks;
    const table = isSame ? before : await this.#advanced(before, networks, logged);
    this.#table = table;
    this.#offer();
    return [table, logged.length < page];
  }

  /** The combined values of the architectures of these measurements, which are stored or will be. */
  async combined(
    measurements: readonly MeasurementOf<Subject>[],
    state: "new" | "stored",
  ): Promise<ReadonlyMap<ArchitectureId, Combined>> {
    const together = byArchitecture(measurements);
    const stored = await this.#measurementsOf(await this.#measuredOf([...together.keys()]), () =>
      this.from.archive.measurementsSince(this.subject, 0),
    );
    return new Map(
      [...together].map(([id, own]) => {
        const before = stored.get(id) ?? [];
        return [id, this.combine(state === "new" ? [...before, ...own] : before)];
      }),
    );
  }

  /** Those of some architectures of which anything is measured, and others where there are few. */
  async #measuredOf(ids: readonly ArchitectureId[]): Promise<readonly ArchitectureId[]> {
    if (ids.length <= MOST_WITHOUT_TABLE) return ids;
    const table = await this.update();
    return ids.filter((id) => table.get(id) !== undefined);
  }

  /** Begins with the snapshot, if there is one of this archive. */
  async #restore(): Promise<void> {
    const { archive, networks, snapshots } = this.from;
    const found = await snapshots.restored(
      this.#name,
      async (image) => subjectOf<Combined>(image, archive, await networks.of(this.subject.space)),
      ({ last }) => last.sequence,
    );
    [this.#table, this.#last] = [found?.table, found?.last];
  }

  #offer(): void {
    const [table, last] = [this.#table, this.#last];
    if (table === undefined || last === undefined) return;
    this.from.snapshots.offer(this.#name, last.sequence, () => imageOfSubject(table, last));
  }

  get #name(): string {
    return JSON.stringify(this.subject);
  }

  async #advanced(
    before: SubjectTable<Combined>,
    networks: SubjectTable["networks"],
    logged: readonly LoggedMeasurement[],
  ): Promise<SubjectTable<Combined>> {
    const edit = new SubjectEdit(before, networks);
    const fresh = new Map<ArchitectureId, MeasurementOf<Subject>[]>();
    const again = new Set<ArchitectureId>();
    let version = before.version;
    for (const { sequence, measurement } of logged) {
      version = Math.max(version, sequence);
      const id = measurement.architecture;
      if (again.has(id)) continue;
      const own = fresh.get(id);
      if (measurement.retracted || (own === undefined && before.get(id) !== undefined)) {
        again.add(id);
        fresh.delete(id);
      } else if (own === undefined) fresh.set(id, [measurement as MeasurementOf<Subject>]);
      else own.push(measurement as MeasurementOf<Subject>);
    }
    // A long log with many repeats is read again once instead of network by network at every page.
    const repeats =
      logged.length < this.from.page ? [] : logged.filter((own) => again.has(own.measurement.architecture));
    if (before.version > 0 && Math.max(again.size, repeats.length) > MOST_READ_SINGLY) {
      const whole = await this.from.archive.measurementsSince(this.subject, 0);
      return this.#advanced(emptyOf(networks), networks, whole);
    }
    for (const [id, own] of fresh) edit.set(id, this.combine(own));
    const stored = await this.#measurementsOf([...again], () => logged);
    for (const id of again) edit.set(id, this.combine(stored.get(id) ?? []));
    for (const { sequence, measurement } of logged.slice(-1))
      this.#last = { sequence, measurement: measurement.id, architecture: measurement.architecture };
    return edit.done(version);
  }

  /** The measurements of the subject of some architectures, in the order of the log, without retracted ones. */
  async #measurementsOf(
    ids: readonly ArchitectureId[],
    wholeLog: () => readonly LoggedMeasurement[] | Promise<readonly LoggedMeasurement[]>,
  ): Promise<ReadonlyMap<ArchitectureId, MeasurementOf<Subject>[]>> {
    if (ids.length === 0) return new Map();
    const logged: LoggedMeasurement[] = [];
    if (ids.length > MOST_READ_SINGLY) {
      const wanted = new Set(ids);
      const whole = await wholeLog();
      logged.push(...whole.filter(({ measurement }) => wanted.has(measurement.architecture)));
    } else for (const id of ids) logged.push(...(await this.from.archive.measurementsOf(id)));
    const retracted = new Set(logged.flatMap(({ measurement: m }) => (m.retracted ? [m.id] : [])));
    return byArchitecture(
      logged
        .map(({ measurement }) => measurement as MeasurementOf<Subject>)
        .filter((measurement) => this.#isOwn(measurement) && !retracted.has(measurement.id)),
    );
  }

  #isOwn(measurement: Measurement): boolean {
    const { subject } = this;
    if (measurement.space !== subject.space) return false;
    return "task" in subject
      ? measurement.subject === "task" && measurement.task === subject.task
      : measurement.subject === "device" && measurement.device === subject.device;
  }
}

const emptyOf = <Combined extends CombinedValues>(networks: SpaceNetworks): SubjectTable<Combined> =>
  new SubjectTable(0, networks, new Map(), new Map(), 0);

function byArchitecture<M extends Measurement>(measurements: Iterable<M>): Map<ArchitectureId, M[]> {
  const found = new Map<ArchitectureId, M[]>();
  for (const measurement of measurements) {
    const own = found.get(measurement.architecture);
    if (own === undefined) found.set(measurement.architecture, [measurement]);
    else own.push(measurement);
  }
  return found;
}

function getOrMake<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
