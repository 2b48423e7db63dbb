import { InvalidInput } from "../../base/errors.js";
import { type Backbone, compositionOf, type SpaceNetworks } from "../../space/network/backbone.js";

/**
 * Returns the elastic backbone of a space for a modality.
 *
 * @throws InvalidInput (field `modality`) if the space has none
 */
export function backboneOf(space: SpaceNetworks, modality: string): Backbone {
  const backbones = compositionOf(space)?.backbones ?? [];
  const found = backbones.find(({ name }) => name === modality);
  if (found !== undefined) return found;
  const known = backbones.map(({ name }) => name).join(", ");
  throw new InvalidInput(
    "modality",
    `the search space${typeof space === "string" ? ` "${space}"` : ""} has no "${modality}" backbone to train` +
      (known === "" ? "" : `; it has ${known}`),
  );
}
