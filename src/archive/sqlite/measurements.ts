import type { ArchitectureId, MeasurementId, SpaceId } from "../../base/ids.js";
import type { LoggedMeasurement } from "../../records/archive.js";
import { checksum, Damaged, UNREADABLE } from "../damage.js";
import {
  type MeasurementContext,
  type MeasurementNumbers,
  measurementJoiner,
  type Subject,
} from "../measurement-parts.js";
import { checkedColumns, checkedLine, damaged, decoded, mayBeUnchecked } from "./checked.js";
import type { Connection } from "./connection.js";
import { PARTS, type Part, type Value } from "./lines.js";

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
 * @param limit the number of measurements at most
 * @param from SQL of the table as `m`
 */
export function measurementsWhere(
  db: Connection,
  where: string,
  values: readonly (string | number)[],
  limit = Number.POSITIVE_INFINITY,
  from = "measurements AS m",
): readonly LoggedMeasurement[] {
  const found: LoggedMeasurement[] = [];
  for (const page of measurementPages(db, where, values, from, Math.min(PAGE, limit))) {
    for (const one of page) found.push(one);
    if (found.length >= limit) return found.slice(0, limit);
  }
  return found;
}

/** The same measurements in pages. */
export function* measurementPages(
  db: Connection,
  where: string,
  values: readonly (string | number)[],
  from = "measurements AS m",
  size = PAGE,
): Generator<readonly LoggedMeasurement[]> {
  const part = PARTS.measurement;
  const statement = db
    .prepare(
      `SELECT ${packedColumns(part)}, max(sequence), count(*) FROM
         (SELECT * FROM ${from} WHERE ${where} ORDER BY m.sequence LIMIT ${size})`,
    )
    .raw();
  const given = values.slice(0, -1);
  let position = values.at(-1)!;
  for (;;) {
    const page = statement.get([...given, position]) as [Buffer | null, Buffer, number, number];
    if (page[0] === null) return;
    const packed = unpacked<PackedRow>(db, page[0], page[1], page[3]);
    const rows = packed?.every(isRow)
      ? packed
      : oneByOne(db, `${from} WHERE ${where}`, [...given, position], page[3]);
    rows.sort((a, b) => a[0] - b[0]);
    yield rows.map(unpacker(db, rows));
    if (page[3] < size) return;
    position = page[2];
  }
}

/** SQL of the lines of a page, as JSON without brackets, and of their checksums. */
const packedColumns = ({ line, sum }: Part): string =>
  `CAST(group_concat(${line}, x'2c0a') AS BLOB),
   CAST(group_concat(ifnull(CAST(${sum} AS INTEGER), 'null')) AS BLOB)`;

/** The rows of a page, whose lines end in ",\n"; undefined if any of them is damaged or has no checksum. */
function unpacked<Row>(db: Connection, lines: Buffer, sums: Buffer, count: number): Row[] | undefined {
  try {
    const expected = JSON.parse(`[${sums}]`) as (number | null)[];
    if (expected.length !== count || (expected.includes(null) && !mayBeUnchecked(db))) return undefined;
    let start = 0;
    for (const sum of expected) {
      const newline = lines.indexOf(10, start);
      const end = newline === -1 ? lines.length : newline - 1;
      if (sum !== null && checksum(lines.subarray(start, end)) !== sum) return undefined;
      start = end + 2;
    }
    const rows = JSON.parse(`[${lines}]`) as Row[];
    return rows.length === count ? rows : undefined;
  } catch {
    return undefined;
  }
}

const isRow = (row: PackedRow): boolean =>
  row.length === 7 && typeof row[1] === "string" && Array.isArray(row[6]);

/** The rows of a page where not all can be read together. Throws `Damaged` for the first damaged one. */
function oneByOne(
  db: Connection,
  rest: string,
  values: readonly (string | number)[],
  limit: number,
): PackedRow[] {
  const part = PARTS.measurement;
  const rows = db
    .prepare(`SELECT ${checkedColumns(part)}, sequence FROM ${rest} ORDER BY m.sequence LIMIT ${limit}`)
    .raw()
    .all(values) as [Buffer | null, Value, number][];
  return rows.map(([line, sum, sequence]) => {
    if (line === null) throw new Damaged("measurement", `number ${sequence}`, UNREADABLE);
    try {
      const row = JSON.parse(checkedLine(db, part, line, sum)) as PackedRow;
      if (isRow(row)) return row;
    } catch (error) {
      if (error instanceof Damaged) throw error;
    }
    throw damaged(part, line, UNREADABLE);
  });
}

/** Makes a function that turns a row into a measurement; it looks up everything that the rows refer to by number. */
function unpacker(db: Connection, rows: readonly PackedRow[]): (row: PackedRow) => LoggedMeasurement {
  const subjects = sharedBy<[SpaceId, Subject["kind"], string]>(db, rows, 2, PARTS.subject);
  const architectures = sharedBy<ArchitectureId>(db, rows, 3, PARTS.name);
  const contexts = new Map<number, MeasurementContext>();
  for (const [number, body] of sharedBy<string>(db, rows, 4, PARTS.context)) {
    contexts.set(number, decoded(PARTS.context, [body]));
  }
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

/**
 * The shared values to which the rows refer in a column, by number. Throws `Damaged` where one is damaged or missing.
 */
function sharedBy<T>(db: Connection, rows: readonly PackedRow[], column: number, part: Part): Map<number, T> {
  const numbers = new Set(rows.map((row) => row[column] as number));
  const wanted = JSON.stringify([...numbers]);
  const from = `FROM ${part.table} WHERE number IN (SELECT value FROM json_each(?))`;
  const page = db
    .prepare(`SELECT ${packedColumns(part)}, count(*) ${from}`)
    .raw()
    .get([wanted]);
  const [lines, sums, count] = page as [Buffer | null, Buffer, number];
  const oneEach = () =>
    (
      db
        .prepare(`SELECT ${checkedColumns(part)} ${from}`)
        .raw()
        .all([wanted]) as [Buffer, Value][]
    ).map(([line, sum]) => JSON.parse(checkedLine(db, part, line, sum)) as [number, T]);
  const found = lines === null ? [] : (unpacked<[number, T]>(db, lines, sums, count) ?? oneEach());
  const shared = new Map<number, T>(found);
  const lacking = rows.find((row) => !shared.has(row[column] as number));
  if (lacking !== undefined) {
    throw new Damaged(
      "measurement",
      lacking[1],
      `it refers to the ${part.kind} ${lacking[column]}, which is missing`,
    );
  }
  return shared;
}
