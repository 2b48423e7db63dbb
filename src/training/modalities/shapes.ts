import { InvalidInput } from "../../base/errors.js";
import { COMPOSITIONS } from "../../space/network/backbone.js";
import type { InputShape } from "../data/dataset.js";
import { modalityNamed } from "./registry.js";

/**
 * The shape of an example of each modality that a search space fuses, in the order of its genes.
 *
 * @throws InvalidInput where the space fuses none, or one that cannot be trained on
 */
export function shapesOf(space: string): Readonly<Record<string, InputShape>> {
  const taps = COMPOSITIONS.get(space)?.taps ?? [];
  if (taps.length === 0)
    throw new InvalidInput(
      "space",
      `search space "${space}" fuses no modalities: it has no data set of pairs`,
    );
  return Object.fromEntries(taps.map(([name]) => [name, modalityNamed(name).backbone.inputOf(space, name)]));
}
