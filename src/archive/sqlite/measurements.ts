import type { ArchitectureId, MeasurementId, SpaceId } from "../../base/ids.js";
import type { LoggedMeasurement } from "../../records/archive.js";
import { decode } from "../codec.js";
import {
  type MeasurementContext,
  type MeasurementNumbers,
  measurementJoiner,
  type Subject,
} from "../measurement-parts.js";
import type { Connection } from "./connection.js";

type PackedRow = readonly [
  sequence: number,
  id: MeasurementId,
  subject: number,
  architecture: number,
  context: number,
  retracted: 0 | 1,
  numbers: MeasurementNumbers,
];

/**
 * Rows per query. A query returns them as one JSON text, which is four times as fast as row by row; the limit bounds
 * the memory.
 */
const PAGE = 50_000;

const PACKED = `'[' || sequence || ',' || json_quote(id) || ',' || subject || ',' || architecture || ',' ||
  context || ',' || retracted || ',' || numbers || ']'`;

/** Number of a subject in the table `subjects`; undefined if nothing was measured for it. */
export function subjectNumber(db: Connection, { space, kind, id }: Subject): number | undefined {
  const row = db
    .prepare("SELECT number FROM subjects WHERE space = ? AND kind = ? AND id = ?")
    .raw()
    .get([space, kind, id]) as [number] | undefined;
  return row?.[0];
}

/**
 * Measurements in order of their sequence numbers.
 *
 * @param where SQL condition on the rows `m`, which ends in a lower bound on the sequence number
 * @param values values of the condition's parameters; the last one is the lower bound
 */
export function measurementsWhere(
  db: Connection,
  where: string,
  values: readonly (string | number)[],
): readonly LoggedMeasurement[] {
  const statement = db
    .prepare(
      `SELECT group_concat(${PACKED}), max(sequence), count(*) FROM
         (SELECT * FROM measurements m WHERE ${where} ORDER BY m.sequence LIMIT ${PAGE})`,
    )
    .raw();
  const found: LoggedMeasurement[] = [];
  let position = values.at(-1)!;
  for (;;) {
    const page = statement.get([...values.slice(0, -1), position]) as [string | null, number, number];
    if (page[0] === null) return found;
    const rows = JSON.parse(`[${page[0]}]`) as PackedRow[];
    rows.sort((a, b) => a[0] - b[0]);
    const unpack = unpacker(db, rows);
    for (const row of rows) found.push(unpack(row));
    if (page[2] < PAGE) return found;
    position = page[1];
  }
}

/** Makes a function that turns a row into a measurement; it looks up everything that the rows refer to by number. */
function unpacker(db: Connection, rows: readonly PackedRow[]): (row: PackedRow) => LoggedMeasurement {
  const entries = <T>(column: number, table: string, text: string) =>
    entriesOf<T>(db, rows, column, table, text);
  const subjects = entries<[SpaceId, Subject["kind"], string]>(2, "subjects", "json_array(space, kind, id)");
  const architectures = entries<ArchitectureId>(3, "architectures", "id");
  const contexts = new Map<number, MeasurementContext>();
  for (const [number, body] of entries<string>(4, "contexts", "body")) contexts.set(number, decode(body));
  const joiners = new Map<number, Map<number, ReturnType<typeof measurementJoiner>>>();
  const joinerOf = (subject: number, context: number) => {
    const ofSubject = joiners.get(subject) ?? new Map<number, ReturnType<typeof measurementJoiner>>();
    joiners.set(subject, ofSubject);
    const [space, kind, id] = subjects.get(subject)!;
    const joiner = ofSubject.get(context) ?? measurementJoiner({ space, kind, id }, contexts.get(context)!);
    ofSubject.set(context, joiner);
    return joiner;
  };
  return ([sequence, id, subject, architecture, context, retracted, numbers]) => {
    const known = joiners.get(subject)?.get(context) ?? joinerOf(subject, context);
    const parts = { id, architecture: architectures.get(architecture)!, retracted: retracted === 1, numbers };
    return { sequence, measurement: known(parts) };
  };
}

/** The entries of a table to which the rows refer in `column`, by number. `text` is the SQL expression of an entry. */
function entriesOf<T>(
  db: Connection,
  rows: readonly PackedRow[],
  column: number,
  table: string,
  text: string,
): Map<number, T> {
  const numbers = new Set(rows.map((row) => row[column]));
  const [packed] = db
    .prepare(
      `SELECT group_concat('[' || number || ',' || json_quote(${text}) || ']') FROM ${table}
       WHERE number IN (SELECT value FROM json_each(?))`,
    )
    .raw()
    .get([JSON.stringify([...numbers])]) as [string];
  return new Map(JSON.parse(`[${packed}]`) as [number, T][]);
}
