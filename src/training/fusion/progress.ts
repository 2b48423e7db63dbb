import type { AdamState } from "../nn/adam.js";
import type { FusionData } from "./data.js";
import type { FusionGenotype } from "./genotype.js";
import type { FusionSettings } from "./settings.js";

/** Where a search or a training stands after whole epochs: what is needed to go on as if it had never stopped. */
export interface FusionState {
  readonly epochs: number;
  /** The states of the weights and, in a search, of the architecture parameters. */
  readonly optimisers: readonly AdamState[];
}

/** Called after every epoch: awaiting it lets a server breathe, and a caller stop (by throwing). */
export type OnEpoch = (progress: {
  readonly stage: "searching" | "training";
  readonly done: number;
  readonly total: number;
  readonly state: () => FusionState;
  /** What is trained; absent while it is searched. */
  readonly genotype?: FusionGenotype;
}) => Promise<void>;

/** What a search and a training of a fusion network both need. */
export interface FusionWork {
  readonly data: FusionData;
  readonly settings: FusionSettings;
  readonly seed: number;
  readonly onEpoch: OnEpoch;
  /** The state of an earlier call after an epoch: the work goes on from there. */
  readonly from?: FusionState | undefined;
}
