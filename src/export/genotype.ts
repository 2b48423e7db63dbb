import { InvalidInput } from "../base/errors.js";
import {
  type Backbone,
  BLOCKS_PER_STAGE,
  COMPOSITIONS,
  compositionOf,
  type Stage,
} from "../space/network/backbone.js";
import type { FusionGenotype } from "../space/network/fusion-genotype.js";
import type { Architecture } from "../space/types.js";
import type { Subject } from "./folder/manifest.js";
import type { NetworkPlan } from "./plan.js";

/** A sub-network in the form of Once-for-All: kernel sizes and expand ratios of all block slots, depths of stages. */
export interface OfaChoices {
  readonly ks: readonly number[];
  readonly e: readonly number[];
  readonly d: readonly number[];
}

/** Returns the choices of a backbone; slots without a block get the smallest kernel and ratio, which have no effect. */
export function ofaChoices({ prefix, stages }: Backbone, genes: Architecture): OfaChoices {
  const perSlot = (name: string, choicesOf: (stage: Stage) => readonly number[]): number[] =>
    Array.from({ length: stages.length * BLOCKS_PER_STAGE }, (_, i) =>
      Number(genes[`${prefix}${name}_${i + 1}`] ?? choicesOf(stages[Math.floor(i / BLOCKS_PER_STAGE)])[0]),
    );
  return {
    ks: perSlot("kernel", ({ kernels }) => kernels),
    e: perSlot("expand", ({ expands }) => expands),
    d: stages.map((_, stage) => Number(genes[`${prefix}depth_${stage + 1}`])),
  };
}

/**
 * Returns the text of `ofa.json`: {ks, e, d, r} of a network of Once-for-All, with `r` the input's height and width in
 * pixels as a list of one number, as that library draws it.
 *
 * @throws InvalidInput (field `format`) for a network of another kind
 */
export function ofaText(space: string, genes: Architecture): string {
  const composition = COMPOSITIONS.get(space);
  if (composition === undefined || composition.taps.length > 0) {
    throw new InvalidInput(
      "format",
      `the format ofa describes networks of the space ofa-mobilenet-v3 only, not of "${space}": ` +
        "use onnx, or pytorch, which has the choices of every backbone",
    );
  }
  const choices = ofaChoices(composition.backbones[0], genes);
  return `${JSON.stringify({ ...choices, r: [Number(genes.resolution)] })}\n`;
}

/** An edge of the reference: its kind, always `skip` in a derived network, and the number of the node it reads. */
type Edge = readonly ["skip", number];

/** A fusion network in the form of the reference implementation of Harmonic-NAS, which has it from BM-NAS. */
export interface ReferenceGenotype {
  /** Two edges per cell. Nodes are numbered: the taps of all backbones in the order of the genes, then the cells. */
  readonly edges: readonly Edge[];
  /** Of each cell, two edges per step and the steps' operators; nodes are the cell's two inputs, then its steps. */
  readonly steps: readonly {
    readonly inner_edges: readonly Edge[];
    readonly inner_steps: readonly string[];
    readonly inner_concat: readonly number[];
  }[];
  /** The numbers of the cells that the classifier reads. */
  readonly concat: readonly number[];
}

/** Returns a fusion network in the form of the reference. `taps` are the names of all taps in order. */
export function referenceGenotype(fusion: FusionGenotype, taps: readonly string[]): ReferenceGenotype {
  const outer = (name: string): Edge => [
    "skip",
    name.startsWith("cell.") ? taps.length + Number(name.slice(5)) - 1 : taps.indexOf(name),
  ];
  const inner = (name: string): Edge => [
    "skip",
    Number(name.slice(name.indexOf(".") + 1)) - 1 + (name.startsWith("node.") ? 2 : 0),
  ];
  return {
    edges: fusion.flatMap(({ inputs }) => inputs.map(outer)),
    steps: fusion.map(({ nodes }) => ({
      inner_edges: nodes.flatMap(({ inputs }) => inputs.map(inner)),
      inner_steps: nodes.map(({ operator }) => operator),
      inner_concat: [nodes.length + 1],
    })),
    concat: fusion.map((_, cell) => taps.length + cell).slice(-2),
  };
}

/** Returns the text of `genotype.json`, from which `network.py` builds the network. */
export function genotypeText(
  { space, composition }: Pick<Subject, "space" | "composition">,
  genes: Architecture,
  plan: NetworkPlan,
  classes: number,
): string {
  const { backbones, taps } = compositionOf(composition ?? space)!;
  const { channels, positions } = plan.form;
  const names = taps.flatMap(([owner, count]) =>
    Array.from({ length: count }, (_, i) => `${owner}.${i + 1}`),
  );
  const fusion = plan.fusion && referenceGenotype(plan.fusion, names);
  const genotype = {
    space,
    classes,
    backbones: backbones.map(({ name, stem, stages, finalExpand, featureMix, ...rest }, i) => ({
      name,
      input: plan.backbones[i].input,
      ...ofaChoices({ name, stem, stages, finalExpand, featureMix, ...rest }, genes),
      stem,
      stages: stages.map(({ width, stride, se }) => ({ width, stride, se })),
      final_expand: finalExpand,
      feature_mix: featureMix,
    })),
    text: plan.text ?? null,
    taps: names,
    maps: { channels, positions },
    fusion: fusion ?? null,
    reference: fusion === undefined ? null : referenceLiteral(fusion),
  };
  return `${JSON.stringify(genotype, undefined, 2)}\n`;
}

/** Returns a genotype as the reference prints it, a Python expression of its named tuples. */
function referenceLiteral({ edges, steps, concat }: ReferenceGenotype): string {
  const pairs = (list: readonly Edge[]): string =>
    `[${list.map(([kind, i]) => `('${kind}', ${i})`).join(", ")}]`;
  const cells = steps.map(({ inner_edges, inner_steps, inner_concat }) => {
    const operators = inner_steps.map((name) => `'${name}'`).join(", ");
    const fields = `inner_edges=${pairs(inner_edges)}, inner_steps=[${operators}]`;
    return `StepGenotype(${fields}, inner_concat=[${inner_concat.join(", ")}])`;
  });
  return `Genotype(edges=${pairs(edges)}, steps=[${cells.join(", ")}], concat=[${concat.join(", ")}])`;
}
