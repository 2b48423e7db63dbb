import { Random } from "../src/base/random.js";
import type { Backbone, Composition } from "../src/space/network/backbone.js";
import { type FusionGenotype, fusionGenes } from "../src/space/network/fusion-genotype.js";
import { FUSION_OPERATORS } from "../src/space/network/layer.js";
import type { Architecture } from "../src/space/types.js";
import {
  genesOf,
  largestSubNetwork,
  randomSubNetwork,
  type SubNetwork,
  smallestSubNetwork,
} from "../src/training/elastic/sub-network.js";

/**
 * A network to measure. If it has no fusion genes beyond the numbers of cells and nodes, tier 2 decides them under
 * this cost weight.
 */
export interface PlannedPair {
  readonly index: number;
  readonly architecture: Architecture;
  /** The weight of latency, and of energy, in the architecture step of tier 2. */
  readonly costWeight: number;
}

const CELLS = [1, 1, 1, 2, 2, 2, 3, 4];
const NODES = [1, 1, 1, 1, 2, 2, 3, 4];
const COST_WEIGHTS = [0, 0.1, 0.3];

/**
 * Plans pairs that are spread over the whole space of a task. Backbones of every depth are equally frequent, and the
 * smallest and the largest are among them. Every number of cells and nodes occurs, small ones more often. The fusion is
 * alternately left to tier 2 and drawn uniformly. The first n pairs of a longer plan are the plan of n pairs.
 *
 * @param size the number of distinct backbones per modality, whose features are computed once and used by many pairs
 */
export function planPairs(
  { backbones, taps }: Composition,
  { count, size, seed }: { readonly count: number; readonly size: number; readonly seed: number },
): readonly PlannedPair[] {
  const random = new Random(seed);
  const pools = backbones.map((backbone) => ({
    backbone,
    pool: poolOf(backbone, size, random.fork(`pool ${backbone.name}`)),
  }));
  const maps = taps.flatMap(([modality, most]) => numbered(modality, most));
  return Array.from({ length: count }, (_, index) => {
    const own = random.fork(`pair ${index}`);
    const cells = own.pick(CELLS);
    const nodes = own.pick(NODES);
    return {
      index,
      architecture: {
        ...Object.assign({}, ...pools.map(({ backbone, pool }) => genesOf(backbone, own.pick(pool)))),
        ...(index % 2 === 0
          ? { "fusion.cells": cells, "fusion.nodes": nodes }
          : fusionGenes(randomFusion(maps, cells, nodes, own))),
      },
      costWeight: own.pick(COST_WEIGHTS),
    };
  });
}

function poolOf(backbone: Backbone, size: number, random: Random): readonly SubNetwork[] {
  const drawn = Array.from({ length: size - 2 }, () => randomSubNetwork(backbone, random));
  return [smallestSubNetwork(backbone), largestSubNetwork(backbone), ...drawn];
}

function randomFusion(maps: readonly string[], cells: number, nodes: number, random: Random): FusionGenotype {
  return Array.from({ length: cells }, (_, c) => ({
    inputs: randomPair([...maps, ...numbered("cell", c)], random),
    nodes: Array.from({ length: nodes }, (_, n) => ({
      inputs: randomPair(["input.1", "input.2", ...numbered("node", n)], random),
      operator: random.pick(FUSION_OPERATORS),
    })),
  }));
}

function randomPair(sources: readonly string[], random: Random): [string, string] {
  const first = random.int(sources.length);
  const other = random.int(sources.length - 1);
  const second = other < first ? other : other + 1;
  return [sources[Math.min(first, second)], sources[Math.max(first, second)]];
}

const numbered = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${name}.${i + 1}`);
