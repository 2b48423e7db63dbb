import { InvalidInput } from "../../base/errors.js";
import { audio } from "./audio/modality.js";
import { image } from "./image/modality.js";
import type { Modality } from "./modality.js";

/** The modalities that can be trained on: a further one is registered here. */
export const MODALITIES: readonly Modality[] = [image, audio];

/** @throws InvalidInput where there is none of that name */
export function modalityNamed(name: string): Modality {
  const found = MODALITIES.find((modality) => modality.name === name);
  if (found !== undefined) return found;
  const known = MODALITIES.map((modality) => modality.name).join(", ");
  throw new InvalidInput("modality", `"${name}" is no modality that can be trained on; there are ${known}`);
}
