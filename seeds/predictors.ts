import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { Change, PredictorRecord } from "../src/service/ports.js";
import { seedFile } from "./seed-file.js";

/** The file of trained predictors, a JSON list of records. */
export const PREDICTORS_FILE = "predictors.json.gz";

/** Predictors trained on the seeded tables by `seeds/build-predictors.ts`. */
export function* predictorChanges(): Generator<Change> {
  if (!existsSync(seedFile(PREDICTORS_FILE))) return;
  const records = JSON.parse(
    gunzipSync(readFileSync(seedFile(PREDICTORS_FILE))).toString(),
  ) as PredictorRecord[];
  for (const record of records) yield { type: "put", kind: "predictor", record };
}
