import { createHash } from "node:crypto";
import { type MeasurementId, measurementId } from "../base/ids.js";

/** An id that follows from the content: storing the same again is storing nothing. */
export function contentId(...parts: readonly unknown[]): MeasurementId {
  return measurementId(createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32));
}
