import type { ClientSession, FindCursor } from "mongodb";
import type { Change } from "../../records/changes.js";
import type { PredictorRecord } from "../../records/predictor.js";
import type { SearchRun } from "../../records/run.js";
import type { Collections } from "./collections.js";
import { bodyOf, Reader, toArchitecture, toFinding, toLogged } from "./reader.js";

/** Documents per reply of the server. */
const PAGE = 20_000;

/** The whole content of the archive, as changes that make the same archive again, in the snapshot of the session. */
export async function* contents(all: Collections, session: ClientSession): AsyncGenerator<readonly Change[]> {
  const reader = new Reader(all, session);
  for await (const page of pages(all.records.find({}, { session }))) {
    yield page.map((found) => {
      const { kind } = found;
      return { type: "insert", kind, record: bodyOf(kind, found) } as Change;
    });
  }
  for await (const { _id } of all.predictors.find({}, { session })) {
    yield [
      { type: "put", kind: "predictor", record: (await reader.get("predictor", _id)) as PredictorRecord },
    ];
  }
  for await (const page of pages(all.runs.find({}, { session }))) {
    yield page.map((found) => ({ type: "put", kind: "run", record: bodyOf<SearchRun>("run", found) }));
  }
  for await (const page of pages(all.evaluations.find({}, { session }))) {
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
  for await (const { key } of all.pieces.find({ owner: "blob", number: 0 }, { session })) {
    yield [{ type: "blob", key, bytes: (await reader.blob(key))! }];
  }
}

/**
 * The documents of a cursor, a reply of the server at a time: a promise per document would cost more time than the
 * document itself.
 */
async function* pages<T>(cursor: FindCursor<T>): AsyncGenerator<readonly T[]> {
  cursor.batchSize(PAGE);
  while (await cursor.hasNext()) yield cursor.readBufferedDocuments();
}
