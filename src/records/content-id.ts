import { hash } from "node:crypto";
import { type MeasurementId, measurementId } from "../base/ids.js";

/**
 * Derives an id from content: the first 32 hexadecimal digits of the SHA-256 of `parts` as JSON. Equal content has
 * the same id, so storing it again changes nothing.
 */
export const contentId = (...parts: readonly unknown[]): MeasurementId =>
  contentIdOfText(JSON.stringify(parts));

/** The id of content whose JSON, an array, was written already. */
export const contentIdOfText = (json: string): MeasurementId =>
  measurementId(hash("sha256", json, "hex").slice(0, 32));
