import type { FusionGenotype } from "../../space/network/fusion-genotype.js";
import type { AdamState } from "../nn/adam.js";
import type { FusionData } from "./data.js";
import type { FusionSettings } from "./settings.js";

/** The state of a search or a training after an epoch. Continuing from it gives the same result as no interruption. */
export interface FusionState {
  /** Number of epochs done. */
  readonly epochs: number;
  /** The optimisers of the weights and, in a search, of the architecture parameters. */
  readonly optimisers: readonly AdamState[];
}

/**
 * Called after every epoch and awaited, so that other work of the process can run in between. An error that it throws
 * ends the search or the training.
 */
export type OnEpoch = (progress: {
  readonly stage: "searching" | "training";
  readonly done: number;
  readonly total: number;
  /** Returns the current state, e.g. for a checkpoint. */
  readonly state: () => FusionState;
  /** The network that is trained; absent during the search. */
  readonly genotype?: FusionGenotype;
}) => Promise<void>;

/** The common part of the requests to search and to train a fusion network. */
export interface FusionWork {
  readonly data: FusionData;
  readonly settings: FusionSettings;
  readonly seed: number;
  readonly onEpoch: OnEpoch;
  /** The state of an earlier call, from which to continue. */
  readonly from?: FusionState | undefined;
}
