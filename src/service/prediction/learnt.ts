import type { ArchitectureId } from "../../base/ids.js";
import type { LoggedMeasurement } from "../../records/archive.js";
import { combinedValue } from "../measurements/combined-value.js";
import type { PredictorSummary } from "./promotion.js";
import { isHeldOut } from "./training-rows.js";

/** Where a measurement stands to the training of a predictor. */
export interface Newness {
  /** Whether it came after the training. */
  readonly isNew: boolean;
  /** Whether it has no date by which it could be placed, while the predictor's place in the log is not known. */
  readonly isUnplaced: boolean;
}

/**
 * Tells of each measurement whether it came after a predictor's training. The record names the last measurement that
 * was there at its training: what follows in the log is new unless it is dated earlier. Without that measurement (an
 * older record, or it has been retracted), only measurements that are dated later are new.
 * @param log every measurement of the predictor's task or device in its space, in order
 */
export function newnessOf(
  { learntUpTo, createdAt }: Pick<PredictorSummary, "learntUpTo" | "createdAt">,
  log: readonly LoggedMeasurement[],
): readonly Newness[] {
  const mark = log.findIndex(({ measurement }) => measurement.id === learntUpTo && !measurement.retracted);
  return log.map(({ measurement: { measuredAt, retracted } }, i) => {
    const isDated = measuredAt !== undefined;
    const isLater = isDated && Date.parse(measuredAt) > Date.parse(createdAt);
    const isUndatedButThere = !isDated && !retracted;
    return {
      isNew: mark < 0 ? isLater : i > mark && (isLater || isUndatedButThere),
      isUnplaced: mark < 0 && isUndatedButThere,
    };
  });
}

/**
 * The networks from which a predictor may have learnt its metric: those that were measured before its training, except
 * the held-out ones where it was judged by these.
 * @param log every measurement of the predictor's task or device in its space, in order
 */
export function learntFrom(
  record: PredictorSummary,
  log: readonly LoggedMeasurement[],
): ReadonlySet<ArchitectureId> {
  const newness = newnessOf(record, log);
  const learnt = new Set<ArchitectureId>();
  for (const [i, { measurement }] of log.entries()) {
    const { architecture } = measurement;
    if (newness[i].isNew || (record.judgedBy !== "cross-validation" && isHeldOut(architecture))) continue;
    if (combinedValue([{ ...measurement, retracted: false }], record.metric) !== undefined)
      learnt.add(architecture);
  }
  return learnt;
}
