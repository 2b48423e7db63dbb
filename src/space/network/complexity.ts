import type { Space } from "../space.js";
import { type Genotype, OPEN } from "../types.js";
import { type BackboneBlueprint, type Blueprint, blueprintOf } from "./blueprint.js";
import { cellComplexity } from "./cell-complexity.js";
import { fusionLayer } from "./fusion-form.js";
import type { Layer } from "./layer.js";
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

/** The MACs and parameters of everything that a genotype of a space chooses from. */
interface SpaceTable {
  readonly backbones: readonly BackboneTable[];
  /** Of each choice of an operator gene. */
  readonly operators: readonly Complexity[];
}

const tables = new WeakMap<Space, SpaceTable>();

/**
 * Counts the multiply-accumulates of one example and the parameters of an architecture, by the rules of
 * `layerComplexity`. For the multimodal spaces this covers the image and audio backbones and the fusion operators;
 * operators that are not decided count as 0. For NAS-Bench-201 it is the CIFAR-10 network. Returns undefined for
 * user-defined spaces that declare no networks.
 */
export function complexityOf(space: Space, genotype: Genotype): Complexity | undefined {
  const blueprint = blueprintOf(space);
  if (blueprint === undefined) return cellComplexity(space, genotype);
  const { backbones, operators } = tableOf(space, blueprint);
  let macs = 0;
  let params = 0;
  for (const table of backbones) {
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
      macs += operators[genotype[p]].macs;
      params += operators[genotype[p]].params;
    }
  }
  return { macs, params };
}

function tableOf(space: Space, { backbones, form }: Blueprint): SpaceTable {
  let made = tables.get(space);
  if (made === undefined) {
    const operators = form.operators.map((operator) => layerComplexity(fusionLayer(operator, form)));
    made = { backbones: backbones.map(tabulate), operators };
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
