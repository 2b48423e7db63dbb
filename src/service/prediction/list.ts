import type { Metric } from "../../base/metric.js";
import { requireDevice, requireTask } from "../catalog/lookup.js";
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
