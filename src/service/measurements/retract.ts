import { NotFound } from "../../base/errors.js";
import { measurementId } from "../../base/ids.js";
import { announceMeasurements } from "../../projections/measurements/announce.js";
import { resolveKey } from "../../projections/named.js";
import type { Measurement } from "../../records/measurement.js";
import type { Context } from "../context.js";
import { listMeasurements } from "./list.js";
import { type Origin, requireOneOrigin } from "./origin.js";

/**
 * Excludes a measurement from every mean and every front; it stays visible as retracted. Retracting it again changes
 * nothing. The id may be a unique beginning of the key. Throws `NotFound` or `InvalidInput` on `id`.
 */
export async function retractMeasurement(context: Context, id: string): Promise<Measurement> {
  const key = await resolveKey(context.archive, "measurement", id, "id");
  const measurement = await context.archive.measurement(measurementId(key));
  if (measurement === undefined) throw new NotFound("measurement", id, "id");
  if (measurement.retracted) return measurement;
  await context.archive.commit([{ type: "retract", measurement: measurement.id }]);
  announceMeasurements(context.news, [measurement]);
  return { ...measurement, retracted: true };
}

/** What was retracted in bulk. */
export interface BulkRetraction {
  /** The measurements that were in use until now. */
  readonly measurements: readonly Measurement[];
  /** Number of measurements of the same origin that had been retracted before. */
  readonly before: number;
}

/**
 * Retracts every measurement of an import, a run or a submission, all of them or none. Doing it again changes nothing.
 * Throws `NotFound` or `InvalidInput` on `import`, `run` or `submission`.
 */
export async function retractMeasurements(context: Context, origin: Origin): Promise<BulkRetraction> {
  requireOneOrigin(origin);
  const all = await listMeasurements(context, origin);
  const live = all.filter(({ retracted }) => !retracted);
  await context.archive.commit(live.map(({ id }) => ({ type: "retract", measurement: id })));
  announceMeasurements(context.news, live);
  return {
    measurements: live.map((measurement) => ({ ...measurement, retracted: true })),
    before: all.length - live.length,
  };
}
