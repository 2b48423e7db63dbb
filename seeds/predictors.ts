import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { isReadable } from "../predictors/revive.js";
import { defined } from "../src/base/defined.js";
import type { MeasurementId } from "../src/base/ids.js";
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

/** The last measurement of each task and device in each space among changes. */
export class LastMeasurements {
  readonly #last = new Map<string, MeasurementId>();

  note(change: Change): void {
    if (change.type !== "measurement") return;
    const { id, space, ...of } = change.record;
    this.#last.set(keyOf(space, of.subject === "task" ? of.task : of.device), id);
  }

  of({ space, task, device }: PredictorRecord): MeasurementId | undefined {
    return this.#last.get(keyOf(space, task ?? device ?? ""));
  }
}

const keyOf = (space: string, subject: string): string => `${space}\n${subject}`;

/**
 * Generates the predictors that `seeds/build-predictors.ts` trained on the seeded tables.
 * @param last the measurements up to which they have learnt
 */
export function* predictorChanges(last: LastMeasurements): Generator<Change> {
  const { predictors, searches } = shippedPredictors();
  for (const shipped of predictors) {
    const record = { ...shipped, ...defined({ learntUpTo: last.of(shipped) }) };
    yield { type: "put", kind: "predictor", record };
  }
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
    const { promoted, learntUpTo } = stored;
    const kept = { ...record, promoted, ...defined({ learntUpTo }) };
    renewed.push({ type: "put", kind: "predictor", record: kept });
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
