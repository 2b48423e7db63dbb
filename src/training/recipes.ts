import type { SupernetTraining } from "./elastic/train.js";
import { FUSION_SETTINGS, type FusionSettings } from "./fusion/settings.js";

/** How the backbone of one modality is trained, and how strongly its examples are changed (1: as on clean AV-MNIST). */
export interface Recipe {
  readonly training: SupernetTraining;
  readonly augmentation: number;
}

/** The settings that recipes differ from; chosen on validation data of clean AV-MNIST. */
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
  /** Recipes by modality, chosen on validation data of the task; of any other, the modality's own is used. */
  readonly recipes?: Readonly<Record<string, Recipe>>;
  /** Whether the task's pairs were drawn at random within their class: training may then draw others. */
  readonly drawnPairs: boolean;
}

/** What differs for particular tasks. */
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
};

const ofTask = (task: string): TaskRecipe | undefined =>
  Object.hasOwn(TASKS, task) ? TASKS[task] : undefined;

/** The recipe of a task's modality: the task's own one where there is one, else the modality's. */
export const recipeOf = (
  task: string,
  { name, recipe }: { readonly name: string; readonly recipe: Recipe },
): Recipe => ofTask(task)?.recipes?.[name] ?? recipe;

/** How a task's fusion networks are searched and trained. */
export const fusionSettings = (task: string): FusionSettings => ({
  ...FUSION_SETTINGS,
  repairing: ofTask(task)?.drawnPairs ?? false,
});
