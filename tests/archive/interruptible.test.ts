import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import Database from "libsql";
import { expect, test } from "vitest";
import { callCell, closeCalls } from "../../src/archive/sqlite/calls/interruptible.js";
import { Random } from "../../src/base/random.js";

const built = existsSync(new URL("../../dist/src/archive/sqlite/calls/interruptible.js", import.meta.url));
const script = new URL("./interruptible-thread.mjs", pathToFileURL(import.meta.filename));

/** A thread takes seconds to start where the machine does much else. */
const PATIENTLY = { interval: 5, timeout: 20_000 };

const note = built ? "" : " (skipped: npm run build first)";

test.skipIf(!built)(
  `a thread that writes to SQLite can be ended at any time, and others can write then${note}`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "harmonic-interruptible-"));
    const file = join(folder, "a.db");
    const db = new Database(file, { timeout: 1000 });
    db.exec("PRAGMA journal_mode = WAL; CREATE TABLE t (x)");
    const random = new Random("interruptible");
    for (let round = 0; round < 15; round++) {
      const cell = callCell();
      const worker = new Worker(script, { workerData: { file, cell } });
      const ended = new Promise<number>((resolve) => worker.once("exit", resolve));
      const failed = new Promise<never>((_, reject) => worker.once("error", reject));
      const before = count(db);
      await Promise.race([failed, expect.poll(() => count(db), PATIENTLY).toBeGreaterThan(before)]);
      await new Promise((resolve) => setTimeout(resolve, 30 * random.next()));
      await closeCalls(cell);
      await worker.terminate();
      await ended;
      db.exec("BEGIN IMMEDIATE");
      expect(count(db) % 20).toBe(0);
      db.exec("COMMIT");
    }
    db.close();
    rmSync(folder, { recursive: true });
  },
  60_000,
);

const count = (db: InstanceType<typeof Database>): number =>
  (db.prepare("SELECT count(*) FROM t").raw().get([]) as [number])[0];
