import type { Quality } from "../../../predictors/port.js";
import { assess } from "../../../predictors/quality.js";
import type { PredictorId } from "../../base/ids.js";
import type { Context } from "../context.js";
import { learntFrom } from "./learnt.js";
import type { PredictorKind, PredictorSummary } from "./promotion.js";
import { measuredNetworks, rowsOf } from "./training-rows.js";

/** The least number of networks on which versions are compared when one is restored. */
const LEAST_TESTED = 2;

/**
 * Returns the qualities of stored versions of one kind on the same networks: those measured by now from which none of
 * them has learnt. All are undefined where there are fewer than 2 such networks; one is where the version cannot be
 * used.
 */
export async function qualitiesOf(
  context: Context,
  ids: readonly PredictorId[],
): Promise<readonly (Quality | undefined)[]> {
  const stored = await Promise.all(ids.map((id) => context.archive.get("predictor", id)));
  const records = stored.flatMap((record): PredictorSummary[] => (record === undefined ? [] : [record]));
  if (records.length < ids.length) return ids.map(() => undefined);
  const [kind] = records;
  const subject = subjectOfKind(kind);
  const space = await context.catalog.space(kind.space);
  const log = await context.archive.measurementsSince({ space: kind.space, ...subject }, 0);
  const learnt = records.map((record) => learntFrom(record, log));
  const all = await measuredNetworks(context, space, subject, kind.metric);
  const tested = [...all.ids.keys()].filter((row) => !learnt.some((networks) => networks.has(all.ids[row])));
  if (tested.length < LEAST_TESTED) return ids.map(() => undefined);
  const { genotypes, values } = rowsOf(all.set, tested);
  return Promise.all(
    ids.map(async (id) => {
      const { predictor } = (await context.promoted.version(space, id)) ?? {};
      return predictor && assess(predictor.predict(genotypes), values);
    }),
  );
}

/** Returns the task or the device that a predictor belongs to. */
export function subjectOfKind({ task, device }: PredictorKind) {
  if (task !== undefined) return { task };
  if (device !== undefined) return { device };
  throw new Error("a predictor belongs to a task or to a device");
}
