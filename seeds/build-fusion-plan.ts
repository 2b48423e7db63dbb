import { Random } from "../src/base/random.js";
import { type Backbone, COMPOSITIONS, DEPTHS, EXPANDS, KERNELS } from "../src/space/network/backbone.js";
import { FUSION_OPERATORS } from "../src/space/network/layer.js";
import type { Architecture } from "../src/space/types.js";
import {
  genesOf,
  largestSubNetwork,
  type SubNetwork,
  smallestSubNetwork,
} from "../src/training/elastic/sub-network.js";
import { type FusionGenotype, fusionGenes } from "../src/training/fusion/genotype.js";

/** One network to measure; without fusion genes beyond cells and nodes, tier 2 decides them under that cost weight. */
export interface PlannedPair {
  readonly index: number;
  readonly architecture: Architecture;
  /** Weight of latency and of energy in the architecture step. */
  readonly costWeight: number;
}

/** Distinct backbones per modality: their features are computed once and serve many pairs. */
const POOL = 64;
const CELLS = [1, 1, 1, 2, 2, 2, 3, 4];
const NODES = [1, 1, 1, 1, 2, 2, 3, 4];
const COST_WEIGHTS = [0, 0.1, 0.3];

/**
 * Pairs spread over the whole space of AV-MNIST, in the order in which they are measured: backbones of every depth as often, from
 * the smallest to the largest; every number of cells and nodes, small ones more often; the fusion by turns uniformly random
 * and left to tier 2. The first n of a longer plan are the plan of n.
 */
export function planPairs(count: number, seed: number): readonly PlannedPair[] {
  const random = new Random(seed);
  const [image, audio] = (COMPOSITIONS.get("av-mnist")?.backbones ?? []).map((backbone) => ({
    backbone,
    pool: poolOf(backbone, random.fork(`pool ${backbone.name}`)),
  }));
  return Array.from({ length: count }, (_, index) => {
    const own = random.fork(`pair ${index}`);
    const cells = own.pick(CELLS);
    const nodes = own.pick(NODES);
    return {
      index,
      architecture: {
        ...genesOf(image.backbone, own.pick(image.pool)),
        ...genesOf(audio.backbone, own.pick(audio.pool)),
        ...(index % 2 === 0
          ? { "fusion.cells": cells, "fusion.nodes": nodes }
          : fusionGenes(randomFusion(cells, nodes, own))),
      },
      costWeight: own.pick(COST_WEIGHTS),
    };
  });
}

function poolOf(backbone: Backbone, random: Random): readonly SubNetwork[] {
  const drawn = Array.from({ length: POOL - 2 }, () => {
    const depth = random.pick(DEPTHS);
    return Array.from({ length: depth }, (_, slot) => ({
      slot,
      kernel: random.pick(KERNELS),
      expand: random.pick(EXPANDS),
    }));
  });
  return [smallestSubNetwork(backbone), largestSubNetwork(backbone), ...drawn];
}

function randomFusion(cells: number, nodes: number, random: Random): FusionGenotype {
  const taps = ["image", "audio"].flatMap((modality) => [1, 2, 3, 4].map((tap) => `${modality}.${tap}`));
  return Array.from({ length: cells }, (_, c) => ({
    inputs: randomPair([...taps, ...numbered("cell", c)], random),
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
