import { Serial } from "../../base/async/serial.js";
import { defined } from "../../base/defined.js";
import { Conflict } from "../../base/errors.js";
import type { Archive } from "../../records/archive.js";
import type { Change } from "../../records/changes.js";
import type { PredictorRecord } from "../../records/predictor.js";
import type { Context } from "../context.js";

/** A predictor without its state, which is large. */
export type PredictorSummary = Omit<PredictorRecord, "state">;

/** The kind of predictor: its space, its metric, and the task or the device that the metric belongs to. */
export type PredictorKind = Pick<PredictorRecord, "space" | "metric" | "task" | "device">;

/** How often a change is decided anew because another process stored the same version first. */
const MOST_ATTEMPTS = 5;

/** The queue of changes of what is in use, per archive. */
const queues = new WeakMap<Archive, Serial>();

/**
 * Stores the changes that `decide` makes from all versions of a kind (newest first), one call after another per
 * archive; where another process has stored the same new version in between, `decide` is asked again. The archive
 * takes a version out of use when it stores another one that is in use. Fronts that are followed are then computed
 * anew.
 */
export async function changeVersions<Decided extends { readonly changes: readonly Change[] }>(
  { archive, news }: Pick<Context, "archive" | "news">,
  { space, metric, task, device }: PredictorKind,
  decide: (versions: readonly PredictorSummary[]) => Promise<Decided>,
): Promise<Decided> {
  const queue = queues.get(archive) ?? new Serial();
  queues.set(archive, queue);
  const filter = { space, metric, ...defined({ task, device }) };
  const attempt = async (number: number): Promise<Decided> => {
    const decided = await decide(await archive.listPredictors(filter));
    try {
      if (decided.changes.length > 0) await archive.commit(decided.changes);
    } catch (error) {
      if (!(error instanceof Conflict) || number === MOST_ATTEMPTS) throw error;
      return attempt(number + 1);
    }
    return decided;
  };
  const decided = await queue.run(() => attempt(1));
  if (decided.changes.length > 0) news.announce({ kind: "measurements", space });
  return decided;
}
