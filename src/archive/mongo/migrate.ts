import type { Db } from "mongodb";
import { Unavailable } from "../../base/errors.js";
import type { Collections } from "./collections.js";

/**
 * A change of the collections' layout. Several servers may make it at once, and one that is killed leaves it half
 * made: doing it again must be harmless.
 */
type Step = (db: Db, all: Collections) => Promise<void>;

/**
 * The changes of layout. Step i takes a database from layout i to layout i + 1; the clock document says which one it
 * has. A released step is never edited: a change of layout is a new step at the end.
 *
 * Layout 2 adds the indexes that whole exports and lists of predictors need, and the news of the clock document.
 */
export const MIGRATIONS: readonly Step[] = [
  async (db, all) => {
    // Collections are not left to the first write, because a snapshot read needs a snapshot in which they exist.
    const existing = new Set(
      (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name),
    );
    for (const { collectionName } of Object.values(all)) {
      if (!existing.has(collectionName)) await createOnce(db, collectionName);
    }
    await all.records.createIndex({ kind: 1, _id: 1 });
    await all.predictors.createIndex({ space: 1, version: -1 });
    await all.runs.createIndex({ createdAt: -1, _id: -1 });
    await all.evaluations.createIndex({ run: 1, index: 1 }, { unique: true });
    await all.architectures.createIndex({ space: 1, position: 1 }, { unique: true });
    await all.measurements.createIndex({ subject: 1, of: 1, space: 1, sequence: 1 });
    await all.measurements.createIndex({ architecture: 1 });
    await all.pieces.createIndex({ owner: 1, key: 1, number: 1 }, { unique: true });
  },
  async (db, all) => {
    await all.predictors.createIndex({ version: -1, _id: -1 });
    await all.measurements.createIndex({ sequence: 1 });
    await all.measurements.createIndex({ architecture: 1, sequence: 1 });
    await dropIndex(db, "measurements", "architecture_1");
    await db.collection("writers").createIndex({ alive: 1 });
  },
];

/** Brings a database to the newest layout. Throws `Unavailable` if a newer release wrote it. */
export async function migrate(db: Db, all: Collections, where: string): Promise<void> {
  const layout = (await all.clock.findOne({ _id: "clock" }))?.layout ?? 0;
  if (layout > MIGRATIONS.length) {
    throw new Unavailable(
      `${where} holds an archive of a newer release (layout ${layout}; this release knows layouts up to ` +
        `${MIGRATIONS.length}); install the newer release, or point ARCHIVE elsewhere`,
    );
  }
  if (layout === MIGRATIONS.length) return;
  for (const step of MIGRATIONS.slice(layout)) await step(db, all);
  const set = { $max: { layout: MIGRATIONS.length }, $setOnInsert: { sequence: 0, commits: 0 } };
  await all.clock.updateOne({ _id: "clock" }, set, { upsert: true });
}

const NAMESPACE_EXISTS = 48;
const INDEX_NOT_FOUND = 27;

async function createOnce(db: Db, name: string): Promise<void> {
  try {
    await db.createCollection(name);
  } catch (error) {
    if ((error as { code?: unknown }).code !== NAMESPACE_EXISTS) throw error;
  }
}

async function dropIndex(db: Db, collection: string, name: string): Promise<void> {
  try {
    await db.collection(collection).dropIndex(name);
  } catch (error) {
    if ((error as { code?: unknown }).code !== INDEX_NOT_FOUND) throw error;
  }
}
