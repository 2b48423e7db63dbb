import type { Space } from "../space.js";
import { type Backbone, blockSlots, type Composition, declaredComposition } from "./backbone.js";
import { type FusionForm, fusionForm } from "./fusion-form.js";
import { blockLayers, type FixedLayers, fixedLayers } from "./geometry.js";
import type { MbConvLayer } from "./layer.js";

/** The layers of a backbone at one resolution. */
export interface Variants {
  readonly fixed: FixedLayers;
  /** Every form of every elastic block: `[block][kernel index * expand ratios + expand index]`. */
  readonly blocks: readonly (readonly MbConvLayer[])[];
}

/** The positions of a backbone's genes in a genotype, and the layers that these genes choose from. */
export interface BackboneBlueprint {
  readonly kernels: Int16Array;
  readonly expands: Int16Array;
  readonly depths: Int16Array;
  /** How many expand ratios each block has to choose from, and how many forms all blocks before it have. */
  readonly ratios: Int32Array;
  readonly formsBefore: Int32Array;
  /** The position of the resolution gene, or -1. */
  readonly resolution: number;
  /** One element per choice of the resolution gene; a single one where there is no such gene. */
  readonly variants: readonly Variants[];
}

/** Everything about a MobileNetV3-style space that does not depend on a genotype. */
export interface Blueprint {
  readonly composition: Composition;
  readonly form: FusionForm;
  readonly backbones: readonly BackboneBlueprint[];
  /** The position of the gene `fusion.cells`, or -1 without fusion. */
  readonly cells: number;
  /** The position of the gene `fusion.nodes`, or -1 without fusion. */
  readonly nodes: number;
  /** The position of the gene `fusion.operator_C_N` at `[C - 1][N - 1]`, or -1 without fusion. */
  readonly operators: readonly (readonly number[])[];
}

const blueprints = new WeakMap<Space, Blueprint | null>();

/**
 * Returns the blueprint of a MobileNetV3-style space, built-in or declared; undefined for any other. It is made once
 * per compiled space.
 */
export function blueprintOf(space: Space): Blueprint | undefined {
  let blueprint = blueprints.get(space);
  if (blueprint === undefined) {
    const composition = declaredComposition(space.spec);
    blueprint = composition === undefined ? null : spaceBlueprint(space, composition);
    blueprints.set(space, blueprint);
  }
  return blueprint ?? undefined;
}

function spaceBlueprint(space: Space, composition: Composition): Blueprint {
  const at = (name: string): number => space.position.get(name) ?? -1;
  const counts = [1, 2, 3, 4];
  return {
    composition,
    form: fusionForm(composition.fusion),
    backbones: composition.backbones.map((backbone) => backboneBlueprint(space, backbone)),
    cells: at("fusion.cells"),
    nodes: at("fusion.nodes"),
    operators: counts.map((cell) => counts.map((node) => at(`fusion.operator_${cell}_${node}`))),
  };
}

function backboneBlueprint(space: Space, backbone: Backbone): BackboneBlueprint {
  const at = (name: string): number => space.position.get(backbone.prefix + name) ?? -1;
  const slots = blockSlots(backbone);
  const blocks = slots.map(({ number }) => number + 1);
  let forms = 0;
  const formsBefore = slots.map(({ stage: { kernels, expands } }) => {
    const before = forms;
    forms += kernels.length * expands.length;
    return before;
  });
  const resolution = at("resolution");
  const resolutions = resolution < 0 ? [undefined] : space.genes[resolution].choices.map(Number);
  return {
    kernels: Int16Array.from(blocks, (block) => at(`kernel_${block}`)),
    expands: Int16Array.from(blocks, (block) => at(`expand_${block}`)),
    depths: Int16Array.from(backbone.stages, (_, stage) => at(`depth_${stage + 1}`)),
    ratios: Int32Array.from(slots, ({ stage }) => stage.expands.length),
    formsBefore: Int32Array.from(formsBefore),
    resolution,
    variants: resolutions.map((size) => ({
      fixed: fixedLayers(backbone, size),
      blocks: blockLayers(backbone, size),
    })),
  };
}
