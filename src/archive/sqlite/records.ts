import type { RecordKind, RecordTypes } from "../../records/changes.js";
import type { PredictorRecord } from "../../records/predictor.js";
import type { SearchRun } from "../../records/run.js";
import { encode } from "../codec.js";

/**
 * The table in which a record is stored, and its row. Predictors and runs have tables of their own, with columns for
 * the queries on them.
 */
export function recordTable(
  kind: RecordKind,
  record: RecordTypes[RecordKind],
): { readonly table: string; readonly row: Readonly<Record<string, string | number | null>> } {
  if (kind === "predictor") return { table: "predictors", row: predictorRow(record as PredictorRecord) };
  if (kind === "run") {
    const run = record as SearchRun;
    return { table: "runs", row: { id: run.id, created_at: run.createdAt, body: encode(run) } };
  }
  return { table: "records", row: { kind, id: record.id, body: encode(record) } };
}

function predictorRow(predictor: PredictorRecord): Record<string, string | number | null> {
  const { state, ...body } = predictor;
  return {
    id: body.id,
    space: body.space,
    metric: body.metric,
    task: body.task ?? null,
    device: body.device ?? null,
    version: body.version,
    promoted: body.promoted ? 1 : 0,
    body: encode(body),
    state: encode(state),
  };
}
