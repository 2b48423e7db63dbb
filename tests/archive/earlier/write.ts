import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import Database from "libsql";
import { BSON, MongoClient } from "mongodb";
import { openArchive } from "../../../src/archive/open.js";
import { everything } from "./everything.js";

/**
 * Writes an archive of today's layouts into this folder, to be read back by later releases. Files of earlier layouts
 * are never written again. Run with the address of a replica set, whose database `earlier` is deleted:
 * `npx tsx tests/archive/earlier/write.ts mongodb://localhost:27017`
 */
const BLOB_BYTES = 3_000;
const HERE = import.meta.dirname;

async function fill(url: string): Promise<void> {
  const archive = await openArchive(url);
  await archive.commit(everything(BLOB_BYTES));
  await archive.close();
}

async function writeSqlite(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "harmonic-earlier-"));
  const file = join(folder, "archive.db");
  await fill(`sqlite:${file}`);
  const db = new Database(file);
  const [[layout]] = db.prepare("PRAGMA user_version").raw().all([]) as [[number]];
  db.close();
  writeFileSync(join(HERE, `sqlite-${layout}.db.gz`), gzipSync(readFileSync(file)), { flag: "wx" });
  rmSync(folder, { recursive: true });
}

async function writeMongo(server: string): Promise<void> {
  const client = await MongoClient.connect(server);
  const db = client.db("earlier");
  await db.dropDatabase();
  const url = new URL(server);
  url.pathname = "/earlier";
  await fill(url.href);
  const lines: string[] = [];
  const layout = (await db.collection<{ _id: string; layout: number }>("clock").findOne({ _id: "clock" }))
    ?.layout;
  for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray()) {
    const indexes = await db.collection(name).indexes();
    const documents = await db.collection(name).find({}).sort({ _id: 1 }).toArray();
    lines.push(BSON.EJSON.stringify({ collection: name, indexes, documents }, { relaxed: false }));
  }
  writeFileSync(join(HERE, `mongo-${layout}.ndjson.gz`), gzipSync(`${lines.sort().join("\n")}\n`), {
    flag: "wx",
  });
  await db.dropDatabase();
  await client.close();
}

await writeSqlite();
await writeMongo(process.argv[2]);
