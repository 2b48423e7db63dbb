/** A node of a fusion cell: an operator on two sources, each an input of the cell or an earlier node (`node.1`). */
export interface FusionNode {
  readonly inputs: readonly [string, string];
  readonly operator: string;
}

/**
 * A fusion cell. Each input is a tap (`image.3`) or an earlier cell (`cell.1`); nodes call them `input.1`, `input.2`.
 */
export interface FusionCell {
  readonly inputs: readonly [string, string];
  readonly nodes: readonly FusionNode[];
}

/** A complete fusion network: its cells in order. Names are those of the genes' choices. */
export type FusionGenotype = readonly FusionCell[];

/** Returns the genes `fusion.*` of a genotype. */
export function fusionGenes(genotype: FusionGenotype): Record<string, string | number> {
  const genes: Record<string, string | number> = {
    "fusion.cells": genotype.length,
    "fusion.nodes": genotype[0].nodes.length,
  };
  genotype.forEach(({ inputs, nodes }, c) => {
    genes[`fusion.input_${c + 1}_1`] = inputs[0];
    genes[`fusion.input_${c + 1}_2`] = inputs[1];
    nodes.forEach((node, n) => {
      genes[`fusion.edge_${c + 1}_${n + 1}_1`] = node.inputs[0];
      genes[`fusion.edge_${c + 1}_${n + 1}_2`] = node.inputs[1];
      genes[`fusion.operator_${c + 1}_${n + 1}`] = node.operator;
    });
  });
  return genes;
}

/** Returns the fusion network that genes describe, or undefined if any of its genes is missing. */
export function fusionOf(genes: Readonly<Record<string, string | number>>): FusionGenotype | undefined {
  const cells = Number(genes["fusion.cells"]);
  const nodes = Number(genes["fusion.nodes"]);
  let isComplete = true;
  const read = (name: string): string => {
    const value = genes[name];
    if (value === undefined) isComplete = false;
    return String(value);
  };
  const pair = (name: string): [string, string] => [read(`${name}_1`), read(`${name}_2`)];
  const genotype = Array.from({ length: cells }, (_, c) => ({
    inputs: pair(`fusion.input_${c + 1}`),
    nodes: Array.from({ length: nodes }, (_, n) => ({
      inputs: pair(`fusion.edge_${c + 1}_${n + 1}`),
      operator: read(`fusion.operator_${c + 1}_${n + 1}`),
    })),
  }));
  return isComplete ? genotype : undefined;
}
