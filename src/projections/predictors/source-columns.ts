import type { Predictor } from "../../../predictors/port.js";
import { logCosts } from "../../../predictors/transfer.js";
import { type DeviceId, type PredictorId, predictorId } from "../../base/ids.js";
import type { CostMetric } from "../../base/metric.js";
import type { Space } from "../../space/space.js";
import type { Projections } from "../projections.js";
import { predictorsOfOthers } from "./of-others.js";
import type { ProfileColumn } from "./profile-columns.js";

/** Upper bound on the devices whose predictors are read for one training. */
const MOST_SOURCES = 32;
const NAME = /^log (latency|energy) predicted for .+ by predictor (.+)$/;

/** What a predictor of another device says, as an input column of models. The name tells the version. */
export const sourceColumn = (name: string, predictor: Predictor): ProfileColumn => ({
  name,
  values: (networks) => logCosts(predictor, networks),
});

/** The predictor whose predictions a column of this name has; undefined for a column of another kind. */
export function sourceOf(name: string): PredictorId | undefined {
  const id = NAME.exec(name)?.[2];
  return id === undefined ? undefined : predictorId(id);
}

/**
 * Lists the predictors in use for the same cost on other devices, as columns. Those that need predictors of other
 * devices themselves are left out, so that no prediction asks for a chain of others.
 */
export async function sourceColumnsFor(
  projections: Pick<Projections, "archive" | "promoted">,
  space: Space,
  metric: CostMetric,
  device: DeviceId,
): Promise<readonly ProfileColumn[]> {
  const others = await predictorsOfOthers(projections, space, metric, device, MOST_SOURCES);
  return others
    .filter(({ predictor }) => predictor.extras.every((name) => sourceOf(name) === undefined))
    .map(({ record, predictor }) =>
      sourceColumn(`log ${metric} predicted for ${record.device} by predictor ${record.id}`, predictor),
    );
}
