import { type ClientSession, type Collection, type FindCursor, MinKey } from "mongodb";
import type { ContentsPage } from "../../records/archive.js";
import type { Change } from "../../records/changes.js";
import type { PredictorRecord } from "../../records/predictor.js";
import type { SearchRun } from "../../records/run.js";
import type { Collections } from "./collections.js";
import { bodyOf, Reader, toArchitecture, toFinding, toLogged } from "./reader.js";

/** Documents per reply of the server, whose size the server limits, too. */
const PAGE = 20_000;

/** The whole content of the archive in the snapshot of the session; see `Archive.contents`. */
export async function* contentPages(all: Collections, session: ClientSession): AsyncGenerator<ContentsPage> {
  const { clock: _clock, pieces: _pieces, ...rest } = all;
  let total = (await new Reader(all, session).blobKeys("")).length;
  for (const collection of Object.values(rest)) {
    total += await countOf(collection as unknown as Collection, session);
  }
  for await (const changes of changePages(all, session)) yield { changes, total };
}

async function* changePages(all: Collections, session: ClientSession): AsyncGenerator<readonly Change[]> {
  const reader = new Reader(all, session);
  for await (const page of pages(all.records.find({}, { session }).sort({ kind: 1, _id: 1 }))) {
    yield page.map((found) => {
      const { kind } = found;
      return { type: "insert", kind, record: bodyOf(kind, found) } as Change;
    });
  }
  for await (const { _id } of all.predictors.find({}, { session, projection: { _id: 1 } }).sort({ _id: 1 })) {
    const record = (await reader.get("predictor", _id)) as PredictorRecord;
    yield [{ type: "put", kind: "predictor", record }];
  }
  for await (const page of pages(all.runs.find({}, { session }).sort({ createdAt: 1, _id: 1 }))) {
    yield page.map((found) => ({ type: "put", kind: "run", record: bodyOf<SearchRun>("run", found) }));
  }
  for await (const page of pages(all.evaluations.find({}, { session }).sort({ run: 1, index: 1 }))) {
    yield page.map((document) => ({ type: "finding", record: toFinding(document) }));
  }
  const architectures = all.architectures.find({}, { session }).sort({ space: 1, position: 1 });
  for await (const page of pages(architectures)) {
    yield page.map((document) => ({ type: "architecture", record: toArchitecture(document) }));
  }
  const log = all.measurements.find({}, { session, allowDiskUse: true }).sort({ sequence: 1 });
  for await (const page of pages(log)) {
    yield page.map((document) => ({ type: "measurement", record: toLogged(document).measurement }));
  }
  for (const key of await reader.blobKeys("")) {
    yield [{ type: "blob", key, bytes: (await reader.blob(key))! }];
  }
}

/** The number of documents, counted on the index of their ids. */
async function countOf(collection: Collection, session: ClientSession): Promise<number> {
  const counting = [{ $match: { _id: { $gt: new MinKey() } } }, { $count: "count" }];
  const counted = collection.aggregate<{ count: number }>(counting, { session, hint: { _id: 1 } });
  return (await counted.toArray())[0]?.count ?? 0;
}

/**
 * The documents of a cursor, a reply of the server at a time: a promise per document would cost more time than the
 * document itself.
 */
async function* pages<T>(cursor: FindCursor<T>): AsyncGenerator<readonly T[]> {
  cursor.batchSize(PAGE);
  while (await cursor.hasNext()) yield cursor.readBufferedDocuments();
}
