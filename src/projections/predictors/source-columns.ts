import type { Predictor } from "../../../predictors/port.js";
import { logCosts } from "../../../predictors/transfer.js";
import { type DeviceId, type PredictorId, predictorId } from "../../base/ids.js";
import type { CostMetric } from "../../base/metric.js";
import type { Archive } from "../../records/archive.js";
import type { Space } from "../../space/space.js";
import type { ProfileColumn } from "./profile-columns.js";

const NAME = /^log (latency|energy) predicted for .+ by predictor (.+)$/;

/** What a predictor of another device says, as an input column of models. The name tells the version. */
export const sourceColumn = (name: string, predictor: Predictor): ProfileColumn => ({
  name,
  values: (networks) => logCosts(predictor, networks),
});

/** The predictor whose predictions a column of this name has; undefined for a column of another kind. */
export function sourceOf(name: string): PredictorId | undefined {
  const id = NAME.exec(name)?.[2];
  return id === undefined ? undefined : predictorId(id);
}

/**
 * Lists the predictors in use for the same cost on other devices, as columns, in the order of the devices. Those that
 * need predictors of other devices themselves are left out, so that no prediction asks for a chain of others.
 * @param predictorOf reads a version; undefined for one that cannot be used
 */
export async function sourceColumnsFor(
  archive: Archive,
  predictorOf: (id: PredictorId) => Promise<Predictor | undefined>,
  space: Space,
  metric: CostMetric,
  device: DeviceId,
): Promise<readonly ProfileColumn[]> {
  const listed = await archive.listPredictors({ space: space.spec.id, metric, promoted: true });
  const columns: ProfileColumn[] = [];
  for (const record of listed) {
    if (record.device === undefined || record.device === device) continue;
    const predictor = await predictorOf(record.id);
    if (predictor === undefined || predictor.extras.some((name) => sourceOf(name) !== undefined)) continue;
    columns.push(
      sourceColumn(`log ${metric} predicted for ${record.device} by predictor ${record.id}`, predictor),
    );
  }
  return columns.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
