/** The `application_id` of an archive file ("Harm" in ASCII). */
export const APPLICATION_ID = 0x4861_726d;

/**
 * SQL of the changes of layout. Step i takes an archive from version i to version i + 1; the version is the file's
 * `user_version`. A released step is never edited: a change of layout is a new step at the end.
 *
 * In version 1 a measurement is a row of small integers and one short JSON array. Values that rows share (space and
 * subject, architecture, origin and conditions) are stored once and referred to by number. This makes an import twice
 * as fast as with one JSON document per row, and takes a third of the disk space. `position` numbers the architectures
 * of a space in order of insertion; an architecture without a position was never stored itself, only named by a
 * measurement.
 *
 * Version 2 adds checksums (`lines.ts`). What an earlier release wrote has none; `unchecked` of the clock says that the
 * archive may hold such rows.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE clock (sequence INTEGER NOT NULL);
  INSERT INTO clock VALUES (0);
  CREATE TABLE records (kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, id));
  CREATE TABLE predictors (
    id TEXT PRIMARY KEY, space TEXT NOT NULL, metric TEXT NOT NULL, task TEXT, device TEXT,
    version INTEGER NOT NULL, promoted INTEGER NOT NULL, body TEXT NOT NULL, state TEXT NOT NULL
  );
  CREATE TABLE runs (id TEXT PRIMARY KEY, created_at TEXT NOT NULL, body TEXT NOT NULL);
  CREATE INDEX runs_by_age ON runs (created_at, id);
  CREATE TABLE evaluations (
    run TEXT NOT NULL, number INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (run, number)
  );
  CREATE TABLE architectures (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, space TEXT, position INTEGER, body TEXT
  );
  CREATE UNIQUE INDEX architectures_by_position ON architectures (space, position);
  CREATE TABLE subjects (
    number INTEGER PRIMARY KEY, space TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, UNIQUE (space, kind, id)
  );
  CREATE TABLE contexts (number INTEGER PRIMARY KEY, body TEXT NOT NULL UNIQUE);
  CREATE TABLE measurements (
    sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, subject INTEGER NOT NULL, architecture INTEGER NOT NULL,
    context INTEGER NOT NULL, retracted INTEGER NOT NULL, numbers TEXT NOT NULL
  );
  CREATE INDEX measurements_by_subject ON measurements (subject, sequence, architecture, retracted);
  CREATE INDEX measurements_by_architecture ON measurements (architecture, sequence);
  CREATE TABLE blobs (key TEXT PRIMARY KEY, bytes BLOB NOT NULL);
  `,
  `
  ALTER TABLE clock ADD COLUMN unchecked INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE clock ADD COLUMN sum INTEGER;
  UPDATE clock SET sum = 4260564014 WHERE sequence = 0;
  UPDATE clock SET unchecked = 1, sum = NULL WHERE sequence > 0 OR EXISTS (SELECT 1 FROM records)
    OR EXISTS (SELECT 1 FROM architectures) OR EXISTS (SELECT 1 FROM predictors) OR EXISTS (SELECT 1 FROM runs)
    OR EXISTS (SELECT 1 FROM evaluations) OR EXISTS (SELECT 1 FROM blobs);
  ALTER TABLE records ADD COLUMN sum INTEGER;
  ALTER TABLE predictors ADD COLUMN sum INTEGER;
  ALTER TABLE predictors ADD COLUMN state_sum INTEGER;
  ALTER TABLE runs ADD COLUMN sum INTEGER;
  ALTER TABLE evaluations ADD COLUMN sum INTEGER;
  ALTER TABLE architectures ADD COLUMN id_sum INTEGER;
  ALTER TABLE architectures ADD COLUMN sum INTEGER;
  ALTER TABLE subjects ADD COLUMN sum INTEGER;
  ALTER TABLE contexts ADD COLUMN sum INTEGER;
  ALTER TABLE measurements ADD COLUMN sum INTEGER;
  ALTER TABLE blobs ADD COLUMN sum INTEGER;
  `,
];

/** The tables that `reset` empties. The clock keeps its value, so that later readers of the change log miss nothing. */
export const TABLES = [
  "records",
  "predictors",
  "runs",
  "evaluations",
  "architectures",
  "subjects",
  "contexts",
  "measurements",
  "blobs",
] as const;
