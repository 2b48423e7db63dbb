import type { ArchitectureId, MeasurementId } from "../../base/ids.js";
import type { LoggedMeasurement } from "../../records/archive.js";
import type { Measurement } from "../../records/measurement.js";
import { combinedValue } from "../measurements/combined-value.js";
import { learntFrom, newnessOf } from "../prediction/learnt.js";
import type { PredictorSummary } from "../prediction/promotion.js";

/** The combined value of a network's new measurements. */
export interface NewValue {
  readonly architecture: ArchitectureId;
  readonly measurements: readonly MeasurementId[];
  readonly value: number;
}

/** What was measured after a predictor was trained, and what of it could not be placed. */
export interface NewValues {
  /** One value per network from which the predictor has not learnt. */
  readonly values: readonly NewValue[];
  /** The networks that were measured again, but from whose earlier measurements the predictor learnt. */
  readonly learnt: number;
  /** The number of measurements without a date of which it is not known whether the predictor learnt from them. */
  readonly undated: number;
}

/**
 * Finds what was measured of a metric after its predictor was trained (`newnessOf`).
 *
 * @param log every measurement of the predictor's task or device in its space, in order
 */
export function newValues(record: PredictorSummary, log: readonly LoggedMeasurement[]): NewValues {
  const { metric } = record;
  const newness = newnessOf(record, log);
  const fresh = new Map<ArchitectureId, Measurement[]>();
  let undated = 0;
  for (const [i, { measurement }] of log.entries()) {
    if (combinedValue([{ ...measurement, retracted: false }], metric) === undefined) continue;
    const { architecture, retracted } = measurement;
    if (newness[i].isUnplaced) undated++;
    if (newness[i].isNew && !retracted)
      fresh.set(architecture, [...(fresh.get(architecture) ?? []), measurement]);
  }
  const earlier = learntFrom(record, log);
  const values: NewValue[] = [];
  let learnt = 0;
  for (const [architecture, measurements] of fresh) {
    if (earlier.has(architecture)) learnt++;
    else {
      const value = combinedValue(measurements, metric);
      if (value !== undefined)
        values.push({ architecture, measurements: measurements.map(({ id }) => id), value });
    }
  }
  return { values, learnt, undated };
}
