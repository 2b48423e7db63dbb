import { InvalidInput } from "../base/errors.js";
import { type Augment, imageAugment, spectrogramAugment } from "./elastic/augment.js";
import type { SupernetTraining } from "./elastic/train.js";
import type { InputShape } from "./elastic/unfold.js";
import { FUSION_SETTINGS, type FusionSettings } from "./fusion/settings.js";

/** How one modality of a task is trained: settings, and how strongly its examples are changed (1: as on clean AV-MNIST). */
export interface Recipe {
  readonly training: SupernetTraining;
  readonly augmentation: number;
}

const BASE: SupernetTraining = {
  epochs: 50,
  batch: 32,
  rate: 4e-3,
  warmupEpochs: 2,
  weightDecay: 1e-2,
  dropout: 0.1,
  smoothing: 0.1,
  randomSubNetworks: 1,
  distillation: 1,
};

/** Chosen on validation data; any other task takes those of its modality on clean AV-MNIST. */
const RECIPES: Readonly<Record<string, Recipe>> = {
  image: { training: BASE, augmentation: 1 },
  audio: { training: { ...BASE, epochs: 60 }, augmentation: 1 },
  "av-mnist-hard/image": { training: { ...BASE, epochs: 24 }, augmentation: 0.6 },
  "av-mnist-hard/audio": {
    training: { ...BASE, epochs: 36, weightDecay: 5e-2, dropout: 0.3 },
    augmentation: 1.7,
  },
};

/** The recipe of a task's modality, unless overridden. */
export function recipeOf(task: string, modality: string): Recipe {
  const recipe = RECIPES[`${task}/${modality}`] ?? RECIPES[modality];
  if (recipe === undefined) {
    throw new InvalidInput("modality", `modality "${modality}" has no recipe; there are image and audio`);
  }
  return recipe;
}

/** Tasks whose pairs were drawn at random within their class: training may draw others. */
const DRAWN_PAIRS: readonly string[] = ["av-mnist", "av-mnist-hard"];

/** How a task's fusion networks are searched and trained. */
export const fusionSettings = (task: string): FusionSettings => ({
  ...FUSION_SETTINGS,
  repairing: DRAWN_PAIRS.includes(task),
});

/** The augmentation of a modality at that strength. */
export function augmentOf(modality: string, shape: InputShape, strength: number): Augment {
  return modality === "audio"
    ? spectrogramAugment(shape, {
        shift: Math.round(2 * strength),
        mask: Math.round(3 * strength),
        gain: 0.2 * strength,
      })
    : imageAugment(shape, { shift: 2 * strength, rotation: 12 * strength, scale: 0.12 * strength });
}
