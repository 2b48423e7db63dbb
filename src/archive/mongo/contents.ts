import type { ClientSession } from "mongodb";
import type { Change, PredictorRecord, SearchRun } from "../../service/ports.js";
import { decode } from "../codec.js";
import type { Collections } from "./collections.js";
import { Reader, toArchitecture, toEvaluation, toLogged } from "./reader.js";

/** Everything that is stored, as changes that make the same archive again, of the instant of the snapshot session. */
export async function* contents(all: Collections, session: ClientSession): AsyncGenerator<Change> {
  const reader = new Reader(all, session);
  for await (const { kind, body } of all.records.find({}, { session })) {
    yield { type: "put", kind, record: decode(body) } as Change;
  }
  for await (const { _id } of all.predictors.find({}, { session })) {
    yield { type: "put", kind: "predictor", record: (await reader.get("predictor", _id)) as PredictorRecord };
  }
  for await (const { body } of all.runs.find({}, { session })) {
    yield { type: "put", kind: "run", record: decode<SearchRun>(body) };
  }
  for await (const document of all.evaluations.find({}, { session })) {
    yield { type: "evaluation", record: toEvaluation(document) };
  }
  for await (const document of all.architectures.find({}, { session }).sort({ space: 1, position: 1 })) {
    yield { type: "architecture", record: toArchitecture(document) };
  }
  const log = all.measurements.find({}, { session, allowDiskUse: true }).sort({ sequence: 1 });
  for await (const document of log) yield { type: "measurement", record: toLogged(document).measurement };
  for await (const { key } of all.pieces.find({ owner: "blob", number: 0 }, { session })) {
    yield { type: "blob", key, bytes: (await reader.blob(key))! };
  }
}
