import { Serial } from "../../base/async/serial.js";
import type { ArchitectureId, DeviceId, MeasurementId, SpaceId, TaskId } from "../../base/ids.js";
import type { Archive } from "../../records/archive.js";
import type { Measurement } from "../../records/measurement.js";
import { type CombinedAccuracy, type CombinedCost, combineAccuracy, combineCost } from "./combine.js";

/**
 * Everything measured of one task or device in one space, combined per architecture. It follows the archive's change
 * log.
 */
export interface SubjectTable<Combined> {
  /** A number that rises whenever a value may have changed. */
  readonly version: number;
  readonly combined: ReadonlyMap<ArchitectureId, Combined>;
  /**
   * The architectures whose values have changed, in order. The list only grows, so a reader can continue where it
   * stopped.
   */
  readonly changes: readonly ArchitectureId[];
  /**
   * What the values of the architectures of these measurements, which are of the table's subject, would be if they were
   * stored, too.
   */
  combinedWith(measurements: readonly Measurement[]): ReadonlyMap<ArchitectureId, Combined>;
}

type MeasurementOf<Subject extends Measurement["subject"]> = Extract<Measurement, { subject: Subject }>;

/** The tables of an archive that follow its change log; each is made on first use. */
export class SubjectTables {
  readonly #tasks = new Map<string, LiveTable<"task", CombinedAccuracy>>();
  readonly #devices = new Map<string, LiveTable<"device", CombinedCost>>();

  constructor(private readonly archive: Archive) {}

  /** Returns the accuracies of a task, up to date. */
  async ofTask(space: SpaceId, task: TaskId): Promise<SubjectTable<CombinedAccuracy>> {
    const table = getOrMake(this.#tasks, `${space}\n${task}`, () => {
      return new LiveTable<"task", CombinedAccuracy>(
        (s) => this.archive.measurementsSince({ space, task }, s),
        combineAccuracy,
      );
    });
    await table.update();
    return table;
  }

  /** Returns the costs of a device, up to date. */
  async ofDevice(space: SpaceId, device: DeviceId): Promise<SubjectTable<CombinedCost>> {
    const table = getOrMake(this.#devices, `${space}\n${device}`, () => {
      return new LiveTable<"device", CombinedCost>(
        (s) => this.archive.measurementsSince({ space, device }, s),
        combineCost,
      );
    });
    await table.update();
    return table;
  }

  /** Forgets all tables. It is called after the archive was emptied. */
  forget(): void {
    this.#tasks.clear();
    this.#devices.clear();
  }
}

class LiveTable<Subject extends Measurement["subject"], Combined extends object>
  implements SubjectTable<Combined>
{
  version = 0;
  readonly combined = new Map<ArchitectureId, Combined>();
  readonly changes: ArchitectureId[] = [];
  /** The measurements by architecture, in the order of the log, without retracted ones. */
  readonly #measurements = new Map<ArchitectureId, MeasurementOf<Subject>[]>();
  readonly #updating = new Serial();

  constructor(
    private readonly read: (sequence: number) => ReturnType<Archive["measurementsSince"]>,
    private readonly combine: (measurements: readonly MeasurementOf<Subject>[]) => Combined,
  ) {}

  /** Reads the new entries of the change log. Concurrent calls are queued, so that each change is applied once. */
  update(): Promise<void> {
    return this.#updating.run(() => this.#readOn());
  }

  combinedWith(measurements: readonly Measurement[]): ReadonlyMap<ArchitectureId, Combined> {
    const together = new Map<ArchitectureId, MeasurementOf<Subject>[]>();
    for (const measurement of measurements) {
      const known = () => [...(this.#measurements.get(measurement.architecture) ?? [])];
      getOrMake(together, measurement.architecture, known).push(measurement as MeasurementOf<Subject>);
    }
    return new Map([...together].map(([id, all]) => [id, this.combine(all)]));
  }

  async #readOn(): Promise<void> {
    const logged = await this.read(this.version);
    const touched = new Set<ArchitectureId>();
    const retracted = new Map<ArchitectureId, Set<MeasurementId>>();
    for (const { sequence, measurement } of logged) {
      const id = measurement.architecture;
      if (measurement.retracted) getOrMake(retracted, id, () => new Set<MeasurementId>()).add(measurement.id);
      else getOrMake(this.#measurements, id, () => []).push(measurement as MeasurementOf<Subject>);
      touched.add(id);
      this.version = Math.max(this.version, sequence);
    }
    for (const [id, gone] of retracted) {
      const kept = (this.#measurements.get(id) ?? []).filter((measurement) => !gone.has(measurement.id));
      this.#measurements.set(id, kept);
    }
    for (const id of touched) {
      const combined = this.combine(this.#measurements.get(id) ?? []);
      if (Object.keys(combined).length > 0) this.combined.set(id, combined);
      else this.combined.delete(id);
      this.changes.push(id);
    }
  }
}

function getOrMake<Key extends string, T>(map: Map<Key, T>, key: Key, make: () => T): T {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
