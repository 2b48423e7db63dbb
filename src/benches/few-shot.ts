import type { Predictor, TrainingSet } from "../../predictors/port.js";
import { type TrainOptions, trainPredictor } from "../../predictors/training/train.js";
import { withColumns } from "../projections/predictors/profile-columns.js";
import type { SourceColumn } from "./sources.js";

/**
 * Trains the predictor of a device from its own few networks and from what sources say of every network. The answer
 * reads the sources itself, so that its callers pass only the extra columns of `set`.
 */
export function fewShotPredictor(
  set: TrainingSet,
  sources: readonly SourceColumn[],
  options: TrainOptions,
): Predictor {
  const columns = sources.map(({ name, values }) => ({ name, values: values(set.genotypes) }));
  return withColumns(trainPredictor({ ...set, extras: [...set.extras, ...columns] }, options), sources);
}
