import type { CostWeights } from "./search/cost.js";

/** How a fusion network is searched and trained: part of the fidelity of its measured accuracy. */
export interface FusionSettings {
  /**
   * Channels of the search network. They are fewer than the derived network's, as in DARTS, to make the search fast.
   */
  readonly searchChannels: number;
  readonly searchEpochs: number;
  readonly searchBatch: number;
  /** Largest learning rate of the weights in the search. */
  readonly searchRate: number;
  /** Learning rate of the architecture parameters. */
  readonly architectureRate: number;
  /** Number of steps of the weights before each step of the architecture parameters. */
  readonly architectureEvery: number;
  readonly costWeights: CostWeights;
  readonly trainEpochs: number;
  readonly trainBatch: number;
  /** Largest learning rate of the final training. */
  readonly trainRate: number;
  readonly weightDecay: number;
  /** Probability of dropping a value. */
  readonly dropout: number;
  /** Label smoothing, 0..1. */
  readonly smoothing: number;
  /**
   * Whether the derived network is trained on new random pairs of the same class. This is valid only for data sets
   * whose own pairs were drawn at random within each class, such as AV-MNIST.
   */
  readonly repairing: boolean;
  /**
   * Late fusion: the sum of the backbones' own logits, times this weight, is added to the logits of the trained
   * network.
   */
  readonly lateWeight: number;
}

/**
 * Default settings. The implementation of Harmonic-NAS trains for 25 epochs with learning rates of 1e-4 (weights) and
 * 3e-4 (architecture parameters) and batches of 256, and computes the features again in each epoch. The higher rates
 * here were chosen on validation data and need fewer epochs.
 */
export const FUSION_SETTINGS: FusionSettings = {
  searchChannels: 32,
  searchEpochs: 4,
  searchBatch: 105,
  searchRate: 3e-3,
  architectureRate: 6e-2,
  architectureEvery: 1,
  costWeights: { latency: 0, energy: 0 },
  trainEpochs: 14,
  trainBatch: 84,
  trainRate: 2e-3,
  weightDecay: 1e-2,
  dropout: 0.1,
  smoothing: 0.1,
  repairing: false,
  lateWeight: 1,
};
