import type { Space } from "../space.js";
import type { Genotype } from "../types.js";
import type { Complexity } from "./layer-complexity.js";

/** The channels and the height (equal to the width) of the three stages of the CIFAR-10 network. */
const STAGES = [
  [16, 32],
  [32, 16],
  [64, 8],
] as const;
const CELLS_PER_STAGE = 5;
const CLASSES = 10;

/** The kernel sizes of the operators that have parameters. */
const KERNEL_OF: Readonly<Record<string, number>> = { nor_conv_1x1: 1, nor_conv_3x3: 3 };

/**
 * Counts the MACs of one example and the parameters of NAS-Bench-201's CIFAR-10 network (Dong and Yang, 2020): stem,
 * three stages of five cells with a residual block of stride 2 between them, classifier. Every convolution on an edge
 * counts, even if its result does not reach the output. As in the published tables, the classifier's bias counts as
 * MACs too. Returns undefined for any other space.
 */
export function cellComplexity(space: Space, genotype: Genotype): Complexity | undefined {
  if (space.spec.id !== "nas-bench-201") return undefined;
  let { macs, params } = SKELETON;
  for (let p = 0; p < genotype.length; p++) {
    const edge = EDGES.get(space.genes[p].choices[genotype[p]] as string);
    if (edge === undefined) continue;
    macs += edge.macs;
    params += edge.params;
  }
  return { macs, params };
}

function conv(kernel: number, from: number, to: number, size: number, bn = true): Complexity {
  const weights = kernel * kernel * from * to;
  return { macs: weights * size * size, params: weights + (bn ? 2 * to : 0) };
}

function total(parts: readonly Complexity[]): Complexity {
  return parts.reduce((a, b) => ({ macs: a.macs + b.macs, params: a.params + b.params }), {
    macs: 0,
    params: 0,
  });
}

/** What one edge with this operator adds over all cells. */
const EDGES: ReadonlyMap<string, Complexity> = new Map(
  Object.entries(KERNEL_OF).map(([operator, kernel]) => {
    const cells = STAGES.flatMap(([channels, size]) =>
      Array.from({ length: CELLS_PER_STAGE }, () => conv(kernel, channels, channels, size)),
    );
    return [operator, total(cells)];
  }),
);

/** Everything outside the cells. */
const SKELETON: Complexity = total([
  conv(3, 3, STAGES[0][0], STAGES[0][1]),
  ...STAGES.slice(1).flatMap(([channels, size]) => [
    conv(3, channels / 2, channels, size),
    conv(3, channels, channels, size),
    conv(1, channels / 2, channels, size, false),
  ]),
  { macs: 64 * CLASSES + CLASSES, params: 2 * 64 + 64 * CLASSES + CLASSES },
]);
