import type { SupernetTraining } from "./elastic/train.js";
import { FUSION_SETTINGS, type FusionSettings } from "./fusion/settings.js";

/** How the backbone of one modality is trained. */
export interface Recipe {
  readonly training: SupernetTraining;
  /** Strength of the augmentation, relative to that for AV-MNIST. */
  readonly augmentation: number;
}

/** The settings that recipes modify, chosen on the validation split of AV-MNIST. */
export const BASE_TRAINING: SupernetTraining = {
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

interface TaskRecipe {
  /** Recipes by modality, chosen on the task's validation split. A modality without one uses its default recipe. */
  readonly recipes?: Readonly<Record<string, Recipe>>;
  /** Whether the task's pairs were drawn at random within each class, so that training may draw other pairs. */
  readonly drawnPairs: boolean;
  /** How its fusion networks are trained, where that differs from the usual way. */
  readonly fusion?: Partial<FusionSettings>;
  /** Number of views of each training example that fusion trains on, where that is not 3. */
  readonly views?: number;
}

/** The tasks with settings of their own. */
const TASKS: Readonly<Record<string, TaskRecipe>> = {
  "av-mnist": { drawnPairs: true },
  "av-mnist-hard": {
    drawnPairs: true,
    recipes: {
      image: { training: { ...BASE_TRAINING, epochs: 24 }, augmentation: 0.6 },
      audio: {
        training: { ...BASE_TRAINING, epochs: 36, weightDecay: 5e-2, dropout: 0.3 },
        augmentation: 1.7,
      },
    },
  },
  // An epoch of the pictures takes minutes, and their features 10 ms each: few epochs, and one view (ADR 0147).
  "clip-art": {
    drawnPairs: false,
    views: 1,
    fusion: { searchEpochs: 2, trainEpochs: 6 },
    recipes: {
      image: {
        training: { ...BASE_TRAINING, epochs: 5, batch: 16, rate: 3e-3, warmupEpochs: 1 },
        augmentation: 1,
      },
    },
  },
};

const taskRecipe = (task: string): TaskRecipe | undefined =>
  Object.hasOwn(TASKS, task) ? TASKS[task] : undefined;

/** Returns the recipe of a modality for a task; by default, the modality's own one. */
export const recipeOf = (
  task: string,
  { name, recipe }: { readonly name: string; readonly recipe: Recipe },
): Recipe => taskRecipe(task)?.recipes?.[name] ?? recipe;

/** Returns the settings for searching and training the fusion networks of a task. */
export const fusionSettings = (task: string): FusionSettings => ({
  ...FUSION_SETTINGS,
  repairing: taskRecipe(task)?.drawnPairs ?? false,
  ...taskRecipe(task)?.fusion,
});

/**
 * Returns the number of views of each training example that the fusion networks of a task train on: one unchanged, the
 * others augmented.
 */
export const fusionViews = (task: string): number => taskRecipe(task)?.views ?? 3;
