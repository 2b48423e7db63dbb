import { randomUUID } from "node:crypto";
import { MongoClient } from "mongodb";
import { MongoMemoryServer } from "mongodb-memory-server-core";
import { describe, expect, it } from "vitest";
import { openArchive } from "../../src/archive/open.js";
import { archiveContract } from "../contract/archive.contract.js";
import { testMongod } from "../support/mongo.js";
import { survivesCrashes } from "./crash.js";

const mongod = await testMongod();

if (mongod.kind === "absent") {
  it.skip(`the MongoDB archive (${mongod.reason})`, () => undefined);
} else {
  describe("the MongoDB archive", () => {
    // Making a database takes half a second. Therefore the tests share one, which is emptied after each test.
    const url = databaseUrl(mongod.uri);
    archiveContract(async () => ({
      open: () => openArchive(url),
      isShared: true,
      remove: () => emptyDatabase(url),
    }));

    it("keeps all acknowledged batches, and only whole ones, if the process is killed", async () => {
      await survivesCrashes(databaseUrl(mongod.uri));
    });

    it("refuses a standalone server, a wrong login and a newer layout, and says what to do", async () => {
      process.env.MONGOMS_SYSTEM_BINARY_VERSION_CHECK = "false";
      const standalone = await MongoMemoryServer.create({ binary: { systemBinary: mongod.binary } });
      await expect(openArchive(standalone.getUri())).rejects.toMatchObject({
        code: "UNAVAILABLE",
        message: expect.stringMatching(/standalone.*--replSet/),
      });
      await standalone.stop();
      const failure = await openArchive(mongod.uri.replace("//", "//user:secret@")).catch((error) => error);
      expect(failure).toMatchObject({
        code: "UNAVAILABLE",
        message: expect.stringMatching(/refuses the login/),
      });
      expect(failure.message).not.toContain("secret");
      const client = await MongoClient.connect(url);
      const clock = client.db().collection<{ _id: string; layout: number }>("clock");
      await clock.updateOne({ _id: "clock" }, { $set: { layout: 99 } }, { upsert: true });
      await client.close();
      await expect(openArchive(url)).rejects.toMatchObject({
        code: "UNAVAILABLE",
        message: expect.stringMatching(/newer release/),
      });
      await emptyDatabase(url);
    });
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
