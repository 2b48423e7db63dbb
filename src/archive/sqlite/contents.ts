import { Unavailable } from "../../base/errors.js";
import type { PredictorId } from "../../base/ids.js";
import type { ContentsPage } from "../../records/archive.js";
import type { Change } from "../../records/changes.js";
import { checkedRows, decoded } from "./checked.js";
import type { Connection } from "./connection.js";
import { PARTS, type Part } from "./lines.js";
import { measurementPages } from "./measurements.js";
import { Reader } from "./reader.js";

/** Rows per page. */
const PAGE = 2_000;

/**
 * The whole content of the archive in one transaction of the connection; see `Archive.contents`. Throws `Unavailable`
 * where an index hides rows of its table, which only a damaged one does.
 */
export function* contentPages(db: Connection): Generator<ContentsPage> {
  db.exec("BEGIN");
  try {
    const counts = SECTIONS.map(({ part }) => countOf(db, part));
    const total = counts.reduce((sum, count) => sum + count, 0);
    for (const [i, { part, pages }] of SECTIONS.entries()) {
      let found = 0;
      for (const changes of pages(db)) {
        found += changes.length;
        yield { changes, total };
      }
      if (found === counts[i]) continue;
      throw new Unavailable(
        `an index of the archive's ${part.table} is damaged: ${found} of ${counts[i]} rows can be found; run ` +
          '"harmonic archive repair"',
      );
    }
  } finally {
    db.exec("COMMIT");
  }
}

interface Section {
  readonly part: Part;
  pages(db: Connection): Iterable<readonly Change[]>;
}

type Fields = readonly (string | null)[];

/** A table whose rows are found by a key of two columns, which are the first fields of a line in this order. */
function keyed(part: Part, key: string, first: readonly [string | number, string | number]) {
  return function* (
    db: Connection,
    keyOf: (fields: Fields) => readonly (string | number)[],
  ): Generator<Fields[]> {
    let after: readonly (string | number)[] = first;
    for (;;) {
      const rest = `WHERE ${part.where} AND (${key}) > (?, ?) ORDER BY ${key} LIMIT ${PAGE}`;
      const rows = checkedRows(db, part, rest, [...after]);
      if (rows.length === 0) return;
      yield [...rows];
      after = keyOf(rows.at(-1)!);
    }
  };
}

const records = keyed(PARTS.record, "kind, id", ["", ""]);
const runs = keyed(PARTS.run, "created_at, id", ["", ""]);
const findings = keyed(PARTS.finding, "run, number", ["", -1]);
const architectures = keyed(PARTS.architecture, "space, position", ["", -1]);

/** The tables in the order of the port's prose. */
const SECTIONS: readonly Section[] = [
  {
    part: PARTS.record,
    *pages(db) {
      for (const rows of records(db, ([kind, id]) => [kind!, id!])) {
        yield rows.map(
          (fields) => ({ type: "insert", kind: fields[0], record: decoded(PARTS.record, fields) }) as Change,
        );
      }
    },
  },
  {
    part: PARTS.predictor,
    *pages(db) {
      const reader = new Reader(db);
      const ids = db.prepare("SELECT CAST(id AS BLOB) FROM predictors ORDER BY id").raw().all([]) as [
        Buffer,
      ][];
      for (const [id] of ids) {
        const record = reader.get("predictor", String(id) as PredictorId)!;
        yield [{ type: "put", kind: "predictor", record }];
      }
    },
  },
  {
    part: PARTS.run,
    *pages(db) {
      for (const rows of runs(db, ([id, createdAt]) => [createdAt!, id!])) {
        yield rows.map((fields) => ({ type: "put", kind: "run", record: decoded(PARTS.run, fields) }));
      }
    },
  },
  {
    part: PARTS.finding,
    *pages(db) {
      for (const rows of findings(db, ([run, number]) => [run!, Number(number)])) {
        yield rows.map((fields) => {
          const rest = decoded<object>(PARTS.finding, fields);
          return { type: "finding", record: { run: fields[0], index: Number(fields[1]), ...rest } } as Change;
        });
      }
    },
  },
  {
    part: PARTS.architecture,
    *pages(db) {
      for (const rows of architectures(db, ([, space, position]) => [space!, Number(position)])) {
        yield rows.map((fields) => {
          const architecture = decoded<object>(PARTS.architecture, fields);
          return {
            type: "architecture",
            record: { id: fields[0], space: fields[1], architecture },
          } as Change;
        });
      }
    },
  },
  {
    part: PARTS.measurement,
    *pages(db) {
      for (const page of measurementPages(db, "m.sequence > ?", [0])) {
        yield page.map(({ measurement }) => ({ type: "measurement", record: measurement }));
      }
    },
  },
  {
    part: PARTS.blob,
    *pages(db) {
      const reader = new Reader(db);
      for (const key of reader.blobKeys("")) yield [{ type: "blob", key, bytes: reader.blob(key)! }];
    },
  },
];

const countOf = (db: Connection, { table, where }: Part): number =>
  (db.prepare(`SELECT count(*) FROM ${table} NOT INDEXED WHERE ${where}`).raw().get([]) as [number])[0];
