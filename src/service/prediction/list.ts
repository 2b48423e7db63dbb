import { defined, optional } from "../../base/defined.js";
import { NotFound } from "../../base/errors.js";
import { predictorId } from "../../base/ids.js";
import type { PredictorRecord } from "../../records/predictor.js";
import type { Context } from "../context.js";

/**
 * Lists every version of every predictor, newest first. With a task, predictors of tasks are those of the task, and
 * predictors of devices those of its search space; with a device, the latter are those of the device. Throws
 * `NotFound`.
 */
export async function listPredictors(
  { archive, catalog }: Pick<Context, "archive" | "catalog">,
  filter: { readonly task?: string; readonly device?: string; readonly metric?: string },
): Promise<readonly Omit<PredictorRecord, "state">[]> {
  const task = filter.task === undefined ? undefined : await catalog.task(filter.task);
  const device = filter.device === undefined ? undefined : await catalog.device(filter.device);
  const metric = filter.metric === undefined ? undefined : await catalog.metric(filter.metric);
  const all = await archive.listPredictors(defined({ space: optional(task, (task) => task.space), metric }));
  return all.filter(
    (record) =>
      (record.task === undefined || task === undefined || record.task === task.id) &&
      (record.device === undefined || device === undefined || record.device === device.id),
  );
}

/** Why a stored predictor can no longer be used and has to be trained again; undefined if it can. Throws `NotFound`. */
export async function whyUnusable(
  { archive, catalog, promoted }: Pick<Context, "archive" | "catalog" | "promoted">,
  id: string,
): Promise<string | undefined> {
  const record = await archive.get("predictor", predictorId(id));
  if (record === undefined) throw new NotFound("predictor", id, "id");
  return promoted.whyUnusable(await catalog.space(record.space), record.state);
}
