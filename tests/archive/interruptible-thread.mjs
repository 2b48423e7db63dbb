// A thread that writes to an SQLite file without end.
import { workerData } from "node:worker_threads";
import Database from "libsql";
import { guardCalls } from "../../dist/src/archive/sqlite/calls/interruptible.js";

guardCalls(workerData.cell);
const db = new Database(workerData.file, { timeout: 1000 });
const insert = db.prepare("INSERT INTO t VALUES (?)");
for (let i = 0; ; i++) {
  db.exec("BEGIN IMMEDIATE");
  for (let k = 0; k < 20; k++) insert.run([i]);
  db.prepare("SELECT count(*) FROM t").raw().all([]);
  db.exec("COMMIT");
}
