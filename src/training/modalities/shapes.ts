import { InvalidInput } from "../../base/errors.js";
import { compositionOf, type SpaceNetworks } from "../../space/network/backbone.js";
import type { InputShape } from "../data/dataset.js";
import { modalityNamed } from "./registry.js";

/**
 * Returns the shape of an example of each modality that a search space fuses, in the order of the space's genes.
 *
 * @throws InvalidInput if the space fuses no modalities (field `space`), or one without training (field `modality`)
 */
export function shapesOf(space: SpaceNetworks): Readonly<Record<string, InputShape>> {
  const taps = compositionOf(space)?.taps ?? [];
  if (taps.length === 0)
    throw new InvalidInput(
      "space",
      `search space "${String(space)}" fuses no modalities, so there can be no data set of pairs for it`,
    );
  return Object.fromEntries(taps.map(([name]) => [name, modalityNamed(name).backbone.inputOf(space, name)]));
}
