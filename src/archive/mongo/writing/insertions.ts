import type { ClientSession } from "mongodb";
import type { Change } from "../../../records/changes.js";
import type { Measurement } from "../../../records/measurement.js";
import { encode } from "../../codec.js";
import type { ArchitectureDocument, Collections, MeasurementDocument } from "../collections.js";
import { type Sealed, sealed } from "../sealed.js";
import { BATCH, toDocument } from "./batches.js";

type ArchitectureChange = Extract<Change, { readonly type: "architecture" }>;

/**
 * Inserts the architectures and measurements of one transaction, many at a time; known ones stay as they are. While the
 * server stores some, it is asked for those of the next ones that it knows, and their documents are made. That question
 * is asked outside the transaction: the transaction has changed the clock, so nobody else commits meanwhile.
 */
export class Insertions {
  /** The last sequence number that was given out. */
  sequence: number;
  readonly spaces = new Set<string>();
  readonly added = { networks: 0, measurements: 0 };
  /** The ids that the transaction has inserted, or has found to be known. */
  readonly #seen = { architectures: new Set<string>(), measurements: new Set<string>() };
  readonly #positions = new Map<string, number>();
  #architectures: ArchitectureChange[] = [];
  #measurements: Measurement[] = [];
  /** The insertion that is going on; a session is used by one operation at a time. */
  #inserting: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly all: Collections,
    private readonly session: ClientSession,
    sequence: number,
  ) {
    this.sequence = sequence;
  }

  get hasMeasurements(): boolean {
    return this.#measurements.length > 0;
  }

  architecture(change: ArchitectureChange): Promise<void> | undefined {
    return this.#architectures.push(change) === BATCH ? this.#flushArchitectures() : undefined;
  }

  measurement(measurement: Measurement): Promise<void> | undefined {
    return this.#measurements.push(measurement) === BATCH ? this.#flushMeasurements() : undefined;
  }

  /** Inserts what was collected; resolves once all of it is in the transaction. */
  async flush(): Promise<void> {
    await this.#flushArchitectures();
    await this.#flushMeasurements();
    await this.settled();
  }

  /** Resolves once nothing is going on in the session. */
  async settled(): Promise<void> {
    await this.#inserting;
  }

  async #flushArchitectures(): Promise<void> {
    const batch = this.#architectures;
    this.#architectures = [];
    const ids = batch.map(({ record }) => record.id);
    const seen = await this.#lookUp("architectures", ids);
    const documents: Sealed<ArchitectureDocument>[] = [];
    for (const { record, json } of batch) {
      const { id, space } = record;
      if (seen.has(id)) continue;
      seen.add(id);
      const body = json ?? encode(record.architecture);
      documents.push(sealed({ _id: id, space, position: await this.#nextPosition(space), body }));
    }
    this.added.networks += documents.length;
    await this.#insert(documents, () =>
      this.all.architectures.insertMany(documents, { session: this.session }),
    );
  }

  async #nextPosition(space: string): Promise<number> {
    const next =
      this.#positions.get(space) ??
      ((await this.all.architectures.findOne({ space }, { sort: { position: -1 } }))?.position ?? -1) + 1;
    this.#positions.set(space, next + 1);
    return next;
  }

  async #flushMeasurements(): Promise<void> {
    const batch = this.#measurements;
    this.#measurements = [];
    const ids = batch.map(({ id }) => id);
    const seen = await this.#lookUp("measurements", ids);
    const documents: Sealed<MeasurementDocument>[] = [];
    for (const measurement of batch) {
      if (seen.has(measurement.id)) continue;
      seen.add(measurement.id);
      this.spaces.add(measurement.space);
      documents.push(sealed(toDocument(measurement, ++this.sequence)));
    }
    this.added.measurements += documents.length;
    await this.#insert(documents, () =>
      this.all.measurements.insertMany(documents, { session: this.session }),
    );
  }

  /** Begins an insertion once the one before is done. */
  async #insert(documents: readonly unknown[], insert: () => Promise<unknown>): Promise<void> {
    await this.#inserting;
    if (documents.length === 0) return;
    this.#inserting = insert();
    // Whoever waits for it gets its error; until then it is not an unhandled one.
    this.#inserting.catch(() => undefined);
  }

  /** The ids that the transaction has seen, after those among `ids` were added that are stored. */
  async #lookUp(collection: "architectures" | "measurements", ids: readonly string[]): Promise<Set<string>> {
    const seen = this.#seen[collection];
    if (ids.length === 0) return seen;
    const filter = { _id: { $in: ids } };
    const options = { projection: { _id: 1 }, batchSize: BATCH } as const;
    const found =
      collection === "architectures"
        ? this.all.architectures.find(filter, options)
        : this.all.measurements.find(filter, options);
    for await (const { _id } of found) seen.add(_id);
    return seen;
  }
}
