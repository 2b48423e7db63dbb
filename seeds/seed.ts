import { Conflict } from "../src/base/errors.js";
import type { Archive } from "../src/records/archive.js";
import type { Change } from "../src/records/changes.js";
import { seededDevices, seededTasks } from "./catalogue.js";
import { fusionSampleChanges } from "./fusion-samples.js";
import { FUSION_TASKS, fusionChanges } from "./fusion-table.js";
import { profileChanges, publishedModelChanges } from "./harmonic-nas.js";
import { measuredChanges } from "./measured-tables.js";
import { ofaChanges } from "./ofa-tables.js";
import { LastMeasurements, predictorChanges, renewedPredictors } from "./predictors.js";

const RECEIPT = "seeds";
/**
 * The version of the seeds. Raise it whenever they change. Only new archives get the change: an archive keeps what it
 * was filled with, except for predictors that the program can no longer read.
 */
const VERSION = "6";
const RECEIPT_NOW = { id: RECEIPT, fingerprint: VERSION, answer: null };
/** The date of the measured tables. It is fixed so that seeding twice gives the same archive. */
const MEASURED = "2026-11-25T00:00:00.000Z";

/**
 * Fills a new archive in one atomic batch. In an archive that an earlier version seeded, it replaces the shipped
 * predictors that this version cannot read. An archive with tasks or devices of its own is left alone. If several
 * processes start at once, one of them fills the archive.
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
    await archive.commit(options.predictors ? withPredictors(allChanges()) : allChanges());
  } catch (error) {
    const isFilledByAnother =
      error instanceof Conflict && (await archive.get("receipt", RECEIPT)) !== undefined;
    if (!isFilledByAnother) throw error;
  }
}

async function renewPredictors(archive: Archive, note: (line: string) => void): Promise<void> {
  const renewed = await renewedPredictors(archive);
  if (renewed.length > 0)
    note("renewing the shipped predictors, which an earlier version of the program stored (once)");
  await archive.commit([...renewed, { type: "put", kind: "receipt", record: RECEIPT_NOW }]);
}

function* allChanges(): Generator<Change> {
  yield { type: "insert", kind: "receipt", record: RECEIPT_NOW };
  for (const record of seededTasks) yield { type: "put", kind: "task", record };
  for (const record of seededDevices) yield { type: "put", kind: "device", record };
  yield* profileChanges();
  yield* publishedModelChanges();
  yield* ofaChanges();
  yield* measuredChanges();
  yield* fusionChanges();
  yield* fusionSampleChanges(FUSION_TASKS, MEASURED);
}

/** The changes, followed by the shipped predictors, which have learnt from every measurement among them. */
function* withPredictors(changes: Iterable<Change>): Generator<Change> {
  const last = new LastMeasurements();
  for (const change of changes) {
    last.note(change);
    yield change;
  }
  yield* predictorChanges(last);
}
