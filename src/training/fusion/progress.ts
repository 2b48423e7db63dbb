import type { AdamState } from "../nn/adam.js";
import type { FusionGenotype } from "./genotype.js";

/** Where a search or a training stands after whole epochs: what is needed to go on as if it had never stopped. */
export interface FusionState {
  readonly epochs: number;
  /** Of the weights; then, in a search, of the architecture parameters. */
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
