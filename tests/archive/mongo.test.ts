import { randomUUID } from "node:crypto";
import { MongoClient } from "mongodb";
import { describe, it } from "vitest";
import { openArchive } from "../../src/archive/open.js";
import { archiveContract } from "../contract/archive.contract.js";
import { testMongod } from "../support/mongo.js";

const mongod = await testMongod();

if (mongod.kind === "absent") {
  it.skip(`the MongoDB archive (${mongod.reason})`, () => undefined);
} else {
  describe("the MongoDB archive", () => {
    // Making a database takes half a second: the tests share one, emptied after each.
    const url = databaseUrl(mongod.uri);
    archiveContract(async () => ({
      open: () => openArchive(url),
      shared: true,
      remove: () => emptyDatabase(url),
    }));
  });
}

function databaseUrl(server: string): string {
  const url = new URL(server);
  url.pathname = `/${randomUUID()}`;
  return url.href;
}

async function emptyDatabase(url: string): Promise<void> {
  const client = await MongoClient.connect(url);
  for (const collection of await client.db().collections()) await collection.deleteMany({});
  await client.close();
}
