import { planesOf } from "../../data/shape.js";
import { elasticBackbone } from "../../elastic/kind.js";
import { BASE_TRAINING } from "../../recipes.js";
import type { Modality } from "../modality.js";
import { spectrogramAugment } from "./augment.js";
import { RECORDING_RATE, SPOKEN_PREPARATION, spokenCoefficients } from "./spoken.js";
import { readWav } from "./wav.js";

/** Sounds as MFCCs (1, coefficients, frames). Each coefficient is standardised separately. */
export const audio: Modality = {
  name: "audio",
  readers: {
    ".wav": async (file, { field }) => spokenCoefficients(await readWav(file, RECORDING_RATE, field)),
  },
  preparation: () =>
    `${SPOKEN_PREPARATION}; then (value - mean) / sd of the training split, one mean and one sd per coefficient`,
  grouping: (shape) => {
    const [, coefficients, frames] = planesOf(shape);
    return { groups: coefficients, groupOf: (i) => Math.floor(i / frames) % coefficients };
  },
  augment: (shape, strength) =>
    spectrogramAugment(shape, {
      shift: Math.round(2 * strength),
      mask: Math.round(3 * strength),
      gain: 0.2 * strength,
    }),
  recipe: { training: { ...BASE_TRAINING, epochs: 60 }, augmentation: 1 },
  backbone: elasticBackbone,
};
