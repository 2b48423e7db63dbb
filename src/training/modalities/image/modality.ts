import { ONE_GROUP } from "../../data/standardise.js";
import { elasticBackbone } from "../../elastic/kind.js";
import { BASE_TRAINING } from "../../recipes.js";
import type { Modality } from "../modality.js";
import { imageAugment } from "./augment.js";
import { changedNotes } from "./changed-notes.js";
import { type Fit, readImage } from "./read-image.js";

/** What each way to fit does, in words. */
const FITTED: Readonly<Record<Fit, string>> = {
  crop: "scaled to cover that size, the centre cropped",
  pad: "scaled into that size, centred on white",
  stretch: "stretched to that size",
};

/** Images (channels, height, width). All pixels are standardised together. */
export const image: Modality = {
  name: "image",
  readers: { ".png": readImage, ".jpg": readImage, ".jpeg": readImage, ".webp": readImage },
  preparation: (shape, recorded) =>
    `pixels as fractions of full scale, 0 (black) to 1, as (channels, height, width) = (${shape.join(", ")}); ` +
    (recorded?.fit === undefined
      ? ""
      : `${FITTED[recorded.fit as Fit]} with a triangular filter (bilinear with anti-aliasing); transparency over ` +
        "white; EXIF orientation applied; one channel is 0.299 R + 0.587 G + 0.114 B; ") +
    "then (value - mean) / sd of the training split, one mean and one sd for all pixels",
  raw: (_, { fit = "crop" } = {}) => ({ kind: "image", fit: String(fit) }),
  prepare: async ({ fit = "crop" }, files, { shape }) => ({
    preparation: { fit },
    notes: await changedNotes(files, shape),
  }),
  grouping: () => ONE_GROUP,
  augment: (shape, strength) =>
    imageAugment(shape, { shift: 2 * strength, rotation: 12 * strength, scale: 0.12 * strength }),
  recipe: { training: BASE_TRAINING, augmentation: 1 },
  backbone: elasticBackbone,
};
