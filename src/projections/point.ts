import type { ArchitectureId } from "../base/ids.js";
import type { Architecture } from "../space/types.js";
import type { Estimate } from "./estimate.js";

/** A network with everything known or estimated of it for a task on a device. */
export interface Point {
  readonly id: ArchitectureId;
  readonly architecture: Architecture;
  readonly accuracy?: Estimate;
  readonly testAccuracy?: Estimate;
  readonly latency?: Estimate;
  readonly energy?: Estimate;
  /** The probability that all constraints hold; 1 without constraints. */
  readonly feasibility: number;
}
