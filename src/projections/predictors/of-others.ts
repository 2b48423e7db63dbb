import type { Predictor } from "../../../predictors/port.js";
import type { DeviceId } from "../../base/ids.js";
import type { CostMetric, Metric } from "../../base/metric.js";
import type { PredictorRecord } from "../../records/predictor.js";
import type { Space } from "../../space/space.js";
import type { Projections } from "../projections.js";
import type { ProfileColumn } from "./profile-columns.js";
import { sourceColumn, sourceOf } from "./source-columns.js";

/** Upper bound on the devices whose predictors are read for one training. */
const MOST_SOURCES = 32;

/** A predictor of a metric in use for another task or device. */
export interface PredictorOfOther {
  readonly record: Omit<PredictorRecord, "state">;
  readonly predictor: Predictor;
}

/**
 * Lists the predictors in use of a metric and space for other tasks or devices than `subject`: those trained on most
 * networks first, ties by the smaller id. Those that cannot be used any more are left out.
 */
export async function predictorsOfOthers(
  { archive, promoted }: Pick<Projections, "archive" | "promoted">,
  space: Space,
  metric: Metric,
  subject: string,
  most: number,
): Promise<readonly PredictorOfOther[]> {
  const listed = await archive.listPredictors({ space: space.spec.id, metric, promoted: true });
  const others = listed
    .filter((record) => (record.task ?? record.device) !== subject)
    .sort((a, b) => b.trainedOn - a.trainedOn || (a.id < b.id ? -1 : 1));
  const found: PredictorOfOther[] = [];
  for (const record of others) {
    if (found.length === most) break;
    const predictor = (await promoted.version(space, record.id))?.predictor;
    if (predictor !== undefined) found.push({ record, predictor });
  }
  return found;
}

/**
 * Lists the predictors in use for the same cost on other devices, as columns. Those that need predictors of other
 * devices themselves are left out, so that no prediction asks for a chain of others.
 */
export async function sourceColumnsFor(
  projections: Pick<Projections, "archive" | "promoted">,
  space: Space,
  metric: CostMetric,
  device: DeviceId,
): Promise<readonly ProfileColumn[]> {
  const others = await predictorsOfOthers(projections, space, metric, device, MOST_SOURCES);
  return others
    .filter(({ predictor }) => predictor.extras.every((name) => sourceOf(name) === undefined))
    .map(({ record, predictor }) =>
      sourceColumn(`log ${metric} predicted for ${record.device} by predictor ${record.id}`, predictor),
    );
}
