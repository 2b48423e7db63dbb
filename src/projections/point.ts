import type { ArchitectureId } from "../base/ids.js";
import type { Metric } from "../base/metric.js";
import type { Architecture } from "../space/types.js";
import type { Estimate } from "./estimate.js";

/** What is known or estimated of a network, by metric; accuracy is that of the validation split. */
export type MetricEstimates = Readonly<Partial<Record<Metric | "testAccuracy", Estimate>>>;

/** A network with everything known or estimated of it for a task on a device. */
export interface Point extends MetricEstimates {
  readonly id: ArchitectureId;
  readonly architecture: Architecture;
  /** The probability that all constraints hold; 1 without constraints. */
  readonly feasibility: number;
}
