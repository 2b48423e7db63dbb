import type { Quality } from "../../../predictors/port.js";
import { defined } from "../../base/defined.js";
import { Conflict, InvalidInput, NotFound } from "../../base/errors.js";
import { type PredictorId, predictorId } from "../../base/ids.js";
import { requireText } from "../../base/validate.js";
import { LEAST_PREFIX, listed } from "../../projections/named.js";
import type { PredictorRecord } from "../../records/predictor.js";
import type { Context } from "../context.js";
import { qualitiesOf } from "./held-out-quality.js";
import { changeVersions, type PredictorSummary } from "./promotion.js";

/** What putting a version of a predictor back into use did. */
export interface Restoration {
  /** The version that is in use now. */
  readonly predictor: PredictorSummary;
  /** False if the version was in use already, so that nothing was changed. */
  readonly changed: boolean;
  /**
   * Quality on the networks from which neither this version nor the one before has learnt; absent where fewer than 2 of
   * them are measured.
   */
  readonly quality?: Quality;
  /**
   * The version that was in use before, and its quality on the same networks where it can be used; absent if none was
   * in use, or nothing was changed.
   */
  readonly previous?: { readonly id: PredictorId; readonly quality?: Quality };
}

/**
 * Puts an earlier version of a predictor into use; the version that was in use is kept. The version is named by its
 * id, or by a beginning of the id of at least 6 characters that no other predictor has. A version that is in use
 * already stays as it is.
 *
 * @throws NotFound on `id` if there is none, InvalidInput on `id` if the beginning is ambiguous, and Conflict on `id`
 * if the version can no longer be used; nothing is changed then
 */
export async function restorePredictor(context: Context, id: string): Promise<Restoration> {
  const { archive, catalog, promoted } = context;
  const named = await namedPredictor(context, id);
  const space = await catalog.space(named.space);
  const { predictor, changed, replaced } = await changeVersions(context, named, async (versions) => {
    const record = await archive.get("predictor", named.id);
    if (record === undefined) throw new NotFound("predictor", id, "id");
    const unusable = await promoted.whyUnusable(space, record.state);
    if (unusable !== undefined) throw new Conflict("id", refusal(record, versions, unusable));
    const restored: PredictorRecord = { ...record, promoted: true };
    const { state: _, ...predictor } = restored;
    const replaced = versions.find((version) => version.promoted && version.id !== record.id)?.id;
    const isNew = !record.promoted || replaced !== undefined;
    return {
      predictor,
      changed: isNew,
      replaced,
      changes: isNew ? [{ type: "update", kind: "predictor", record: restored } as const] : [],
    };
  });
  const [quality, before] = await qualitiesOf(context, [predictor.id, ...(replaced ? [replaced] : [])]);
  return {
    predictor,
    changed,
    ...defined({ quality, previous: replaced && { id: replaced, ...defined({ quality: before }) } }),
  };
}

function refusal(
  { id, promoted }: PredictorRecord,
  versions: readonly PredictorSummary[],
  unusable: string,
): string {
  const inUse = versions.find((version) => version.promoted)?.id;
  const state = promoted
    ? "it is the version in use, but answers nothing"
    : inUse === undefined
      ? "no version is in use"
      : `${inUse} stays in use`;
  return `predictor ${id} cannot be used any more (${unusable}); ${state}: train a new version instead`;
}

async function namedPredictor({ archive }: Context, given: string): Promise<PredictorSummary> {
  const id = predictorId(requireText(given, "id", 500));
  const all = await archive.listPredictors({});
  const exact = all.find((record) => record.id === id);
  if (exact !== undefined) return exact;
  const found = id.length < LEAST_PREFIX ? [] : all.filter((record) => record.id.startsWith(id));
  if (found.length === 1) return found[0];
  const ids = (records: readonly PredictorSummary[]) => listed(records.map((record) => record.id).toSorted());
  if (found.length > 1) {
    throw new InvalidInput(
      "id",
      `predictor "${given}" is ambiguous: the ids ${ids(found)} begin with it; give more characters`,
    );
  }
  if (all.length === 0) throw new NotFound("predictor", given, "id", "the archive has no predictors");
  const alike = all.filter((record) => record.id.startsWith(id.slice(0, LEAST_PREFIX)));
  const hint = alike.length > 0 ? `did you mean ${ids(alike)}?` : `known are ${ids(all)}`;
  throw new NotFound("predictor", given, "id", hint);
}
