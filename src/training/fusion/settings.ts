import type { CostWeights } from "./search/cost.js";

/** How a fusion network is searched and trained; part of the fidelity of what it measures. */
export interface FusionSettings {
  /**
   * Channels of the search network: narrower than the derived one's 192, as in DARTS, whose search costs a fraction
   * for it.
   */
  readonly searchChannels: number;
  readonly searchEpochs: number;
  readonly searchBatch: number;
  readonly searchRate: number;
  /** Rate of the architecture parameters, which take a step after every `architectureEvery` steps of the weights. */
  readonly architectureRate: number;
  readonly architectureEvery: number;
  readonly costWeights: CostWeights;
  readonly trainEpochs: number;
  readonly trainBatch: number;
  readonly trainRate: number;
  readonly weightDecay: number;
  readonly dropout: number;
  readonly smoothing: number;
  /**
   * Whether the derived network trains on pairs drawn anew, of the same class. Only where the pairs of a data set were
   * drawn at random within their class themselves, as AV-MNIST's.
   */
  readonly repairing: boolean;
  /**
   * Weight of the sum of the backbones' own logits, which is added to the logits of the trained network; the backbones
   * compute them anyway.
   */
  readonly lateWeight: number;
}

/**
 * The reference trains 25 epochs at 1e-4 with architecture parameters at 3e-4, batch 256, on features that it computes
 * anew each time. Higher rates, chosen on validation data, need fewer epochs.
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
