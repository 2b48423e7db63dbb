import { Overtaken } from "../src/base/errors.js";
import type { Archive } from "../src/records/archive.js";
import type { Change } from "../src/records/changes.js";
import { seededDevices, seededTasks } from "./catalogue.js";
import { fusionSampleChanges } from "./fusion-samples.js";
import { fusionChanges } from "./fusion-table.js";
import { FUSION_TASKS } from "./fusion-tasks.js";
import { profileChanges, publishedModelChanges } from "./harmonic-nas.js";
import { measuredChanges } from "./measured-tables.js";
import { ofaChanges } from "./ofa-tables.js";
import { LastMeasurements, predictorChanges, renewedPredictors } from "./predictors.js";

const RECEIPT = "seeds";
/**
 * The version of the seeds. Raise it whenever they change. Only new archives get the change: an archive keeps what it
 * was filled with, except for predictors that the program can no longer read.
 */
const VERSION = "8";
const RECEIPT_NOW = { id: RECEIPT, fingerprint: VERSION, answer: null };
/** The date of the measured tables. It is fixed so that seeding twice gives the same archive. */
const MEASURED = "2026-11-25T00:00:00.000Z";

/** Changes per batch: one transaction of the smallest database that is in use holds many times as many. */
const BATCH = 2_000;
/** The record of an archive of which not all batches are stored yet. */
const FILLING = { ...RECEIPT_NOW, fingerprint: `filling ${VERSION}` };

/**
 * Fills a new archive, in batches that each have a record. If the process is killed, or several start at once, whoever
 * comes next goes on where the batches end: nothing is stored twice, and nobody returns before everything is there. In
 * an archive that an earlier version seeded, it replaces the shipped predictors that this version cannot read. An
 * archive with tasks or devices of its own is left alone.
 */
export async function seedArchive(
  archive: Archive,
  note: (line: string) => void,
  options: { readonly predictors: boolean } = { predictors: true },
): Promise<void> {
  const seeded = await archive.get("receipt", RECEIPT);
  const isFilling = seeded?.fingerprint.startsWith("filling") === true;
  if (seeded !== undefined && !isFilling) {
    if (options.predictors && seeded.fingerprint !== VERSION) await renewPredictors(archive, note);
    return;
  }
  if (!isFilling && ((await archive.list("device")).length > 0 || (await archive.list("task")).length > 0))
    return;
  note(isFilling ? "going on to fill the archive from seeds/" : "filling the new archive from seeds/ (once)");
  if (!isFilling) await commitOnce(archive, [{ type: "insert", kind: "receipt", record: FILLING }]);
  let number = 0;
  for (const changes of inBatches(allChanges(options.predictors))) {
    const record = { ...RECEIPT_NOW, id: `seeds/${VERSION}/${number++}` };
    if ((await archive.get("receipt", record.id)) !== undefined) continue;
    await commitOnce(archive, [{ type: "insert", kind: "receipt", record }, ...changes]);
  }
  await archive.commit([{ type: "put", kind: "receipt", record: RECEIPT_NOW }]);
}

/** Commits a batch, unless another process has done so. */
async function commitOnce(archive: Archive, changes: readonly Change[]): Promise<void> {
  try {
    await archive.commit(changes);
  } catch (error) {
    if (!(error instanceof Overtaken)) throw error;
  }
}

/** The changes in batches of bounded size; predictors and blobs, which are large, are a batch each. */
function* inBatches(changes: Iterable<Change>): Generator<readonly Change[]> {
  let batch: Change[] = [];
  for (const change of changes) {
    batch.push(change);
    const isLarge = change.type === "blob" || (change.type === "put" && change.kind === "predictor");
    if (!isLarge && batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function renewPredictors(archive: Archive, note: (line: string) => void): Promise<void> {
  const renewed = await renewedPredictors(archive);
  if (renewed.length > 0)
    note("renewing the shipped predictors, which an earlier version of the program stored (once)");
  await archive.commit([...renewed, { type: "put", kind: "receipt", record: RECEIPT_NOW }]);
}

function* allChanges(predictors: boolean): Generator<Change> {
  const last = new LastMeasurements();
  for (const change of dataChanges()) {
    last.note(change);
    yield change;
  }
  if (predictors) yield* predictorChanges(last);
}

function* dataChanges(): Generator<Change> {
  for (const record of seededTasks) yield { type: "put", kind: "task", record };
  for (const record of seededDevices) yield { type: "put", kind: "device", record };
  yield* profileChanges();
  yield* publishedModelChanges();
  yield* ofaChanges();
  yield* measuredChanges();
  yield* fusionChanges();
  yield* fusionSampleChanges(FUSION_TASKS, MEASURED);
}
