import { spaceId } from "../../base/ids.js";
import type { Composition } from "../network/backbone.js";
import { fusionForm } from "../network/fusion-form.js";
import type { Choice, Condition, Gene, SearchSpace } from "../types.js";
import { backboneGenes, backboneStages, orderedGene } from "./backbone-genes.js";

/**
 * Makes a multimodal search space, of a Harmonic-NAS task (Ghebriout et al., 2023) or of a user's own. Tier 1 decides
 * the backbones and the
 * numbers of fusion cells and nodes. Tier 2 decides what the cells and nodes read and which operators they apply.
 */
export function multimodalSpace(
  id: string,
  composition: Composition,
): Pick<SearchSpace, "id" | "genes" | "increasing"> & Required<Pick<SearchSpace, "structure">> {
  const { cells, nodes } = composition.fusion;
  const fusion = upTo(cells).flatMap((cell) => cellGenes(composition, cell));
  return {
    id: spaceId(id),
    genes: [
      ...composition.backbones.flatMap(backboneGenes),
      orderedGene("fusion.cells", cells),
      orderedGene("fusion.nodes", nodes),
      ...fusion,
    ],
    structure: { kind: "stages", stages: composition.backbones.flatMap(backboneStages) },
    // The two inputs of a cell, and of a node, are an increasing pair.
    increasing: fusion.flatMap(({ name }) =>
      name.endsWith("_1") && !name.startsWith("fusion.operator")
        ? [[name, name.replace(/1$/, "2")] as const]
        : [],
    ),
  };
}

function cellGenes(composition: Composition, cell: number): Gene[] {
  const { cells, nodes } = composition.fusion;
  const { operators } = fusionForm(composition.fusion);
  const inCell = atLeast("fusion.cells", cell, cells);
  const sources = [
    ...composition.taps.flatMap(([backbone, count]) => numbered(backbone, count)),
    ...numbered("cell", cell - 1),
  ];
  return [
    ...[1, 2].map((i) => tierTwoGene(`fusion.input_${cell}_${i}`, sources, inCell)),
    ...upTo(nodes).flatMap((node) => {
      const inNode = [...inCell, ...atLeast("fusion.nodes", node, nodes)];
      const read = [...numbered("input", 2), ...numbered("node", node - 1)];
      return [
        ...[1, 2].map((i) => tierTwoGene(`fusion.edge_${cell}_${node}_${i}`, read, inNode)),
        tierTwoGene(`fusion.operator_${cell}_${node}`, operators, inNode),
      ];
    }),
  ];
}

function tierTwoGene(name: string, choices: readonly Choice[], activeWhen: readonly Condition[]): Gene {
  return { name, choices, ordered: false, activeWhen, tier: 2 };
}

/** The numbers from 1 to the largest of the choices. */
const upTo = (choices: readonly number[]): number[] =>
  Array.from({ length: Math.max(...choices) }, (_, i) => i + 1);

function atLeast(gene: string, count: number, choices: readonly number[]): Condition[] {
  return count <= choices[0] ? [] : [{ gene, atLeast: count }];
}

function numbered(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${name}.${i + 1}`);
}
