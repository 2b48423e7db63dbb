import type { InputShape, Preparation } from "../../data/dataset.js";
import { planesOf } from "../../data/shape.js";
import { elasticBackbone } from "../../elastic/kind.js";
import { BASE_TRAINING } from "../../recipes.js";
import type { Modality } from "../modality.js";
import { spectrogramAugment } from "./augment.js";
import { spectrum, spectrumConstants, spectrumFor, spectrumOf, spectrumWords } from "./spectrum.js";
import { SPOKEN_CONSTANTS, SPOKEN_PREPARATION } from "./spoken.js";
import { readSound } from "./wav.js";

const STANDARDISED = "then (value - mean) / sd of the training split, one mean and one sd per row";

/** Data sets that record nothing are those of spoken digits; the sounds of others may have come as values. */
const wordsOf = (shape: InputShape, recorded: Preparation | undefined): string =>
  recorded === undefined
    ? SPOKEN_PREPARATION
    : recorded.features === undefined
      ? `values as they were given, as (1, rows, frames) = (${shape.join(", ")})`
      : spectrumWords(spectrumOf(recorded, "preparation"), planesOf(shape));

/** Sounds as MFCCs or log-mel spectra (1, rows, frames). Each row is standardised separately. */
export const audio = {
  name: "audio",
  readers: {
    ".wav": async (file, { shape, field, preparation = {} }) =>
      spectrum(await readSound(file, field), spectrumOf(preparation, field), planesOf(shape)),
  },
  preparation: (shape, recorded) => `${wordsOf(shape, recorded)}; ${STANDARDISED}`,
  raw: (shape, recorded) =>
    recorded === undefined
      ? SPOKEN_CONSTANTS
      : recorded.features === undefined
        ? null
        : spectrumConstants(spectrumOf(recorded, "preparation"), planesOf(shape)),
  prepare: ({ features, rate, seconds }, files, { field }) =>
    spectrumFor(
      Object.fromEntries(
        Object.entries({ features, rate, seconds }).filter(([, value]) => value !== undefined),
      ),
      files.filter((file) => file.toLowerCase().endsWith(".wav")),
      field,
    ),
  grouping: (shape) => {
    const [, rows, frames] = planesOf(shape);
    return { groups: rows, groupOf: (i) => Math.floor(i / frames) % rows };
  },
  augment: (shape, strength) =>
    spectrogramAugment(shape, {
      shift: Math.round(2 * strength),
      mask: Math.round(3 * strength),
      gain: 0.2 * strength,
    }),
  recipe: { training: { ...BASE_TRAINING, epochs: 60 }, augmentation: 1 },
  backbone: elasticBackbone,
} satisfies Modality;
