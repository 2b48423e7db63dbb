import type { Connection } from "../connection.js";
import { fieldsOf, PARTS, type Part, type Value } from "../lines.js";
import type { Row } from "./scan.js";

type Values = readonly (Value | Buffer)[];

/** How a row is written anew from its line: the statement, and its values in order; the checksum comes last. */
interface Written {
  readonly sql: string;
  values(row: Row): Values;
}

const fields = ({ line }: Row): (string | null)[] => fieldsOf(line.toString());
const items = <T extends readonly unknown[]>({ line }: Row): T => JSON.parse(line.toString()) as T;
const insertInto = (table: string, columns: string): string =>
  `INSERT OR IGNORE INTO ${table} (${columns}) VALUES (${columns.replaceAll(/[^,]+/g, "?")})`;

const WRITTEN: ReadonlyMap<Part, Written> = new Map<Part, Written>([
  [
    PARTS.record,
    { sql: insertInto("records", "kind, id, body, sum"), values: (row) => [...fields(row), row.sum] },
  ],
  [
    PARTS.run,
    { sql: insertInto("runs", "id, created_at, body, sum"), values: (row) => [...fields(row), row.sum] },
  ],
  [
    PARTS.finding,
    {
      sql: insertInto("evaluations", "run, number, body, sum"),
      values(row) {
        const [run, number, body] = fields(row);
        return [run, Number(number), body, row.sum];
      },
    },
  ],
  [
    PARTS.name,
    {
      sql: insertInto("architectures", "number, id, id_sum"),
      values: (row) => [...items<[number, string]>(row), row.sum],
    },
  ],
  [
    PARTS.architecture,
    {
      sql: "UPDATE OR IGNORE architectures SET space = ?, position = ?, body = ?, sum = ? WHERE number = ?",
      values(row) {
        const [, space, position, body] = fields(row);
        return [space, Number(position), body, row.sum, row.rowid];
      },
    },
  ],
  [
    PARTS.subject,
    {
      sql: insertInto("subjects", "number, space, kind, id, sum"),
      values(row) {
        const [number, subject] = items<[number, [string, string, string]]>(row);
        return [number, ...subject, row.sum];
      },
    },
  ],
  [
    PARTS.context,
    {
      sql: insertInto("contexts", "number, body, sum"),
      values: (row) => [...items<[number, string]>(row), row.sum],
    },
  ],
  [
    PARTS.measurement,
    {
      sql: insertInto(
        "measurements",
        "sequence, id, subject, architecture, context, retracted, numbers, sum",
      ),
      values(row) {
        const [sequence, id, subject, architecture, context, retracted, numbers] =
          items<[number, string, number, number, number, number, unknown]>(row);
        return [sequence, id, subject, architecture, context, retracted, JSON.stringify(numbers), row.sum];
      },
    },
  ],
  [
    PARTS.blob,
    {
      sql: insertInto("blobs", "key, bytes, sum"),
      values({ line, sum }) {
        const end = line.indexOf(0);
        return [line.subarray(0, end).toString(), line.subarray(end + 1), sum];
      },
    },
  ],
]);

const PREDICTOR = insertInto(
  "predictors",
  "id, space, metric, task, device, version, promoted, body, sum, state, state_sum",
);

/** Returns a function that writes rows to an archive from their lines. A predictor is written with its state. */
export function rowWriter(db: Connection): (row: Row) => void {
  const statements = new Map<string, ReturnType<Connection["prepare"]>>();
  const predictors = new Map<number, Values>();
  const run = (sql: string, values: Values): void => {
    const statement = statements.get(sql) ?? db.prepare(sql);
    statements.set(sql, statement);
    statement.run(values);
  };
  return (row) => {
    if (row.part === PARTS.predictor) {
      const [id, space, metric, task, device, version, promoted, body] = fields(row);
      const numbers = [Number(version), Number(promoted)];
      predictors.set(row.rowid, [id, space, metric, task, device, ...numbers, body, row.sum]);
    } else if (row.part === PARTS.state) {
      const predictor = predictors.get(row.rowid);
      if (predictor !== undefined) run(PREDICTOR, [...predictor, fields(row)[1], row.sum]);
    } else {
      const written = WRITTEN.get(row.part);
      if (written !== undefined) run(written.sql, written.values(row));
    }
  };
}
