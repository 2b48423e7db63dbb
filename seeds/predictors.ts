import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { isReadable } from "../predictors/revive.js";
import type { Archive } from "../src/records/archive.js";
import type { Change } from "../src/records/changes.js";
import type { PredictorRecord } from "../src/records/predictor.js";
import { seedFile } from "./seed-file.js";

/** Trained predictors, and the networks that the service's searches over them found (blobs of the archive). */
export interface ShippedPredictors {
  readonly predictors: readonly PredictorRecord[];
  readonly searches: readonly { readonly key: string; readonly base64: string }[];
}

export const PREDICTORS_FILE = "predictors.json.gz";

/** Generates the predictors that `seeds/build-predictors.ts` trained on the seeded tables. */
export function* predictorChanges(): Generator<Change> {
  const { predictors, searches } = shippedPredictors();
  for (const record of predictors) yield { type: "put", kind: "predictor", record };
  yield* searches.map(searchChange);
}

/**
 * Lists the shipped predictors that replace states which this version of the program cannot read, with the searches
 * over them. Whether a predictor is in use does not change, and predictors that were trained elsewhere are left
 * alone.
 */
export async function renewedPredictors(archive: Archive): Promise<readonly Change[]> {
  const { predictors, searches } = shippedPredictors();
  const renewed: Change[] = [];
  for (const record of predictors) {
    const stored = await archive.get("predictor", record.id);
    if (stored?.createdAt !== record.createdAt || isReadable(stored.state)) continue;
    renewed.push({ type: "put", kind: "predictor", record: { ...record, promoted: stored.promoted } });
  }
  return renewed.length === 0 ? [] : [...renewed, ...searches.map(searchChange)];
}

/** Reads the predictors that ship; none where their file is not there yet. */
export function shippedPredictors(): ShippedPredictors {
  if (!existsSync(seedFile(PREDICTORS_FILE))) return { predictors: [], searches: [] };
  return JSON.parse(gunzipSync(readFileSync(seedFile(PREDICTORS_FILE))).toString());
}

const searchChange = ({ key, base64 }: ShippedPredictors["searches"][number]): Change => ({
  type: "blob",
  key,
  bytes: Buffer.from(base64, "base64"),
});
