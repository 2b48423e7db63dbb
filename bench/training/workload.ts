import {
  BLOCKS_PER_STAGE,
  COMPOSITIONS,
  DEPTHS,
  EXPANDS,
  KERNELS,
} from "../../src/space/network/backbone.js";
import type { FusionGenotype } from "../../src/space/network/fusion-genotype.js";
import { FUSION_CHANNELS, FUSION_LENGTH } from "../../src/space/network/layer.js";
import { FUSION_SETTINGS } from "../../src/training/fusion/settings.js";
import { modalityNamed } from "../../src/training/modalities/registry.js";
import { recipeOf } from "../../src/training/recipes.js";

/** How much is measured. Steps, epochs and networks have the same size everywhere; only their number changes. */
export interface Effort {
  /** The number of training examples. */
  readonly train: number;
  /** The number of validation examples. */
  readonly validation: number;
  /**
   * The number of sub-networks scored at a time; their seconds are given per 1,000. Fewer networks share fewer
   * blocks.
   */
  readonly scored: number;
  readonly runs: number;
  /** Whether fusion is also trained on recomputed features. */
  readonly recomputes: boolean;
}

/** A fusion network to search for and to train. */
export interface FusionWork {
  readonly name: string;
  readonly cells: number;
  readonly nodes: number;
  readonly genotype: FusionGenotype;
}

/**
 * Chooses AV-MNIST's splits, smaller ones for a quick check. WebAssembly gets fewer runs and fewer networks to score,
 * because it takes many times as long.
 */
export function effortOf(backend: "native" | "wasm", quick: boolean): Effort {
  const recomputes = backend === "native";
  if (quick) return { train: 105, validation: 105, scored: 10, runs: 1, recomputes };
  const splits = { train: 840, validation: 210, recomputes };
  return backend === "native" ? { ...splits, scored: 1_000, runs: 9 } : { ...splits, scored: 50, runs: 3 };
}

export const BACKBONES = COMPOSITIONS.get("av-mnist")!.backbones;
export const CLASSES = BACKBONES[0].classes;

/** The number of views of each training example whose features fusion keeps. */
export const VIEWS = 3;

const EDGES = [
  ["input.1", "input.2"],
  ["input.1", "node.1"],
  ["input.2", "node.2"],
  ["node.2", "node.3"],
] as const;

const cell = (inputs: readonly [string, string], operators: readonly string[]) => ({
  inputs,
  nodes: operators.map((operator, n) => ({ inputs: EDGES[n], operator })),
});

/**
 * The smallest fusion network with its cheapest and with its most expensive operator, and the largest one, with every
 * operator twice.
 */
export const FUSIONS: readonly FusionWork[] = [
  ...["Sum", "LinearGLU"].map((operator) => ({
    name: `1 cell, 1 node (${operator})`,
    cells: 1,
    nodes: 1,
    genotype: [cell(["image.4", "audio.4"], [operator])],
  })),
  {
    name: "3 cells, 4 nodes",
    cells: 3,
    nodes: 4,
    genotype: [
      cell(["image.4", "audio.4"], ["ScaleDotAttn", "LinearGLU", "ConcatFC", "CatConvMish"]),
      cell(["image.2", "audio.2"], ["SE1", "Sum", "LinearGLU", "ConcatFC"]),
      cell(["cell.1", "cell.2"], ["CatConvMish", "SE1", "ScaleDotAttn", "Sum"]),
    ],
  },
];

/** Describes the same work in the format that bench/peers/training.py reads. */
export function peerWorkload({ train, runs }: Effort, threads: number): unknown {
  const { trainBatch, trainRate, weightDecay, dropout, smoothing } = FUSION_SETTINGS;
  return {
    threads,
    runs,
    examples: train,
    classes: CLASSES,
    choices: { kernels: KERNELS, expands: EXPANDS, depths: DEPTHS, blocksPerStage: BLOCKS_PER_STAGE },
    backbones: BACKBONES.map((backbone) => ({
      ...backbone,
      training: recipeOf("av-mnist", modalityNamed(backbone.name)).training,
    })),
    fusion: {
      training: { batch: trainBatch, rate: trainRate, weightDecay, dropout, smoothing },
      views: VIEWS,
      positions: FUSION_LENGTH,
      inChannels: Math.max(...BACKBONES[0].stages.map(({ width }) => width)),
      channels: FUSION_CHANNELS,
      networks: FUSIONS.map(({ name, genotype }) => ({ name, genotype })),
    },
  };
}
