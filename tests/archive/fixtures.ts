/**
 * SQL of an archive file as layout version 1 wrote it. It is never edited, so that it tests whether later releases
 * still read it back. A new layout gets a new fixture beside it.
 */
export const VERSION_1 = `
  CREATE TABLE clock (sequence INTEGER NOT NULL);
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

  INSERT INTO clock VALUES (4);
  INSERT INTO records VALUES ('task', 'digits', '{"id":"digits","space":"space","name":"Digits","description":"é"}');
  INSERT INTO predictors VALUES ('p', 'space', 'accuracy', 'digits', NULL, 3, 1,
    '!{"id":"p","version":3,"quality":{"spearman":"\\u0000NaN"}}', '{"version":1,"metric":"accuracy","weights":[0.1]}');
  INSERT INTO runs VALUES ('r', '2026-01-01', '{"id":"r","createdAt":"2026-01-01","evaluations":1}');
  INSERT INTO evaluations VALUES ('r', 0,
    '{"architecture":"a1","genes":{"depth":2},"outcome":{"kind":"failed","reason":"x"}}');
  INSERT INTO architectures VALUES (1, 'a2', NULL, NULL, NULL), (2, 'a1', 'space', 0, '{"depth":2}');
  INSERT INTO subjects VALUES (1, 'space', 'device', 'jetson'), (2, 'space', 'task', 'digits');
  INSERT INTO contexts VALUES (1, '{"origin":"table.csv","repeats":1}'),
    (2, '{"origin":"client","measuredAt":"2026-01-02T03:04:05.006Z","repeats":3,' ||
      '"fidelity":{"split":"test","training":"","seeds":[1]}}');
  INSERT INTO measurements VALUES (2, 'm2', 2, 2, 2, 0, '[0.9234567890123456,null]'),
    (3, 'm3', 1, 1, 1, 0, '[0.3333333333333333,0.5,12,null]'), (4, 'm1', 1, 2, 1, 1, '[1e-7,null,null,null]');
  INSERT INTO blobs VALUES ('table', x'0001ff');
  PRAGMA application_id = 1214345837;
  PRAGMA user_version = 1;
`;

/** What layout version 2 adds to version 1, with checksums of some of its rows; what is not in it is unchecked. */
export const VERSION_2 = `${VERSION_1}
  ALTER TABLE clock ADD COLUMN unchecked INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE clock ADD COLUMN sum INTEGER;
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

  UPDATE clock SET unchecked = 1;
  PRAGMA user_version = 2;
`;
