import type { Quality } from "../../../predictors/port.js";
import { assess } from "../../../predictors/quality.js";
import type { PredictorId } from "../../base/ids.js";
import type { Context } from "../context.js";
import type { PredictorKind } from "./promotion.js";
import { LEAST_HELD_OUT, measuredRows } from "./training-rows.js";

/**
 * Returns the quality of a stored version on the networks of its kind that are held out and measured by now; undefined
 * where there are fewer than 2 of them, or where the version cannot be used.
 */
export async function heldOutQuality(
  context: Context,
  kind: PredictorKind,
  id: PredictorId,
): Promise<Quality | undefined> {
  const space = await context.catalog.space(kind.space);
  const { predictor } = (await context.promoted.version(space, id)) ?? {};
  if (predictor === undefined) return undefined;
  const { heldOut } = await measuredRows(context, space, subjectOfKind(kind), kind.metric);
  if (heldOut.values.length < LEAST_HELD_OUT) return undefined;
  return assess(predictor.predict(heldOut.genotypes), Float64Array.from(heldOut.values));
}

/** Returns the task or the device that a predictor belongs to. */
export function subjectOfKind({ task, device }: PredictorKind) {
  if (task !== undefined) return { task };
  if (device !== undefined) return { device };
  throw new Error("a predictor belongs to a task or to a device");
}
