import { existsSync } from "node:fs";
import { chmod, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openArchive } from "../../src/archive/open.js";
import { migrate } from "../../src/archive/sqlite/migrate.js";
import { architectureIdOf, measurementId, runId } from "../../src/base/ids.js";
import { milliseconds } from "../../src/base/units.js";
import { DEVICE, latency, measure, put, SPACE, TASK, task } from "../contract/archive-samples.js";
import { survivesCrashes } from "./crash.js";
import { VERSION_1, VERSION_2 } from "./fixtures.js";

let folder: string;
let file: string;
const shortTimeout = { busyTimeout: milliseconds(100) };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "harmonic-file-"));
  file = join(folder, "archive.db");
});
afterEach(() => rm(folder, { recursive: true }));

describe("opening an SQLite archive", () => {
  const refused = async (location: string, message: RegExp) => {
    const failure = await openArchive(`sqlite:${location}`, shortTimeout).catch((error) => error);
    expect(failure).toMatchObject({ code: "UNAVAILABLE", message: expect.stringMatching(message) });
  };

  it("refuses a file that is not a database, and leaves it as it is", async () => {
    await writeFile(file, "This is not a database, and should not become one. ".repeat(100));
    await refused(file, /not an SQLite database/);
    expect(await readdir(folder)).toEqual(["archive.db"]);
  });

  it("refuses a database of another program", async () => {
    const other = new Database(file);
    other.exec("CREATE TABLE addresses (name TEXT)");
    other.close();
    await refused(file, /another program/);
  });

  it("refuses the archive of a newer release", async () => {
    await (await openArchive(`sqlite:${file}`)).close();
    const db = new Database(file);
    db.exec("PRAGMA user_version = 99");
    db.close();
    await refused(file, /newer release/);
  });

  it("refuses a folder, and a file whose folder cannot be created", async () => {
    await refused(folder, /is a folder/);
    await writeFile(file, "");
    await refused(join(file, "below", "archive.db"), /folder .* cannot be created/);
  });

  it.skipIf(process.getuid?.() === 0)(
    "reads a read-only file, fails with a message when it is written to, and closes (root can write any file)",
    async () => {
      await (await openArchive(`sqlite:${file}`)).close();
      await chmod(file, 0o444);
      const archive = await openArchive(`sqlite:${file}`);
      expect(await archive.list("task")).toEqual([]);
      await expect(archive.commit([put(task("a"))])).rejects.toMatchObject({ code: "UNAVAILABLE" });
      await archive.close();
    },
  );

  it.skipIf(process.getuid?.() === 0)("refuses a read-only folder (root can write any folder)", async () => {
    await chmod(folder, 0o500);
    await refused(file, /cannot be created or written/);
    await chmod(folder, 0o700);
  });

  it("accepts an absolute path, with or without two slashes before it", async () => {
    const archive = await openArchive(`sqlite://${file}`);
    await archive.close();
    expect(existsSync(file)).toBe(true);
  });

  it("waits for another process that holds the file, and then fails with a message", async () => {
    const archive = await openArchive(`sqlite:${file}`, shortTimeout);
    const other = new Database(file);
    other.exec("BEGIN IMMEDIATE");
    const held = { code: "UNAVAILABLE", message: expect.stringMatching(/held by another process; stop it/) };
    await expect(archive.commit([put(task("a"))])).rejects.toMatchObject(held);
    expect(await archive.list("task")).toEqual([]);
    const waiting = await openArchive(`sqlite:${file}`);
    const written = waiting.commit([put(task("b"))]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    other.exec("ROLLBACK");
    await written;
    expect(await archive.list("task")).toHaveLength(1);
    await archive.close();
    await waiting.close();
    other.close();
  });

  it("fails with a message if another process has locked the whole file", async () => {
    const other = new Database(file);
    other.exec("PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE");
    await refused(file, /held by another process/);
    other.exec("ROLLBACK");
  });
});

describe("the layout of an archive", () => {
  it.each([
    ["1", VERSION_1],
    ["2 without checksums", VERSION_2],
  ])("may be version %s, which is read back", async (_version, sql) => {
    makeFile(sql);
    const archive = await openArchive(`sqlite:${file}`);
    expect(await archive.list("task")).toEqual([task("digits", { name: "Digits", description: "é" })]);
    expect(await archive.get("predictor", "p")).toEqual({
      id: "p",
      version: 3,
      quality: { spearman: Number.NaN },
      state: { version: 1, metric: "accuracy", weights: [0.1] },
    });
    expect(await archive.listRuns({ limit: 9 })).toHaveLength(1);
    expect(await archive.findings(runId("r"))).toMatchObject([{ run: "r", index: 0, architecture: "a1" }]);
    expect(await archive.architectures(SPACE, 0)).toEqual([
      { id: "a1", space: SPACE, architecture: { depth: 2 } },
    ]);
    expect(await archive.architecture(architectureIdOf("a2"))).toBeUndefined();
    const log = await archive.measurementsSince({ space: SPACE, device: DEVICE }, 0);
    expect(log).toEqual([
      {
        sequence: 3,
        measurement: expect.objectContaining({ id: "m3", latency: 1 / 3, latencySd: 0.5, energy: 12 }),
      },
      { sequence: 4, measurement: latency("m1", 1, { latency: milliseconds(1e-7), retracted: true }) },
    ]);
    expect(await archive.measurementsSince({ space: SPACE, task: TASK }, 0)).toMatchObject([
      { sequence: 2, measurement: { accuracy: 0.9234567890123456, fidelity: { split: "test" }, repeats: 3 } },
    ]);
    expect(await archive.blob("table")).toEqual(new Uint8Array([0, 1, 255]));
    await archive.commit([measure(latency("m4", 1)), measure(latency("m3", 1))]);
    expect((await archive.measurementsOf(architectureIdOf("a1"))).map(({ sequence }) => sequence)).toEqual([
      2, 4, 5,
    ]);
    expect(await archive.measurement(measurementId("m3"))).toMatchObject({ architecture: "a2" });
    await archive.close();
  });

  it("is that of version 2: a changed layout needs a new version number", async () => {
    makeFile(VERSION_2);
    await (await openArchive(`sqlite:${join(folder, "new.db")}`)).close();
    expect(layoutOf(join(folder, "new.db"))).toEqual(layoutOf(file));
  });

  it("is migrated through all missing steps, or through none if one fails", () => {
    const steps = [
      "CREATE TABLE a (x); INSERT INTO a VALUES (1)",
      "UPDATE a SET x = x + 1",
      "UPDATE a SET x = x * 10",
    ];
    const db = new Database(file);
    migrate(db, file, steps.slice(0, 1));
    expect(() => migrate(db, file, [...steps, "UPDATE nothing SET x = 1"])).toThrow(/nothing/);
    expect(db.prepare("SELECT x FROM a").get([])).toMatchObject({ x: 1 });
    migrate(db, file, steps);
    migrate(db, file, steps);
    expect(db.prepare("SELECT x FROM a").get([])).toMatchObject({ x: 20 });
    db.close();
  });

  function makeFile(sql: string): void {
    const db = new Database(file);
    db.exec(sql);
    db.close();
  }
});

describe("a file-backed archive", () => {
  it("keeps all acknowledged batches, and only whole ones, if the process is killed", async () => {
    await survivesCrashes(`sqlite:${file}`);
    const db = new Database(file);
    expect(db.prepare("PRAGMA integrity_check").raw().all([])).toEqual([["ok"]]);
    db.close();
  });
});

function layoutOf(path: string): unknown {
  const db = new Database(path);
  const rows = db
    .prepare("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name")
    .raw()
    .all([]) as string[][];
  db.close();
  return rows.map((row) => row.map((value) => value?.replaceAll(/\s+/g, " ")));
}
