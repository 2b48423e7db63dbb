import { checksum } from "../damage.js";

/** A value of a column. */
export type Value = string | number | null;

/** A part of a table with a checksum of its own: the line of a row is what its checksum is computed from. */
export interface Part {
  readonly table: string;
  /** The column with the checksum of the line. */
  readonly sum: string;
  /** SQL expression of the line as bytes. No expression here can fail on damaged values. */
  readonly line: string;
  /** What messages call a record of it; undefined where its first field says so. */
  readonly kind: string | undefined;
  /** SQL condition of the rows that have the part. */
  readonly where: string;
}

const NUL = "x'00'";
/** Stands for NULL in a line. */
const NONE = "\u0001";

function joined(table: string, columns: readonly string[], kind: string | undefined, sum = "sum"): Part {
  const values = columns.map((column) => `ifnull(${column}, char(1))`);
  return { table, sum, line: `CAST(${values.join(` || ${NUL} || `)} AS BLOB)`, kind, where: "1" };
}

function packed(table: string, items: readonly string[], kind: string, sum = "sum"): Part {
  const values = items.map((item) => `ifnull(${item}, 'null')`).join(" || ',' || ");
  return { table, sum, line: `CAST('[' || ${values} || ']' AS BLOB)`, kind, where: "1" };
}

const quoted = (column: string): string => `json_quote(CAST(${column} AS TEXT))`;

/**
 * All parts. Lines of rows that are read by the thousand are JSON arrays, so that a page of them is one JSON text;
 * lines of others are their columns in order, separated by NUL, which no id and no body has.
 */
export const PARTS = {
  clock: joined("clock", ["sequence", "unchecked"], "clock"),
  record: joined("records", ["kind", "id", "body"], undefined),
  predictor: joined(
    "predictors",
    ["id", "space", "metric", "task", "device", "version", "promoted", "body"],
    "predictor",
  ),
  state: joined("predictors", ["id", "state"], "predictor", "state_sum"),
  run: joined("runs", ["id", "created_at", "body"], "run"),
  finding: joined("evaluations", ["run", "number", "body"], "finding of the run"),
  name: packed("architectures", ["number", quoted("id")], "architecture", "id_sum"),
  architecture: {
    ...joined("architectures", ["id", "space", "position", "body"], "architecture"),
    where: "position IS NOT NULL",
  },
  subject: packed(
    "subjects",
    ["number", `'[' || ${[quoted("space"), quoted("kind"), quoted("id")].join(" || ',' || ")} || ']'`],
    "subject",
  ),
  context: packed("contexts", ["number", quoted("body")], "context"),
  measurement: packed(
    "measurements",
    ["sequence", quoted("id"), "subject", "architecture", "context", "retracted", "numbers"],
    "measurement",
  ),
  blob: joined("blobs", ["key", "bytes"], "blob"),
} as const satisfies Readonly<Record<string, Part>>;

/** The checksum of a row of a part whose line is its columns, from their values in order. */
export const sumOf = (...values: readonly Value[]): number =>
  checksum(values.map((value) => value ?? NONE).join("\0"));

/** The checksum of a blob's row. */
export const sumOfBlob = (key: string, bytes: Uint8Array): number =>
  checksum(Buffer.concat([Buffer.from(`${key}\0`), bytes]));

/** The columns of a line that `joined` made. */
export const fieldsOf = (line: string): (string | null)[] =>
  line.split("\0").map((field) => (field === NONE ? null : field));

/** The checksum of the row of a value that others refer to by number. */
export const sumOfShared = (number: number, text: string): number => checksum(JSON.stringify([number, text]));

/** The columns of a measurement without its checksum. */
export type MeasurementRow = readonly [
  sequence: number,
  id: string,
  subject: number,
  architecture: number,
  context: number,
  retracted: number,
  numbers: string,
];

/** The checksum of a measurement's row, whose numbers are JSON already. */
export function sumOfMeasurement(row: MeasurementRow): number {
  const [sequence, id, subject, architecture, context, retracted, numbers] = row;
  return checksum(
    `[${sequence},${JSON.stringify(id)},${subject},${architecture},${context},${retracted},${numbers}]`,
  );
}
