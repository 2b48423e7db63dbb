import { Serial } from "../../base/async/serial.js";
import type { PredictorId } from "../../base/ids.js";
import type { Archive } from "../../records/archive.js";
import type { Change } from "../../records/changes.js";
import type { PredictorRecord } from "../../records/predictor.js";
import type { Context } from "../context.js";

/** A predictor without its state, which is large. */
export type PredictorSummary = Omit<PredictorRecord, "state">;

/** The kind of predictor: its space, its metric, and the task or the device that the metric belongs to. */
export type PredictorKind = Pick<PredictorRecord, "space" | "metric" | "task" | "device">;

/** The queue of changes of what is in use, per archive, so that two of them never leave two versions in use. */
const queues = new WeakMap<Archive, Serial>();

/**
 * Stores the changes that `decide` makes from all versions of a kind (newest first), one call after another per
 * archive. Fronts that are followed are then computed anew.
 */
export async function changeVersions<Decided extends { readonly changes: readonly Change[] }>(
  { archive, news }: Pick<Context, "archive" | "news">,
  { space, metric, task, device }: PredictorKind,
  decide: (versions: readonly PredictorSummary[]) => Promise<Decided>,
): Promise<Decided> {
  const queue = queues.get(archive) ?? new Serial();
  queues.set(archive, queue);
  const decided = await queue.run(async () => {
    const filter = { space, metric, ...(task === undefined ? {} : { task }) };
    const all = await archive.listPredictors(device === undefined ? filter : { ...filter, device });
    const decided = await decide(all);
    if (decided.changes.length > 0) await archive.commit(decided.changes);
    return decided;
  });
  if (decided.changes.length > 0) news.announce({ kind: "measurements", space });
  return decided;
}

/** The changes that take the versions in use out of use, all but `kept`. */
export async function takenOutOfUse(
  archive: Archive,
  versions: readonly PredictorSummary[],
  kept?: PredictorId,
): Promise<readonly Change[]> {
  const changes: Change[] = [];
  for (const { id } of versions.filter(({ promoted, id }) => promoted && id !== kept)) {
    const old = await archive.get("predictor", id);
    if (old !== undefined)
      changes.push({ type: "update", kind: "predictor", record: { ...old, promoted: false } });
  }
  return changes;
}
