import { Conflict } from "../src/base/errors.js";
import type { Archive } from "../src/records/archive.js";
import type { Change } from "../src/records/changes.js";
import { seededDevices, seededTasks } from "./catalogue.js";
import { fusionSampleChanges } from "./fusion-samples.js";
import { FUSION_TASKS, fusionChanges } from "./fusion-table.js";
import { profileChanges, publishedModelChanges } from "./harmonic-nas.js";
import { ofaChanges } from "./ofa-tables.js";
import { predictorChanges, renewedPredictors } from "./predictors.js";

const RECEIPT = "seeds";
/** Raised whenever the seeds change. An archive keeps what it was filled with, but for predictors that can be read no more. */
const VERSION = "5";
const RECEIPT_NOW = { id: RECEIPT, fingerprint: VERSION, answer: null };
/** When the measured tables were made, so that seeding twice gives the same archive. */
const MEASURED = "2026-11-25T00:00:00.000Z";

/**
 * Fills a new archive, in one piece. One that was seeded by an earlier version gets the shipped predictors anew that this version cannot
 * read; one that holds tasks or devices of its own is left as it is. Of several processes that start at once, one fills it.
 */
export async function seedArchive(
  archive: Archive,
  note: (line: string) => void,
  options: { readonly predictors: boolean } = { predictors: true },
): Promise<void> {
  const seeded = await archive.get("receipt", RECEIPT);
  if (seeded !== undefined) {
    if (options.predictors && seeded.fingerprint !== VERSION) await renewPredictors(archive, note);
    return;
  }
  if ((await archive.list("device")).length > 0 || (await archive.list("task")).length > 0) return;
  note("filling the new archive from seeds/ (once)");
  try {
    await archive.commit(allChanges(options.predictors));
  } catch (error) {
    const another = error instanceof Conflict && (await archive.get("receipt", RECEIPT)) !== undefined;
    if (!another) throw error;
  }
}

async function renewPredictors(archive: Archive, note: (line: string) => void): Promise<void> {
  const renewed = await renewedPredictors(archive);
  if (renewed.length > 0)
    note("renewing the shipped predictors, which an earlier version of the program stored (once)");
  await archive.commit([...renewed, { type: "put", kind: "receipt", record: RECEIPT_NOW }]);
}

function* allChanges(predictors: boolean): Generator<Change> {
  yield { type: "insert", kind: "receipt", record: RECEIPT_NOW };
  for (const record of seededTasks) yield { type: "put", kind: "task", record };
  for (const record of seededDevices) yield { type: "put", kind: "device", record };
  yield* profileChanges();
  yield* publishedModelChanges();
  yield* ofaChanges();
  yield* fusionChanges();
  yield* fusionSampleChanges(FUSION_TASKS, MEASURED);
  if (predictors) yield* predictorChanges();
}
