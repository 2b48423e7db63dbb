import { NotFound } from "../../base/errors.js";
import { predictorId } from "../../base/ids.js";
import type { Metric } from "../../base/metric.js";
import { requireDevice, requireSpace, requireTask } from "../catalog/lookup.js";
import type { Context } from "../context.js";
import type { Archive, PredictorRecord } from "../ports.js";

/**
 * Every version of every predictor, newest first. A task restricts accuracy predictors to its own and cost predictors to
 * its search space; a device restricts cost predictors to its own.
 */
export async function listPredictors(
  archive: Archive,
  filter: { readonly task?: string; readonly device?: string; readonly metric?: Metric },
): Promise<readonly Omit<PredictorRecord, "state">[]> {
  const task = filter.task === undefined ? undefined : await requireTask(archive, filter.task);
  const device = filter.device === undefined ? undefined : await requireDevice(archive, filter.device);
  const all = await archive.listPredictors({
    ...(task === undefined ? {} : { space: task.space }),
    ...(filter.metric === undefined ? {} : { metric: filter.metric }),
  });
  return all.filter(
    (record) =>
      (record.task === undefined || task === undefined || record.task === task.id) &&
      (record.device === undefined || device === undefined || record.device === device.id),
  );
}

/** Why a stored predictor cannot be used any more and has to be trained again; undefined: it can. Throws `NotFound`. */
export async function whyUnusable(
  { archive, promoted }: Pick<Context, "archive" | "promoted">,
  id: string,
): Promise<string | undefined> {
  const record = await archive.get("predictor", predictorId(id));
  if (record === undefined) throw new NotFound("predictor", id, "id");
  return promoted.whyUnusable(await requireSpace(archive, record.space), record.state);
}
