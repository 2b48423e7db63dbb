import { InvalidInput } from "../../base/errors.js";
import type { Space } from "../space.js";
import { type Genotype, INACTIVE, OPEN } from "../types.js";
import { type BackboneBlueprint, type Blueprint, blueprintOf } from "./blueprint.js";
import { fusionLayer } from "./fusion-form.js";
import type { FusionLayer, Layer } from "./layer.js";

/**
 * Lists the layers of an architecture in the order of execution: one backbone after the other, then the operators of
 * the fusion cells. Returns undefined for spaces without a layer list (NAS-Bench-201 and user-defined spaces).
 * @throws InvalidInput naming the fusion operators that are not decided, unless `skipOpen` leaves them out
 */
export function layersOf(
  space: Space,
  genotype: Genotype,
  options: { readonly skipOpen?: boolean } = {},
): readonly Layer[] | undefined {
  const blueprint = blueprintOf(space);
  if (blueprint === undefined) return undefined;
  return [
    ...blueprint.backbones.flatMap((backbone) => backboneLayers(backbone, genotype)),
    ...fusionLayers(space, blueprint, genotype, options.skipOpen ?? false),
  ];
}

/** Names the backbones of a space that no layer list covers: the fixed text backbone of the image + text tasks. */
export function excludedBackbones(space: Space): readonly string[] {
  return blueprintOf(space)?.composition.excluded ?? [];
}

function backboneLayers(backbone: BackboneBlueprint, genotype: Genotype): Layer[] {
  const { kernels, expands, ratios, resolution, variants } = backbone;
  const { fixed, blocks } = variants[resolution < 0 ? 0 : genotype[resolution]];
  const layers: Layer[] = [...fixed.head];
  blocks.forEach((forms, block) => {
    const kernel = genotype[kernels[block]];
    if (kernel !== INACTIVE) layers.push(forms[kernel * ratios[block] + genotype[expands[block]]]);
  });
  layers.push(...fixed.tail);
  return layers;
}

function fusionLayers(
  space: Space,
  { operators, form }: Blueprint,
  genotype: Genotype,
  skipOpen: boolean,
): FusionLayer[] {
  const layers: FusionLayer[] = [];
  const undecided: string[] = [];
  operators.forEach((positions, cell) => {
    positions.forEach((p, node) => {
      if (p < 0 || genotype[p] === INACTIVE) return;
      if (genotype[p] === OPEN) undecided.push(space.genes[p].name);
      else layers.push(fusionLayer(form.operators[genotype[p]], form, [cell + 1, node + 1]));
    });
  });
  if (undecided.length > 0 && !skipOpen) {
    throw new InvalidInput(
      "architecture",
      `the architecture is partial: ${undecided.join(", ")} must be decided, ` +
        `each one of ${form.operators.join(", ")}`,
    );
  }
  return layers;
}
