import type { Predictor } from "../../../predictors/port.js";
import type { Metric } from "../../base/metric.js";
import type { PredictorRecord } from "../../records/predictor.js";
import type { Space } from "../../space/space.js";
import type { Projections } from "../projections.js";

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
