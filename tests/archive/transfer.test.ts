import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { openArchive } from "../../src/archive/open.js";
import { checkWhole, importArchive } from "../../src/archive/transfer/import.js";
import { archiveTransfer } from "../../src/archive/transfer/transfer.js";
import { spaceId } from "../../src/base/ids.js";
import type { Archive } from "../../src/records/archive.js";
import type { Change } from "../../src/records/changes.js";
import {
  architecture,
  insert,
  latency,
  measure,
  predictor,
  put,
  retract,
  store,
  task,
} from "../contract/archive-samples.js";
import { testMongod } from "../support/mongo.js";
import { placesOn } from "../support/stores.js";
import { everything } from "./earlier/everything.js";

const folder = mkdtempSync(join(tmpdir(), "harmonic-transfer-"));
afterAll(() => rmSync(folder, { recursive: true }));

const AUTHOR = { viewer: "cli", name: "tester" };
const transfer = archiveTransfer(AUTHOR);
const nothing = () => undefined;
let files = 0;
const newFile = (ending = "ndjson") => join(folder, `export-${files++}.${ending}`);
const newUrl = () => `sqlite:${join(folder, `archive-${files++}.db`)}`;

async function filled(url: string, changes: readonly Change[]): Promise<string> {
  const archive = await openArchive(url);
  await archive.commit(changes);
  await archive.close();
  return url;
}

/** The lines of an export behind the first one, which names its time and place. */
function content(file: string): string {
  const bytes = readFileSync(file);
  const text = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString();
  expect(JSON.parse(text.slice(0, text.indexOf("\n")))).toMatchObject({ kind: "header", version: 1 });
  return text.slice(text.indexOf("\n"));
}

const mongod = await testMongod();
const places = placesOn(mongod);
const pairs = places.flatMap(([from, make]) =>
  places.map(([to, makeOther]) => ({ from, to, make, makeOther })),
);

describe.each(pairs)("moving an archive from $from to $to", ({ make, makeOther }) => {
  it.each(["ndjson", "ndjson.gz"])("keeps every byte of another export (%s)", async (ending) => {
    const [source, target] = [make(), makeOther()];
    const [first, second] = [newFile(ending), newFile(ending)];
    await filled(source.url, everything());
    const report = await transfer.export(source.url, first, false, nothing);
    expect(report.records).toMatchObject({
      task: 2,
      receipt: 1,
      predictor: 2,
      finding: 5,
      measurement: 4,
      blob: 2,
    });
    expect(await transfer.import(target.url, first, nothing)).toMatchObject({
      records: report.records,
      resumedAt: 0,
    });
    await transfer.export(target.url, second, false, nothing);
    expect(content(second)).toBe(content(first));
    const moved = await openArchive(target.url);
    expect((await moved.get("predictor", "p"))?.state).toEqual(predictor("p").state);
    expect(
      (await moved.measurementsOf(architecture(1).id)).map(({ measurement: m }) => [m.id, m.retracted]),
    ).toEqual([
      ["m0", false],
      ["m1", true],
    ]);
    expect(await moved.get("token", "0123456789ab")).toBeUndefined();
    expect((await moved.auditTrail({ limit: 9 })).map(({ operation }) => operation)).toEqual([
      "importArchive",
    ]);
    expect((await moved.get("receipt", "reset"))?.fingerprint).not.toBe("of this archive");
    await moved.close();
    source.remove();
    target.remove();
  });
});

describe("an export", () => {
  it("has tokens and the audit trail where that is asked for, and an import revives no revoked token", async () => {
    const source = await filled(newUrl(), everything());
    const file = newFile();
    const report = await transfer.export(source, file, true, nothing);
    expect(report).toMatchObject({ access: true, records: { token: 1, audit: 1 } });
    const target = newUrl();
    const revoked = everything().flatMap((change) =>
      change.type === "insert" && change.kind === "token"
        ? [{ ...change, record: { ...change.record, revokedAt: "2026-03-03T00:00:00.000Z" } }]
        : [],
    );
    await filled(target, revoked);
    expect(await transfer.import(target, file, nothing)).toMatchObject({ alreadyThere: 1 });
    const archive = await openArchive(target);
    expect((await archive.get("token", "0123456789ab"))?.revokedAt).toBeDefined();
    expect(await archive.auditTrail({ limit: 9 })).toHaveLength(2);
    await archive.close();
  });

  it("overwrites nothing, and makes no archive", async () => {
    const file = newFile();
    writeFileSync(file, "mine");
    const source = await filled(newUrl(), [put(task("a"))]);
    await expect(transfer.export(source, file, false, nothing)).rejects.toMatchObject({ code: "CONFLICT" });
    expect(readFileSync(file, "utf8")).toBe("mine");
    const nowhere = newUrl();
    await expect(transfer.export(nowhere, newFile(), false, nothing)).rejects.toMatchObject({
      code: "UNAVAILABLE",
    });
    expect(existsSync(nowhere.slice("sqlite:".length))).toBe(false);
  });

  it("of any content is equal after an import", async () => {
    const name = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 8 })
      .filter((text) => !text.includes("\0"));
    const change: fc.Arbitrary<Change> = fc.oneof(
      fc.tuple(name, name).map(([id, text]) => put(task(id, { name: text }))),
      // The first character, not the first half of one: ids of spaces are well-formed.
      name.map((id) => store(architecture(id, spaceId([...id][0])))),
      fc
        .tuple(name, fc.nat(5), fc.double())
        .map(([id, n, value]) => measure(latency(id, n, { latency: value as never }))),
      name.map(retract),
      fc
        .tuple(name, fc.uint8Array({ maxLength: 30 }))
        .map(([key, bytes]): Change => ({ type: "blob", key, bytes })),
      fc
        .tuple(name, fc.double())
        .map(([id, seed]): Change => ({ type: "put", kind: "predictor", record: predictor(id, { seed }) })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 40 }), async (changes) => {
        const [first, second, target] = [newFile(), newFile("gz"), newUrl()];
        const { sha256 } = await transfer.export(await filled(newUrl(), changes), first, false, nothing);
        await transfer.import(target, first, nothing);
        expect((await transfer.export(target, second, false, nothing)).sha256).toBe(sha256);
        expect(content(second)).toBe(content(first));
      }),
      { numRuns: 15 },
    );
  });
});

describe("an import", () => {
  it("stores nothing of a file that is not what was written, and says up to where it is whole", async () => {
    const source = await filled(newUrl(), everything());
    const file = newFile();
    const { lines } = await transfer.export(source, file, false, nothing);
    const whole = readFileSync(file);
    const all = whole.toString().trimEnd().split("\n");
    const without = (...gone: number[]) => all.filter((_, i) => !gone.includes(i)).join("\n");
    const damaged: [Buffer, RegExp][] = [
      [Buffer.from(without(3)), /whole up to line 3;/],
      [
        Buffer.from(without(all.length - 1)),
        new RegExp(`whole up to line ${lines + 1} .*nothing was changed`),
      ],
      [Buffer.from([...all.slice(0, 4), all[5], all[4], ...all.slice(6)].join("\n")), /whole up to line 4;/],
      [Buffer.from([...all.slice(0, 5), all[4], ...all.slice(5)].join("\n")), /whole up to line 5;/],
      [Buffer.from([...all, "{}"].join("\n")), /goes on behind its last line/],
      [Buffer.from("id,accuracy\n1,2\n"), /no export of an archive/],
      [Buffer.alloc(0), /is empty/],
      [gzipSync(whole).subarray(0, -400), /whole up to line \d+/],
    ];
    for (let cut = 1; cut < whole.length - 1; cut += Math.ceil(whole.length / 12)) {
      damaged.push([whole.subarray(0, cut), /whole up to line|first line is damaged/]);
      const flipped = Buffer.from(whole);
      flipped[cut] ^= 1;
      damaged.push([flipped, /whole up to line|first line is damaged/]);
    }
    for (const [bytes, message] of damaged) {
      const [target, bad] = [newUrl(), newFile()];
      writeFileSync(bad, bytes);
      await expect(transfer.import(target, bad, nothing)).rejects.toMatchObject({
        code: "INVALID_INPUT",
        message: expect.stringMatching(message),
      });
      expect(existsSync(target.slice("sqlite:".length))).toBe(false);
    }
  });

  it("refuses a file that is not there, a newer format, and an archive that is not empty", async () => {
    const target = newUrl();
    await expect(transfer.import(target, join(folder, "none"), nothing)).rejects.toMatchObject({
      field: "FILE",
    });
    const file = newFile();
    await transfer.export(await filled(newUrl(), everything()), file, false, nothing);
    await filled(target, [put(task("mine"))]);
    const refused = { code: "CONFLICT", message: expect.stringMatching(/not empty.*reset --yes/) };
    await expect(transfer.import(target, file, nothing)).rejects.toMatchObject(refused);
    const once = newUrl();
    await transfer.import(once, file, nothing);
    await expect(transfer.import(once, file, nothing)).rejects.toMatchObject(refused);
    const reset = await openArchive(once);
    await reset.reset();
    await reset.close();
    await expect(transfer.import(once, file, nothing)).resolves.toMatchObject({ resumedAt: 0 });
  });

  it.each(places)("that is interrupted goes on where it was and repeats nothing (%s)", async (_, make) => {
    const many = Array.from({ length: 45_000 }, (__, i) =>
      measure(latency(`n${String(i).padStart(5, "0")}`, i % 100)),
    );
    const source = await filled(newUrl(), [...everything(), ...many]);
    const [file, again, place] = [newFile("gz"), newFile(), make()];
    await transfer.export(source, file, false, nothing);
    const target = await openArchive(place.url);
    const whole = await checkWhole(file, nothing);
    await expect(importArchive(failingAt(target, 3), whole, AUTHOR, nothing)).rejects.toThrow("killed");
    const other = newFile();
    await transfer.export(await filled(newUrl(), [insert(task("other"))]), other, false, nothing);
    await expect(
      importArchive(target, await checkWhole(other, nothing), AUTHOR, nothing),
    ).rejects.toMatchObject({ code: "CONFLICT" });
    const stored: Change[] = [];
    const report = await importArchive(noting(target, stored), whole, AUTHOR, nothing);
    expect(report.resumedAt).toBe(40_000);
    expect(stored.filter(({ type }) => type === "measurement").length).toBeLessThan(6_000);
    await target.close();
    expect((await transfer.export(place.url, again, false, nothing)).sha256).toBe(report.sha256);
    place.remove();
  });
});

/** The archive, whose process dies before a commit is done. */
function failingAt(archive: Archive, commit: number): Archive {
  let commits = 0;
  return replaced(archive, (changes) => {
    if (++commits === commit) throw new Error("killed");
    return archive.commit(changes);
  });
}

const noting = (archive: Archive, stored: Change[]): Archive =>
  replaced(archive, (changes) => {
    stored.push(...changes);
    return archive.commit(changes);
  });

const replaced = (archive: Archive, commit: (changes: Iterable<Change>) => Promise<number>): Archive =>
  new Proxy(archive, {
    get: (target, name) => {
      if (name === "commit") return async (changes: Iterable<Change>) => commit(changes);
      const value = Reflect.get(target, name) as unknown;
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
