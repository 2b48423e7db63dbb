import type { Space } from "../space.js";
import { type Genotype, OPEN } from "../types.js";
import { type BackboneBlueprint, blueprintOf } from "./blueprint.js";
import { cellComplexity } from "./cell-complexity.js";
import { FUSION_CHANNELS, FUSION_LENGTH, FUSION_OPERATORS, type Layer } from "./layer.js";
import { type Complexity, layerComplexity } from "./layer-complexity.js";

/** The MACs and parameters of a backbone's layers, arranged so that a genotype's choice indices address them. */
interface BackboneTable {
  readonly genes: BackboneBlueprint;
  /** All fixed layers together, per resolution choice. */
  readonly fixed: readonly Complexity[];
  /** Each form of each block: `[resolution choice][formsBefore + kernel index * ratios + expand index]`. */
  readonly macs: readonly Float64Array[];
  readonly params: readonly Float64Array[];
}

const tables = new WeakMap<Space, readonly BackboneTable[]>();

const operatorComplexity = FUSION_OPERATORS.map((operator) =>
  layerComplexity({
    kind: "fusion",
    operator,
    cell: 1,
    node: 1,
    channels: FUSION_CHANNELS,
    length: FUSION_LENGTH,
  }),
);

/**
 * Counts the multiply-accumulates of one example and the parameters of an architecture, by the rules of
 * `layerComplexity`. For the multimodal spaces this covers the image and audio backbones and the fusion operators;
 * operators that are not decided count as 0. For NAS-Bench-201 it is the CIFAR-10 network. Returns undefined for
 * user-defined spaces that declare no networks.
 */
export function complexityOf(space: Space, genotype: Genotype): Complexity | undefined {
  const blueprint = blueprintOf(space);
  if (blueprint === undefined) return cellComplexity(space, genotype);
  let macs = 0;
  let params = 0;
  for (const table of backboneTables(space, blueprint.backbones)) {
    const { kernels, expands, ratios, formsBefore, resolution } = table.genes;
    const variant = resolution < 0 ? 0 : genotype[resolution];
    macs += table.fixed[variant].macs;
    params += table.fixed[variant].params;
    for (let block = 0; block < kernels.length; block++) {
      const kernel = genotype[kernels[block]];
      if (kernel >= OPEN) continue;
      const form = formsBefore[block] + kernel * ratios[block] + genotype[expands[block]];
      macs += table.macs[variant][form];
      params += table.params[variant][form];
    }
  }
  for (const positions of blueprint.operators) {
    for (const p of positions) {
      if (p < 0 || genotype[p] >= OPEN) continue;
      macs += operatorComplexity[genotype[p]].macs;
      params += operatorComplexity[genotype[p]].params;
    }
  }
  return { macs, params };
}

function backboneTables(space: Space, backbones: readonly BackboneBlueprint[]): readonly BackboneTable[] {
  let made = tables.get(space);
  if (made === undefined) {
    made = backbones.map(tabulate);
    tables.set(space, made);
  }
  return made;
}

function tabulate(genes: BackboneBlueprint): BackboneTable {
  const blocks = genes.variants.map((variant) => variant.blocks.flat().map(layerComplexity));
  return {
    genes,
    fixed: genes.variants.map(({ fixed }) => sum([...fixed.head, ...fixed.tail])),
    macs: blocks.map((forms) => Float64Array.from(forms, (form) => form.macs)),
    params: blocks.map((forms) => Float64Array.from(forms, (form) => form.params)),
  };
}

function sum(layers: readonly Layer[]): Complexity {
  let macs = 0;
  let params = 0;
  for (const layer of layers) {
    const part = layerComplexity(layer);
    macs += part.macs;
    params += part.params;
  }
  return { macs, params };
}
