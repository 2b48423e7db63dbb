import type { Predictor } from "../../../predictors/port.js";
import { Conflict } from "../../base/errors.js";
import type { PredictorId } from "../../base/ids.js";
import type { Space } from "../../space/space.js";
import type { RunContext } from "../run-context.js";

/**
 * Reads a predictor that a run fixed at its start. Throws `Conflict` on `id` where it cannot be used any more, because
 * the run would then solve another problem.
 *
 * @param use what the run needs it for, as a relative clause of the message
 */
export async function plannedPredictor(
  { promoted }: Pick<RunContext, "promoted">,
  space: Space,
  id: PredictorId,
  use: string,
): Promise<Predictor> {
  const stored = await promoted.version(space, id);
  if (stored?.predictor !== undefined) return stored.predictor;
  throw new Conflict(
    "id",
    `predictor "${id}", ${use}, cannot be used any more (${stored?.unusable ?? "it is gone"}); start a new search`,
  );
}
