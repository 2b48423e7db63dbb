import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { RecentReads } from "../../src/archive/sqlite/calls/recent-reads.js";
import { type Connection, connect } from "../../src/archive/sqlite/connection.js";

const folder = mkdtempSync(join(tmpdir(), "harmonic-recent-"));
const open: Connection[] = [];
const connected = (): Connection => {
  const db = connect(join(folder, "recent.db"));
  open.push(db);
  return db;
};

afterEach(() => {
  for (const db of open.splice(0)) db.close();
  rmSync(folder, { recursive: true, force: true });
});

it("reads again after any connection has committed, and not before", () => {
  const reading = connected();
  const writing = connected();
  writing.exec("CREATE TABLE numbers (n)");
  let reads = 0;
  const recent = new RecentReads(reading);
  const sum = () =>
    recent.of("sum", () => {
      reads++;
      return reading.prepare("SELECT total(n) FROM numbers").raw().get() as [number];
    })[0];
  expect([sum(), sum(), reads]).toEqual([0, 0, 1]);
  writing.exec("INSERT INTO numbers VALUES (5)");
  expect([sum(), sum(), reads]).toEqual([5, 5, 2]);
  writing.exec("BEGIN; INSERT INTO numbers VALUES (2)");
  expect([sum(), reads]).toEqual([5, 2]);
  writing.exec("COMMIT");
  expect([sum(), sum(), reads]).toEqual([7, 7, 3]);
});

it("keeps no answer that is not to be kept, and no error", () => {
  const recent = new RecentReads(connected());
  let reads = 0;
  const read = () => ++reads;
  expect([recent.of("n", read, () => false), recent.of("n", read, () => false)]).toEqual([1, 2]);
  const fail = () => {
    throw new Error("damaged");
  };
  expect(() => recent.of("m", fail)).toThrow("damaged");
  expect(recent.of("m", read)).toBe(3);
});
