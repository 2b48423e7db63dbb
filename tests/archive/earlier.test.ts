import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { BSON, type Document, MongoClient } from "mongodb";
import { afterAll, describe, expect, it } from "vitest";
import { archiveCare } from "../../src/archive/care.js";
import { openArchive } from "../../src/archive/open.js";
import { archiveTransfer } from "../../src/archive/transfer/transfer.js";
import { measurementId } from "../../src/base/ids.js";
import { latency, measure, put, task } from "../contract/archive-samples.js";
import { testMongod } from "../support/mongo.js";
import { placesOn } from "../support/stores.js";
import { everything } from "./earlier/everything.js";

const EARLIER = join(import.meta.dirname, "earlier");
const BLOB_BYTES = 3_000;
const folder = mkdtempSync(join(tmpdir(), "harmonic-earlier-"));
afterAll(() => rmSync(folder, { recursive: true }));

const nothing = () => undefined;
const transfer = archiveTransfer({ viewer: "cli", name: "tester" });
const contentOf = async (url: string, name: string) =>
  (await transfer.export(url, join(folder, name), true, nothing)).sha256;
const filesOf = (store: string) => readdirSync(EARLIER).filter((name) => name.startsWith(`${store}-`));
const unpacked = (name: string) => gunzipSync(readFileSync(join(EARLIER, name)));

/** The content of an archive of today with the same records. */
async function expected(): Promise<string> {
  const url = `sqlite:${join(folder, "today.db")}`;
  const archive = await openArchive(url);
  await archive.commit(everything(BLOB_BYTES));
  await archive.close();
  return contentOf(url, "today.ndjson");
}
const today = expected();

/** Everything is there, undamaged, and more can be stored. */
async function expectWhole(url: string, name: string): Promise<void> {
  expect(await contentOf(url, `${name}.ndjson`)).toBe(await today);
  const archive = await openArchive(url);
  await archive.commit([put(task("later")), measure(latency("later", 1))]);
  expect(await archive.measurement(measurementId("later"))).toBeDefined();
  await archive.close();
  expect((await archiveCare.verify(url, nothing)).damaged).toEqual([]);
}

const mongod = await testMongod();

describe("an archive that an earlier release wrote", () => {
  it.each(filesOf("sqlite"))("is read back: %s", async (name) => {
    const file = join(folder, name);
    writeFileSync(file, unpacked(name));
    await expectWhole(`sqlite:${file}`, name);
  });

  it.skipIf(mongod.kind === "absent").each(filesOf("mongo"))("is read back: %s", async (name) => {
    const place = placesOn(mongod)[1][1]();
    const client = await MongoClient.connect(place.url);
    const db = client.db(new URL(place.url).pathname.slice(1));
    const lines = unpacked(name).toString().trimEnd().split("\n");
    for (const line of lines) {
      const { collection, indexes, documents } = BSON.EJSON.parse(line, { relaxed: false }) as Document;
      await db.createCollection(collection);
      for (const { v: _v, key, name: index, ...options } of indexes) {
        if (index !== "_id_") await db.collection(collection).createIndex(key, { name: index, ...options });
      }
      if (documents.length > 0) await db.collection(collection).insertMany(documents);
    }
    await expectWhole(place.url, name);
    expect(await db.collection<{ _id: string }>("clock").findOne({ _id: "clock" })).toMatchObject({
      layout: 2,
    });
    const names = (await db.collection("measurements").indexes()).map((index) => index.name);
    expect(names).toContain("sequence_1");
    await db.dropDatabase();
    await client.close();
  });
});
