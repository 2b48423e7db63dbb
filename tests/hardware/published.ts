import type { Choice } from "../../src/space/types.js";

type Genes = Record<string, Choice>;

function backbone(
  prefix: string,
  kernels: readonly number[],
  expands: readonly number[],
  depth: number,
): Genes {
  const genes: Genes = { [`${prefix}.depth_1`]: depth };
  kernels.forEach((kernel, i) => {
    genes[`${prefix}.kernel_${i + 1}`] = kernel;
    genes[`${prefix}.expand_${i + 1}`] = expands[i];
  });
  return genes;
}

function fusion(cells: number, nodes: number, operators: readonly string[]): Genes {
  const genes: Genes = { "fusion.cells": cells, "fusion.nodes": nodes };
  operators.forEach((operator, i) => {
    genes[`fusion.operator_${Math.floor(i / nodes) + 1}_${(i % nodes) + 1}`] = operator;
  });
  return genes;
}

const repeated = (count: number, operator: string): string[] => new Array<string>(count).fill(operator);

/**
 * The AV-MNIST models of the Harmonic-NAS paper with their published latency [ms] and energy [mJ] on Jetson TX2.
 * Genes of unused block slots are included.
 */
export const publishedModels = [
  {
    latency: 8.96,
    energy: 13.93,
    architecture: {
      ...backbone("image", [5, 5, 5, 5], [3, 3, 4, 3], 2),
      ...backbone("audio", [3, 3, 7, 3], [3, 3, 3, 6], 2),
      ...fusion(2, 1, repeated(2, "LinearGLU")),
    },
  },
  {
    latency: 14.41,
    energy: 25.49,
    architecture: {
      ...backbone("image", [3, 5, 7, 3], [3, 3, 3, 6], 2),
      ...backbone("audio", [3, 5, 5, 5], [3, 3, 3, 3], 2),
      ...fusion(3, 4, [
        ...repeated(8, "LinearGLU"),
        ...repeated(2, "ConcatFC"),
        ...repeated(2, "CatConvMish"),
      ]),
    },
  },
  {
    latency: 9.11,
    energy: 13.88,
    architecture: {
      ...backbone("image", [5, 5, 5, 7], [3, 6, 4, 3], 2),
      ...backbone("audio", [3, 3, 7, 5], [3, 3, 3, 6], 2),
      ...fusion(2, 1, ["ConcatFC", "CatConvMish"]),
    },
  },
] as const;
