import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import Database from "libsql";
import { expect, it } from "vitest";
import { archiveCare } from "../../src/archive/care.js";
import { openArchive } from "../../src/archive/open.js";
import { recordedCare } from "../../src/composition/recorded-care.js";
import { damageSamples } from "../archive/damage-samples.js";

const nothing = () => undefined;

/** Frees what closed connections of libsql hold until they are collected. */
async function freeClosed(): Promise<void> {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  await new Promise((resolve) => setTimeout(resolve, 50));
}

it("a repair is in the audit trail of the archive, and one that found nothing is not", async () => {
  const folder = await mkdtemp(join(tmpdir(), "harmonic-repair-"));
  const url = `sqlite:${join(folder, "archive.db")}`;
  try {
    const archive = await openArchive(url);
    await archive.commit(damageSamples());
    await archive.close();
    const care = recordedCare(archiveCare, "someone", { info: nothing, warn: nothing });
    const entries = async () => {
      const opened = await openArchive(url);
      const trail = await opened.auditTrail({ limit: 10 });
      await opened.close();
      await freeClosed();
      return trail;
    };

    await freeClosed();
    expect((await care.repair(url, nothing)).damaged).toEqual([]);
    expect(await entries()).toEqual([]);

    const db = new Database(join(folder, "archive.db"));
    db.exec("UPDATE records SET body = replace(body, '\"id\"', '\"di\"') WHERE kind = 'task'");
    db.close();
    await freeClosed();
    const { setAside } = await care.repair(url, nothing);
    expect(setAside).toBeGreaterThan(0);
    expect(await entries()).toMatchObject([
      { viewer: "cli", name: "someone", operation: "repair", outcome: "done" },
    ]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
