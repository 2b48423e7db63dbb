import type { ArchitectureId } from "../base/ids.js";
import type { Architecture } from "../space/types.js";
import type { Estimate } from "./estimate.js";

export interface Point {
  readonly id: ArchitectureId;
  readonly architecture: Architecture;
  readonly accuracy?: Estimate;
  readonly testAccuracy?: Estimate;
  readonly latency?: Estimate;
  readonly energy?: Estimate;
  /** Probability that every constraint holds (1 without constraints). */
  readonly feasibility: number;
}
