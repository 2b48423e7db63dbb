import type { RecordKind, RecordTypes } from "../../records/changes.js";
import type { PredictorRecord } from "../../records/predictor.js";
import type { SearchRun } from "../../records/run.js";
import { encode } from "../codec.js";
import { sumOf, type Value } from "./lines.js";

/**
 * The table in which a record is stored, and its row. Predictors and runs have tables of their own, with columns for
 * the queries on them.
 */
export function recordTable(
  kind: RecordKind,
  record: RecordTypes[RecordKind],
): { readonly table: string; readonly row: Readonly<Record<string, Value>> } {
  if (kind === "predictor") return { table: "predictors", row: predictorRow(record as PredictorRecord) };
  if (kind === "run") {
    const run = record as SearchRun;
    return { table: "runs", row: summed({ id: run.id, created_at: run.createdAt, body: encode(run) }) };
  }
  return { table: "records", row: summed({ kind, id: record.id, body: encode(record) }) };
}

/** The row with its checksum; the columns are in the order of the table's line. */
const summed = <T extends Readonly<Record<string, Value>>>(row: T): T & { readonly sum: number } => ({
  ...row,
  sum: sumOf(...Object.values(row)),
});

function predictorRow({ state, ...body }: PredictorRecord): Record<string, Value> {
  const text = encode(state);
  return { ...summaryRow(body), state: text, state_sum: sumOf(body.id, text) };
}

/** The columns of a predictor's row that do not depend on its state. */
export function summaryRow(body: Omit<PredictorRecord, "state">) {
  return summed({
    id: body.id,
    space: body.space,
    metric: body.metric,
    task: body.task ?? null,
    device: body.device ?? null,
    version: body.version,
    promoted: body.promoted ? 1 : 0,
    body: encode(body),
  });
}
