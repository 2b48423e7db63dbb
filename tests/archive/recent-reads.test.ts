import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { openSqliteArchive } from "../../src/archive/sqlite/archive.js";
import { noteCommit, RecentReads } from "../../src/archive/sqlite/calls/recent-reads.js";
import { type Connection, connect } from "../../src/archive/sqlite/connection.js";
import { Reader } from "../../src/archive/sqlite/reader.js";
import { deviceId } from "../../src/base/ids.js";
import { RESET_RECEIPT, resetChange } from "../../src/records/whole/reset-receipt.js";

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

/** Lets Node's next tick come, before which nothing from outside can be handled. */
const nextTick = () => new Promise<void>((resolve) => process.nextTick(resolve));

it("reads again after any connection has committed, and not before", async () => {
  const reading = connected();
  const writing = connected();
  writing.exec("CREATE TABLE numbers (n)");
  let reads = 0;
  const recent = new RecentReads(reading, () => "");
  const sum = () =>
    recent.of("sum", () => {
      reads++;
      return reading.prepare("SELECT total(n) FROM numbers").raw().get() as [number];
    })[0];
  expect([sum(), sum(), reads]).toEqual([0, 0, 1]);
  writing.exec("INSERT INTO numbers VALUES (5)");
  await nextTick();
  expect([sum(), sum(), reads]).toEqual([5, 5, 2]);
  writing.exec("BEGIN; INSERT INTO numbers VALUES (2)");
  await nextTick();
  expect([sum(), reads]).toEqual([5, 2]);
  writing.exec("COMMIT");
  await nextTick();
  expect([sum(), sum(), reads]).toEqual([7, 7, 3]);
});

it("asks once for the number in a row of promises, and again once this thread has committed", async () => {
  const reading = connected();
  const prepare = vi.spyOn(reading, "prepare");
  const recent = new RecentReads(reading, () => "");
  let reads = 0;
  const read = () => recent.of("n", () => ++reads);
  expect(read()).toBe(1);
  prepare.mockClear();
  for (let i = 0; i < 10; i++) {
    expect(read()).toBe(1);
    await undefined;
  }
  expect(prepare).toHaveBeenCalledTimes(1);
  const writing = connected();
  writing.exec("CREATE TABLE more (n)");
  expect(read()).toBe(1);
  noteCommit();
  expect(read()).toBe(2);
});

it("an archive shows what it has committed at once, and what others have committed at the next question", async () => {
  const location = join(folder, "two.db");
  const here = await openSqliteArchive(location);
  const elsewhere = await openSqliteArchive(location);
  const last = async () => (await here.get("receipt", RESET_RECEIPT))?.fingerprint;
  try {
    expect(await last()).toBeUndefined();
    await here.commit([resetChange("one")]);
    expect([await last(), await last()]).toEqual(["one", "one"]);
    await elsewhere.commit([resetChange("two")]);
    expect([await last(), await last()]).toEqual(["two", "two"]);
  } finally {
    await here.close();
    await elsewhere.close();
  }
});

it("keeps answers beyond commits that do not change the stamp, and never returns to an earlier one", async () => {
  const reading = connected();
  const writing = connected();
  writing.exec("CREATE TABLE numbers (n); CREATE TABLE others (n)");
  const total = (table: string) =>
    (reading.prepare(`SELECT total(n) FROM ${table}`).raw().get() as [number])[0];
  let reads = 0;
  const recent = new RecentReads(reading, () => String(total("numbers")));
  const sum = () => {
    const read = () => {
      reads++;
      return total("numbers");
    };
    return recent.whileStamped("sum", read);
  };
  expect([sum(), sum(), reads]).toEqual([0, 0, 1]);
  writing.exec("INSERT INTO others VALUES (1)");
  await nextTick();
  expect([sum(), recent.of("others", () => total("others")), reads]).toEqual([0, 1, 1]);
  writing.exec("INSERT INTO numbers VALUES (5)");
  await nextTick();
  expect([sum(), sum(), reads]).toEqual([5, 5, 2]);
});

it("an archive shows changes of its catalogue, also where a name is given to something else", async () => {
  const location = join(folder, "catalogue.db");
  const here = await openSqliteArchive(location);
  const elsewhere = await openSqliteArchive(location);
  const device = (name: string) => ({ id: deviceId("board"), name, description: "", runtime: "", batch: 1 });
  const names = async () => (await here.list("device")).map(({ name }) => name);
  const put = (name: string) => elsewhere.commit([{ type: "put", kind: "device", record: device(name) }]);
  try {
    expect(await names()).toEqual([]);
    await put("first");
    expect(await names()).toEqual(["first"]);
    await put("second");
    expect([await names(), (await here.get("device", "board"))?.name]).toEqual([["second"], "second"]);
    await elsewhere.commit([{ type: "delete", kind: "device", id: "board" }]);
    await put("third");
    expect([await names(), (await here.get("device", "board"))?.name]).toEqual([["third"], "third"]);
    await elsewhere.commit([resetChange("one")]);
    expect((await here.get("receipt", RESET_RECEIPT))?.fingerprint).toBe("one");
    await elsewhere.reset();
    expect([await names(), await here.get("receipt", RESET_RECEIPT)]).toEqual([[], undefined]);
  } finally {
    await here.close();
    await elsewhere.close();
  }
});

it("finds the rows of the catalogue by their index, however many other records there are", async () => {
  const location = join(folder, "plan.db");
  await (await openSqliteArchive(location)).close();
  const db = connect(location);
  open.push(db);
  const prepare = vi.spyOn(db, "prepare");
  expect(new Reader(db).catalogueStamp()).toBe(";");
  const sql = prepare.mock.lastCall?.[0];
  const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all([]) as { readonly detail: string }[];
  const steps = plan.map(({ detail }) => detail);
  expect(steps).toContainEqual(expect.stringContaining("SEARCH records USING INDEX"));
  expect(steps).not.toContainEqual(expect.stringContaining("SCAN records"));
});

it("keeps no answer that is not to be kept, and no error", () => {
  const recent = new RecentReads(connected(), () => "");
  let reads = 0;
  const read = () => ++reads;
  expect([recent.of("n", read, () => false), recent.of("n", read, () => false)]).toEqual([1, 2]);
  const fail = () => {
    throw new Error("damaged");
  };
  expect(() => recent.of("m", fail)).toThrow("damaged");
  expect(recent.of("m", read)).toBe(3);
});
