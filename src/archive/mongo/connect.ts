import { type Db, MongoClient } from "mongodb";
import { InvalidInput, Unavailable } from "../../base/errors.js";
import { type Collections, collectionsOf } from "./collections.js";
import { migrate } from "./migrate.js";
import { asProblem } from "./problems.js";

const SERVER_SELECTION_MS = 5_000;
/** Wire version of MongoDB 5.0, the first version with snapshot reads. */
const OLDEST_WIRE_VERSION = 13;
const DEFAULT_DATABASE = "harmonic";

export interface Connected {
  readonly client: MongoClient;
  readonly db: Db;
  readonly collections: Collections;
  /** Location of the archive for messages, without credentials. */
  readonly where: string;
}

/**
 * Connects to MongoDB, checks that the server has transactions and snapshot reads, and brings the
 * database to the newest layout. Throws `InvalidInput` on `ARCHIVE` if the URL is invalid, and `Unavailable` if the
 * server cannot be used.
 */
export async function connect(url: string): Promise<Connected> {
  const client = clientFor(url);
  const database = /^[^/]+\/\/[^/]+\/([^?]+)/.exec(url)?.[1] ?? DEFAULT_DATABASE;
  const where = `MongoDB at ${client.options.srvHost ?? client.options.hosts.join(",")}`;
  try {
    const db = client.db(decodeURIComponent(database));
    await checkServer(db, where);
    const collections = collectionsOf(db);
    await migrate(db, collections, where);
    return { client, db, collections, where: `${where}, database ${db.databaseName}` };
  } catch (error) {
    await client.close();
    throw asProblem(error, where);
  }
}

function clientFor(url: string): MongoClient {
  try {
    return new MongoClient(url, {
      serverSelectionTimeoutMS: SERVER_SELECTION_MS,
      connectTimeoutMS: SERVER_SELECTION_MS,
      ignoreUndefined: true,
      readPreference: "primary",
      writeConcern: { w: "majority", journal: true },
    });
  } catch {
    throw new InvalidInput(
      "ARCHIVE",
      "ARCHIVE is not a valid MongoDB address: it must be mongodb://[user:password@]host[:port]/database, " +
        "or mongodb+srv://[user:password@]host/database without a port, " +
        "with special characters of the password percent-encoded",
    );
  }
}

async function checkServer(db: Db, where: string): Promise<void> {
  const hello = await db.command({ hello: 1 });
  if (hello.setName === undefined && hello.msg !== "isdbgrid") {
    throw new Unavailable(
      `${where} is a standalone server, but the archive needs transactions: start it with --replSet rs0 and run ` +
        "rs.initiate() on it once, or point ARCHIVE elsewhere",
    );
  }
  if (hello.maxWireVersion < OLDEST_WIRE_VERSION) {
    throw new Unavailable(`${where} is older than MongoDB 5.0; update it, or point ARCHIVE elsewhere`);
  }
}
