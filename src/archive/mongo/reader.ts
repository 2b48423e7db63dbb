import type { ClientSession, Filter } from "mongodb";
import { defined } from "../../base/defined.js";
import type { ArchitectureId, MeasurementId, RunId, SpaceId } from "../../base/ids.js";
import type { AuditEntry } from "../../records/access/audit-entry.js";
import type { ArchitectureRecord } from "../../records/architecture.js";
import type { Archive, ArchiveCounts, LoggedMeasurement, NamedKind } from "../../records/archive.js";
import type { RecordKind, RecordTypes } from "../../records/changes.js";
import type { Measurement } from "../../records/measurement.js";
import type { PredictorRecord } from "../../records/predictor.js";
import type { RunFinding, SearchRun } from "../../records/run.js";
import { decode } from "../codec.js";
import { Damaged, UNREADABLE } from "../damage.js";
import type { Subject } from "../measurement-parts.js";
import { afterPrefix } from "../prefix.js";
import {
  type ArchitectureDocument,
  type Collections,
  type EvaluationDocument,
  type MeasurementDocument,
  recordKey,
} from "./collections.js";
import { readPieces } from "./pieces.js";
import { type Sealed, unsealed } from "./sealed.js";

/** Documents per reply of the server. */
const BATCH = 20_000;

/** The reading half of the archive, in one snapshot session, so that all answers are of one instant. */
export class Reader {
  readonly #all: Collections;
  readonly #session: ClientSession;

  constructor(all: Collections, session: ClientSession) {
    this.#all = all;
    this.#session = session;
  }

  async get<K extends RecordKind>(kind: K, id: string): Promise<RecordTypes[K] | undefined> {
    const session = this.#session;
    if (kind === "predictor") {
      const found = await this.#all.predictors.findOne({ _id: id }, { session });
      if (found === null) return undefined;
      const state = await readPieces(this.#all, session, "predictor", id);
      if (state === undefined) throw new Damaged("predictor", id, "its state is missing");
      return {
        ...bodyOf<object>("predictor", found),
        state: decode(Buffer.from(state).toString()),
      } as RecordTypes[K];
    }
    const found =
      kind === "run"
        ? await this.#all.runs.findOne({ _id: id }, { session })
        : await this.#all.records.findOne({ _id: recordKey(kind, id) }, { session });
    return found === null ? undefined : bodyOf(kind, found);
  }

  async list<K extends RecordKind>(kind: K): Promise<readonly RecordTypes[K][]> {
    const found = this.#all.records.find({ kind }, { session: this.#session });
    return (await found.sort({ _id: 1 }).toArray()).map((document) => bodyOf(kind, document));
  }

  async listPredictors(
    filter: Parameters<Archive["listPredictors"]>[0],
  ): Promise<readonly Omit<PredictorRecord, "state">[]> {
    const found = this.#all.predictors.find(filter, { session: this.#session });
    const all = await found.sort({ version: -1, _id: -1 }).toArray();
    return all.map((document) => bodyOf("predictor", document));
  }

  async listRuns({ limit, after }: Parameters<Archive["listRuns"]>[0]): Promise<readonly SearchRun[]> {
    if (limit === 0) return [];
    const createdAt = after?.createdAt ?? "";
    const older = { $or: [{ createdAt: { $lt: createdAt } }, { createdAt, _id: { $lt: after?.id ?? "" } }] };
    const found = this.#all.runs.find(after === undefined ? {} : older, { session: this.#session });
    const all = await found.sort({ createdAt: -1, _id: -1 }).limit(limit).toArray();
    return all.map((document) => bodyOf("run", document));
  }

  async auditTrail({ limit, after }: Parameters<Archive["auditTrail"]>[0]): Promise<readonly AuditEntry[]> {
    if (limit === 0) return [];
    const first = recordKey("audit", "");
    const range = { $gte: first, $lt: after === undefined ? afterPrefix(first) : recordKey("audit", after) };
    const found = this.#all.records.find({ _id: range }, { session: this.#session });
    return (await found.sort({ _id: -1 }).limit(limit).toArray()).map((entry) => bodyOf("audit", entry));
  }

  async findings(run: RunId, from: number): Promise<readonly RunFinding[]> {
    const found = this.#all.evaluations.find({ run, index: { $gte: from } }, { session: this.#session });
    return (await found.sort({ index: 1 }).toArray()).map(toFinding);
  }

  async architecture(id: ArchitectureId): Promise<ArchitectureRecord | undefined> {
    const found = await this.#all.architectures.findOne({ _id: id }, { session: this.#session });
    return found === null ? undefined : toArchitecture(found);
  }

  async architectures(space: SpaceId, skip: number, limit?: number): Promise<readonly ArchitectureRecord[]> {
    if (limit === 0) return [];
    const found = this.#all.architectures.find(
      { space, position: { $gte: skip } },
      { session: this.#session, batchSize: BATCH, ...defined({ limit }) },
    );
    return (await found.sort({ position: 1 }).toArray()).map(toArchitecture);
  }

  measurementsSince(
    { space, kind, id }: Subject,
    sequence: number,
    limit?: number,
  ): Promise<readonly LoggedMeasurement[]> {
    return this.#measurements({ subject: kind, of: id, space, sequence: { $gt: sequence } }, limit);
  }

  measurementsOf(architecture: ArchitectureId): Promise<readonly LoggedMeasurement[]> {
    return this.#measurements({ architecture });
  }

  async measurement(id: MeasurementId): Promise<Measurement | undefined> {
    return (await this.#measurements({ _id: id }))[0]?.measurement;
  }

  async idsWithPrefix(kind: NamedKind, prefix: string, limit: number): Promise<readonly string[]> {
    if (limit === 0) return [];
    const range = { _id: { $gte: prefix, $lt: afterPrefix(prefix) } };
    const options = { session: this.#session, projection: { _id: 1 } } as const;
    const found = {
      architecture: () =>
        this.#all.architectures.find(range, options).sort({ _id: 1 }).limit(limit).toArray(),
      run: () => this.#all.runs.find(range, options).sort({ _id: 1 }).limit(limit).toArray(),
      measurement: () => this.#all.measurements.find(range, options).sort({ _id: 1 }).limit(limit).toArray(),
    };
    return (await found[kind]()).map(({ _id }) => _id);
  }

  blob(key: string): Promise<Uint8Array | undefined> {
    return readPieces(this.#all, this.#session, "blob", key);
  }

  async blobKeys(prefix: string): Promise<readonly string[]> {
    const first = { owner: "blob", number: 0, key: { $gte: prefix, $lt: afterPrefix(prefix) } } as const;
    const options = { session: this.#session, projection: { key: 1 } } as const;
    return (await this.#all.pieces.find(first, options).sort({ key: 1 }).toArray()).map(({ key }) => key);
  }

  async counts(): Promise<ArchiveCounts> {
    const [tasks, devices] = [await this.#measured("task"), await this.#measured("device")];
    const architectures = await this.#all.architectures
      .aggregate<{ count: number }>([{ $match: { _id: { $gte: "" } } }, { $count: "count" }], {
        session: this.#session,
      })
      .toArray();
    return { architectures: architectures[0]?.count ?? 0, tasks, devices };
  }

  async #measured(kind: "task" | "device"): Promise<Record<string, { measured: number }>> {
    const counted: Record<string, { measured: number }> = {};
    for (const { id } of await this.list(kind)) counted[id] = { measured: 0 };
    const perSubject = this.#all.measurements.aggregate<{ _id: string; measured: number }>(
      [
        { $match: { subject: kind, retracted: false } },
        { $group: { _id: { id: "$of", architecture: "$architecture" } } },
        { $group: { _id: "$_id.id", measured: { $sum: 1 } } },
      ],
      { session: this.#session, allowDiskUse: true },
    );
    for await (const { _id, measured } of perSubject) counted[_id] = { measured };
    return counted;
  }

  /** @param limit the number of documents at most; 0 for all */
  async #measurements(filter: Filter<MeasurementDocument>, limit = 0): Promise<readonly LoggedMeasurement[]> {
    const found = this.#all.measurements.find(filter, { session: this.#session, batchSize: BATCH });
    return (await found.sort({ sequence: 1 }).limit(limit).toArray()).map(toLogged);
  }
}

/** What a document holds. Throws `Damaged` if it is not what was written. */
export function bodyOf<T>(
  kind: string,
  document: Sealed<{ readonly _id: string; readonly body: string }>,
): T {
  const { body } = unsealed(kind, document);
  try {
    return decode<T>(body);
  } catch {
    throw new Damaged(kind, document._id, UNREADABLE);
  }
}

export function toFinding(document: Sealed<EvaluationDocument>): RunFinding {
  const { run, index, body } = unsealed("finding", document);
  return { run: run as RunId, index, ...decode<Omit<RunFinding, "run" | "index">>(body) };
}

export function toArchitecture(document: Sealed<ArchitectureDocument>): ArchitectureRecord {
  const { _id, space, body } = unsealed("architecture", document);
  return { id: _id as ArchitectureId, space: space as SpaceId, architecture: decode(body) };
}

export function toLogged(document: Sealed<MeasurementDocument>): LoggedMeasurement {
  const { _id, of, sequence, ...rest } = unsealed("measurement", document) as MeasurementDocument;
  const measurement = { id: _id, [rest.subject]: of, ...rest };
  return { sequence, measurement: measurement as unknown as Measurement };
}
