import { InvalidInput } from "../../base/errors.js";
import { audio } from "./audio/modality.js";
import { image } from "./image/modality.js";
import type { Modality } from "./modality.js";
import { text } from "./text/modality.js";

/** All modalities that networks can be trained on. */
export const MODALITIES: readonly Modality[] = [image, audio, text];

/** @throws InvalidInput (field `modality`) if there is no modality of this name */
export function modalityNamed(name: string): Modality {
  const found = MODALITIES.find((modality) => modality.name === name);
  if (found !== undefined) return found;
  const known = MODALITIES.map((modality) => modality.name).join(", ");
  throw new InvalidInput(
    "modality",
    `networks cannot be trained on the modality "${name}"; the modalities are ${known}`,
  );
}

/** Whether examples of the modality of this name are texts. */
export const readsTexts = (name: string): boolean => modalityNamed(name).fromText !== undefined;
