import type { Predictor } from "../../../predictors/port.js";
import { logCosts } from "../../../predictors/transfer.js";
import { type PredictorId, predictorId } from "../../base/ids.js";
import type { ProfileColumn } from "./profile-columns.js";

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
