import { hash } from "node:crypto";
import { type MeasurementId, measurementId } from "../base/ids.js";

/**
 * Derives an id from content: the first 32 hexadecimal digits of the SHA-256 of `parts` as JSON. Equal content has
 * the same id, so storing it again changes nothing.
 */
export function contentId(...parts: readonly unknown[]): MeasurementId {
  return measurementId(hash("sha256", JSON.stringify(parts), "hex").slice(0, 32));
}
