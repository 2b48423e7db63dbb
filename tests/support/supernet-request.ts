import type { BackboneRequest } from "../../src/training/backbone.js";
import type { PairedDataset } from "../../src/training/data/dataset.js";
import { modalityNamed } from "../../src/training/modalities/registry.js";

/** A training of a few epochs by a modality's own recipe; the largest sub-network alone is scored in the end. */
export function supernetRequest(
  modality: string,
  dataset: PairedDataset,
  rest: Pick<BackboneRequest, "folder" | "backend"> & { readonly epochs?: number; readonly space?: string },
): BackboneRequest {
  const { recipe, augment, backbone } = modalityNamed(modality);
  const { folder, backend, epochs = 2, space = "av-mnist" } = rest;
  return {
    task: dataset.id,
    space,
    modality,
    seed: 1,
    dataset,
    folder,
    backend,
    recipe: { ...recipe, training: { ...recipe.training, epochs } },
    augment: augment(backbone.inputOf(space, modality), recipe.augmentation),
    scored: "largest",
    replace: false,
  };
}
