import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { Change, PredictorRecord } from "../src/service/ports.js";
import { seedFile } from "./seed-file.js";

export const PREDICTORS_FILE = "predictors.json.gz";

/** Trained predictors, and the networks that the service's searches over them found (blobs of the archive). */
export interface ShippedPredictors {
  readonly predictors: readonly PredictorRecord[];
  readonly searches: readonly { readonly key: string; readonly base64: string }[];
}

/** Predictors trained on the seeded tables by `seeds/build-predictors.ts`. */
export function* predictorChanges(): Generator<Change> {
  if (!existsSync(seedFile(PREDICTORS_FILE))) return;
  const text = gunzipSync(readFileSync(seedFile(PREDICTORS_FILE))).toString();
  const { predictors, searches } = JSON.parse(text) as ShippedPredictors;
  for (const record of predictors) yield { type: "put", kind: "predictor", record };
  for (const { key, base64 } of searches) yield { type: "blob", key, bytes: Buffer.from(base64, "base64") };
}
