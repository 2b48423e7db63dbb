import type { ArchitectureId, DeviceId, SpaceId, TaskId } from "../../base/ids.js";
import { Serial } from "../../base/serial.js";
import type { Archive } from "../../records/archive.js";
import type { Measurement } from "../../records/measurement.js";
import { type CombinedAccuracy, type CombinedCost, combineAccuracy, combineCost } from "./combine.js";

/** Everything measured of one task or device in one space, combined per architecture; follows the archive's change log. */
export interface SubjectTable<Combined> {
  /** Rises whenever a value may have changed. */
  readonly version: number;
  readonly combined: ReadonlyMap<ArchitectureId, Combined>;
  /** The architectures whose values have changed, in order; it only grows, so that a reader can go on where it stopped. */
  readonly changes: readonly ArchitectureId[];
}

type Of<Subject extends Measurement["subject"]> = Extract<Measurement, { subject: Subject }>;

class LiveTable<Subject extends Measurement["subject"], Combined extends object>
  implements SubjectTable<Combined>
{
  version = 0;
  readonly combined = new Map<ArchitectureId, Combined>();
  readonly changes: ArchitectureId[] = [];
  readonly #measurements = new Map<ArchitectureId, Of<Subject>[]>();
  readonly #updating = new Serial();

  constructor(
    private readonly read: (sequence: number) => ReturnType<Archive["measurementsSince"]>,
    private readonly combine: (measurements: readonly Of<Subject>[]) => Combined,
  ) {}

  /** Reads what the log has gained; calls queue up, so that a change is applied once. */
  update(): Promise<void> {
    return this.#updating.run(() => this.#readOn());
  }

  async #readOn(): Promise<void> {
    const logged = await this.read(this.version);
    const touched = new Set<ArchitectureId>();
    for (const { sequence, measurement } of logged) {
      const id = measurement.architecture;
      const others = (this.#measurements.get(id) ?? []).filter((m) => m.id !== measurement.id);
      this.#measurements.set(id, [...others, measurement as Of<Subject>]);
      touched.add(id);
      this.version = Math.max(this.version, sequence);
    }
    for (const id of touched) {
      const combined = this.combine(this.#measurements.get(id) ?? []);
      if (Object.keys(combined).length > 0) this.combined.set(id, combined);
      else this.combined.delete(id);
      this.changes.push(id);
    }
  }
}

/** The live tables of an archive, made on first use. */
export class SubjectTables {
  readonly #tasks = new Map<string, LiveTable<"task", CombinedAccuracy>>();
  readonly #devices = new Map<string, LiveTable<"device", CombinedCost>>();

  constructor(private readonly archive: Archive) {}

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

  /** After the archive was emptied. */
  forget(): void {
    this.#tasks.clear();
    this.#devices.clear();
  }
}

function getOrMake<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
