import { blueprintOf } from "../space/network/blueprint.js";
import { type FusionForm, fusionLayer } from "../space/network/fusion-form.js";
import type { Layer } from "../space/network/layer.js";
import type { Space } from "../space/space.js";
import { choiceKeys } from "./choice-keys.js";
import { profileKey } from "./keys.js";

/**
 * What the cost model sums in a space: the layers of its networks where these are known (`layers`), else the choices
 * of its genes (`choices`).
 */
export type CostParts = "layers" | "choices";

/** Returns what the cost model sums in a space. */
export const costParts = (space: Space): CostParts =>
  blueprintOf(space) === undefined ? "choices" : "layers";

const known = new WeakMap<Space, readonly string[]>();
const layersByKey = new WeakMap<Space, ReadonlyMap<string, Layer>>();

/**
 * Returns every key that a profile needs so that each architecture of the space has a cost, each once, in the order of
 * the layers or the genes.
 */
export function profileKeys(space: Space): readonly string[] {
  const found = known.get(space);
  if (found !== undefined) return found;
  const keys = costParts(space) === "choices" ? choiceKeys(space) : [...profiledLayers(space).keys()];
  known.set(space, keys);
  return keys;
}

/**
 * Returns the layers that a profile of the space lists, by their keys; none where the layers are not known. Layers with
 * one key cost the same.
 */
export function profiledLayers(space: Space): ReadonlyMap<string, Layer> {
  const found = layersByKey.get(space);
  if (found !== undefined) return found;
  const layers = new Map<string, Layer>();
  for (const layer of possibleLayers(space)) {
    const key = profileKey(layer);
    if (!layers.has(key)) layers.set(key, layer);
  }
  layersByKey.set(space, layers);
  return layers;
}

/** The fusion operators of a form as layers. */
export const fusionLayers = (form: FusionForm): readonly Layer[] =>
  form.operators.map((operator) => fusionLayer(operator, form));

/** Lists every layer that an architecture of the space can have. */
export function possibleLayers(space: Space): readonly Layer[] {
  const blueprint = blueprintOf(space);
  if (blueprint === undefined) return [];
  const layers = blueprint.backbones.flatMap(({ variants }) =>
    variants.flatMap(({ fixed, blocks }): Layer[] => [...fixed.head, ...blocks.flat(), ...fixed.tail]),
  );
  return blueprint.cells < 0 ? layers : [...layers, ...fusionLayers(blueprint.form)];
}
