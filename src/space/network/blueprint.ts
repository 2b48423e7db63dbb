import type { Space } from "../space.js";
import { type Backbone, BLOCKS_PER_STAGE, COMPOSITIONS, type Composition } from "./backbone.js";
import { blockLayers, type FixedLayers, fixedLayers } from "./geometry.js";
import type { MbConvLayer } from "./layer.js";

/** A backbone's layers at one resolution, ready to be picked by choice index. */
export interface Variants {
  readonly fixed: FixedLayers;
  /** `[block][kernel index * 3 + expand index]`. */
  readonly blocks: readonly (readonly MbConvLayer[])[];
}

/** Where a backbone's genes are in a genotype, and the layers they choose from. */
export interface BackboneBlueprint {
  readonly kernels: Int16Array;
  readonly expands: Int16Array;
  readonly depths: Int16Array;
  /** Position of the resolution gene, or -1. */
  readonly resolution: number;
  /** One per choice of the resolution gene; one in all where there is none. */
  readonly variants: readonly Variants[];
}

/** Everything about a MobileNetV3-style space that does not depend on the genotype. */
export interface Blueprint {
  readonly composition: Composition;
  readonly backbones: readonly BackboneBlueprint[];
  /** Positions of `fusion.cells`, `fusion.nodes` (-1 without fusion) and of `fusion.operator_C_N` at `[C - 1][N - 1]`. */
  readonly cells: number;
  readonly nodes: number;
  readonly operators: readonly (readonly number[])[];
}

const known = new WeakMap<Space, Blueprint | null>();

/** The blueprint of a built-in MobileNetV3-style space; undefined for any other. Made once per compiled space. */
export function blueprintOf(space: Space): Blueprint | undefined {
  let blueprint = known.get(space);
  if (blueprint === undefined) {
    const composition = COMPOSITIONS.get(space.spec.id);
    blueprint = composition === undefined ? null : draw(space, composition);
    known.set(space, blueprint);
  }
  return blueprint ?? undefined;
}

function draw(space: Space, composition: Composition): Blueprint {
  const at = (name: string): number => space.position.get(name) ?? -1;
  const counts = [1, 2, 3, 4];
  return {
    composition,
    backbones: composition.backbones.map((backbone) => drawBackbone(space, backbone)),
    cells: at("fusion.cells"),
    nodes: at("fusion.nodes"),
    operators: counts.map((cell) => counts.map((node) => at(`fusion.operator_${cell}_${node}`))),
  };
}

function drawBackbone(space: Space, backbone: Backbone): BackboneBlueprint {
  const at = (name: string): number => space.position.get(backbone.prefix + name) ?? -1;
  const blocks = Array.from({ length: backbone.stages.length * BLOCKS_PER_STAGE }, (_, i) => i + 1);
  const resolution = at("resolution");
  const resolutions = resolution < 0 ? [undefined] : space.genes[resolution].choices.map(Number);
  return {
    kernels: Int16Array.from(blocks, (block) => at(`kernel_${block}`)),
    expands: Int16Array.from(blocks, (block) => at(`expand_${block}`)),
    depths: Int16Array.from(backbone.stages, (_, stage) => at(`depth_${stage + 1}`)),
    resolution,
    variants: resolutions.map((size) => ({
      fixed: fixedLayers(backbone, size),
      blocks: blockLayers(backbone, size),
    })),
  };
}
