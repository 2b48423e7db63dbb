import { defined, optional } from "../../base/defined.js";
import { NotFound } from "../../base/errors.js";
import { predictorId } from "../../base/ids.js";
import type { Metric } from "../../base/metric.js";
import type { PredictorRecord } from "../../records/predictor.js";
import type { Context } from "../context.js";

/**
 * Every version of every predictor, newest first. A task restricts accuracy predictors to its own and cost predictors to
 * its search space; a device restricts cost predictors to its own.
 */
export async function listPredictors(
  { archive, catalog }: Pick<Context, "archive" | "catalog">,
  filter: { readonly task?: string; readonly device?: string; readonly metric?: Metric },
): Promise<readonly Omit<PredictorRecord, "state">[]> {
  const task = filter.task === undefined ? undefined : await catalog.task(filter.task);
  const device = filter.device === undefined ? undefined : await catalog.device(filter.device);
  const all = await archive.listPredictors(
    defined({ space: optional(task, (task) => task.space), metric: filter.metric }),
  );
  return all.filter(
    (record) =>
      (record.task === undefined || task === undefined || record.task === task.id) &&
      (record.device === undefined || device === undefined || record.device === device.id),
  );
}

/** Why a stored predictor cannot be used any more and has to be trained again; undefined: it can. Throws `NotFound`. */
export async function whyUnusable(
  { archive, catalog, promoted }: Pick<Context, "archive" | "catalog" | "promoted">,
  id: string,
): Promise<string | undefined> {
  const record = await archive.get("predictor", predictorId(id));
  if (record === undefined) throw new NotFound("predictor", id, "id");
  return promoted.whyUnusable(await catalog.space(record.space), record.state);
}
