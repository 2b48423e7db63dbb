import { NotFound } from "../../base/errors.js";
import { measurementId } from "../../base/ids.js";
import { announceMeasurements } from "../../projections/measurements/announce.js";
import { resolveKey } from "../../projections/named.js";
import type { Measurement } from "../../records/measurement.js";
import type { Context } from "../context.js";

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
