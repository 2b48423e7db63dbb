import type { FusionGenotype } from "./fusion-genotype.js";
import type { FusionOperator } from "./layer.js";

/** Number of the last cells that the classifier of a fusion network reads. */
const READ_CELLS = 2;

/** The parts of a fusion network whose results reach its logits. */
export interface LiveFusion {
  /** The operators of the nodes. */
  readonly operators: readonly FusionOperator[];
  readonly cells: number;
  /** The feature maps of backbones that are read. */
  readonly taps: ReadonlySet<string>;
}

/**
 * Finds what reaches the logits: the last two cells, what they read, and in each cell the last node with what that
 * reads. The sum at the end of a cell reads its first input, too. Runtimes that prune, and exported networks, compute
 * nothing else.
 */
export function liveFusion(genotype: FusionGenotype): LiveFusion {
  const operators: FusionOperator[] = [];
  const taps = new Set<string>();
  const isLive = genotype.map((_, c) => c >= genotype.length - READ_CELLS);
  for (let c = genotype.length - 1; c >= 0; c--) {
    if (!isLive[c]) continue;
    const { inputs, nodes } = genotype[c];
    const read = new Set(["input.1", `node.${nodes.length}`]);
    for (let n = nodes.length; n >= 1; n--) {
      if (!read.has(`node.${n}`)) continue;
      operators.push(nodes[n - 1].operator as FusionOperator);
      for (const source of nodes[n - 1].inputs) read.add(source);
    }
    inputs.forEach((input, i) => {
      if (!read.has(`input.${i + 1}`)) return;
      if (input.startsWith("cell.")) isLive[Number(input.slice("cell.".length)) - 1] = true;
      else taps.add(input);
    });
  }
  return { operators, cells: isLive.filter((live) => live).length, taps };
}
