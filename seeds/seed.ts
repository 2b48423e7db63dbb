import { Conflict } from "../src/base/errors.js";
import type { Archive, Change } from "../src/service/ports.js";
import { seededDevices, seededTasks } from "./catalogue.js";
import { fusionSampleChanges } from "./fusion-samples.js";
import { FUSION_TASKS, fusionChanges } from "./fusion-table.js";
import { profileChanges, publishedModelChanges } from "./harmonic-nas.js";
import { ofaChanges } from "./ofa-tables.js";
import { predictorChanges } from "./predictors.js";

const RECEIPT = "seeds";
/** Raised whenever the seeds change; an archive keeps the version it was filled with. */
const VERSION = "4";
/** When the measured tables were made, so that seeding twice gives the same archive. */
const MEASURED = "2026-11-25T00:00:00.000Z";

/**
 * Fills a new archive, in one piece. An archive that was seeded before, or that holds tasks or devices of its own, is left
 * as it is; of several processes that start at once, one fills it.
 */
export async function seedArchive(
  archive: Archive,
  note: (line: string) => void,
  options: { readonly predictors: boolean } = { predictors: true },
): Promise<void> {
  if ((await archive.get("receipt", RECEIPT)) !== undefined) return;
  if ((await archive.list("device")).length > 0 || (await archive.list("task")).length > 0) return;
  note("filling the new archive from seeds/ (once)");
  try {
    await archive.commit(allChanges(options.predictors));
  } catch (error) {
    const another = error instanceof Conflict && (await archive.get("receipt", RECEIPT)) !== undefined;
    if (!another) throw error;
  }
}

function* allChanges(predictors: boolean): Generator<Change> {
  yield { type: "insert", kind: "receipt", record: { id: RECEIPT, fingerprint: VERSION, answer: null } };
  for (const record of seededTasks) yield { type: "put", kind: "task", record };
  for (const record of seededDevices) yield { type: "put", kind: "device", record };
  yield* profileChanges();
  yield* publishedModelChanges();
  yield* ofaChanges();
  yield* fusionChanges();
  yield* fusionSampleChanges(FUSION_TASKS, MEASURED);
  if (predictors) yield* predictorChanges();
}
