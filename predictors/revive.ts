import type { Space } from "../src/space/space.js";
import { reviveRegressor } from "./families/index.js";
import type { Columns } from "./features/encoder.js";
import type { Contest, Predictor, PredictorState, Quality, RegressorState } from "./port.js";
import { assemble } from "./predictor.js";
import type { Calibration } from "./training/calibration.js";
import { reviveTransform, type TransformState } from "./transforms.js";

/** Goes up whenever the features or the stored fields change, so that an old state is refused rather than misread. */
export const STATE_FORMAT = 3;

export interface StoredPredictor extends PredictorState {
  readonly family: string;
  readonly trainedOn: number;
  readonly quality: Quality;
  readonly contest: Contest;
  readonly constant: readonly number[];
  readonly extras: readonly string[];
  readonly columns: Columns;
  readonly transform: TransformState;
  readonly calibration: Calibration;
  readonly regressor: RegressorState;
}

/** Whether a state is of the format that this version reads. */
export const isReadable = (state: PredictorState): boolean => state.version === STATE_FORMAT;

/** Names of the columns that a predictor with this readable state is given besides the networks. */
export const extrasOf = (state: PredictorState): readonly string[] => (state as StoredPredictor).extras;

/** The predictor that a state was taken from, to the last bit. RangeError: the state is of another format. */
export function revivePredictor(state: PredictorState, space: Space): Predictor {
  const stored = state as StoredPredictor;
  if (!isReadable(state)) {
    throw new RangeError(
      `the predictor's state has format ${stored.version}, this version reads ${STATE_FORMAT}: train it again`,
    );
  }
  return assemble({
    ...stored,
    space,
    constant: Uint8Array.from(stored.constant),
    transform: reviveTransform(stored.transform),
    regressor: reviveRegressor(stored.regressor),
    state,
  });
}
