import { spaceId } from "../../base/ids.js";
import type { Gene, SearchSpace } from "../types.js";

const CELL_OPERATORS = ["none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3"] as const;

/**
 * Makes the space of NAS-Bench-201: one of five operators on each of the six edges of a cell with four vertices (Dong
 * and Yang, ICLR 2020).
 */
export function nasBench201(): SearchSpace {
  const edges: Record<string, readonly [number, number]> = {};
  for (let to = 1; to < 4; to++)
    for (let from = 0; from < to; from++) edges[`edge_${from}_${to}`] = [from, to];
  const genes = Object.keys(edges).map(
    (name): Gene => ({ name, choices: CELL_OPERATORS, ordered: false, activeWhen: [], tier: 1 }),
  );
  return {
    id: spaceId("nas-bench-201"),
    genes,
    structure: { kind: "cell", edges, none: "none", identity: "skip_connect" },
    increasing: [],
  };
}
