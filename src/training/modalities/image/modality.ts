import { ONE_GROUP } from "../../data/standardise.js";
import { elasticBackbone } from "../../elastic/kind.js";
import { BASE_TRAINING } from "../../recipes.js";
import type { Modality } from "../modality.js";
import { imageAugment } from "./augment.js";
import { readImage } from "./read-image.js";

/** Images (channels, height, width). All pixels are standardised together. */
export const image: Modality = {
  name: "image",
  readers: { ".png": readImage, ".jpg": readImage, ".jpeg": readImage },
  preparation: (shape) =>
    `pixels as fractions of full scale, 0 (black) to 1, as (channels, height, width) = (${shape.join(", ")}); ` +
    "then (value - mean) / sd of the training split, one mean and one sd for all pixels",
  grouping: () => ONE_GROUP,
  augment: (shape, strength) =>
    imageAugment(shape, { shift: 2 * strength, rotation: 12 * strength, scale: 0.12 * strength }),
  recipe: { training: BASE_TRAINING, augmentation: 1 },
  backbone: elasticBackbone,
};
