import type { Space } from "../src/space/space.js";
import { reviveRegressor } from "./families/index.js";
import type { Columns } from "./features/encoder.js";
import { FEW_SHOT } from "./few-shot/family.js";
import type { Contest, Predictor, PredictorState, Quality, RegressorState } from "./port.js";
import { assemble } from "./predictor.js";
import type { Calibration } from "./training/calibration.js";
import { reviveTransform, type TransformState } from "./transforms.js";

/** The fields of a predictor's state; see `PredictorParts`. */
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

/**
 * The format of states of a family. It must be raised whenever features or stored fields change, so that an old state
 * is refused and not misread.
 */
export const stateFormat = (family: string): number => (family === FEW_SHOT ? 4 : 3);

/** Whether a state has the format that this version reads. */
export const isReadable = (state: PredictorState): boolean =>
  state.version === stateFormat((state as StoredPredictor).family);

/** The names of the extra columns that the predictor with this readable state needs besides the networks. */
export const extrasOf = (state: PredictorState): readonly string[] => (state as StoredPredictor).extras;

/**
 * Restores the predictor that a state was taken from; it gives the same predictions bit for bit.
 * @param space the space that the predictor was trained on
 * @throws RangeError if the state has a format that this version does not read
 */
export function revivePredictor(state: PredictorState, space: Space): Predictor {
  const stored = state as StoredPredictor;
  if (!isReadable(state)) {
    throw new RangeError(
      `the predictor's state has format ${stored.version}, but this version reads ${stateFormat(stored.family)}: ` +
        "train it again",
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
