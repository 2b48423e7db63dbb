import type { ArchitectureId } from "../base/ids.js";
import type { CostMetric, Metric, OwnMetric } from "../base/metric.js";
import type { Objective } from "../search/ports.js";
import type { Architecture } from "../space/types.js";
import type { Estimate } from "./estimate.js";

/** What is known or estimated of a network, by metric; accuracy is that of the validation split. */
export type MetricEstimates = Readonly<Partial<Record<Metric | "testAccuracy", Estimate>>>;

/** What is known or estimated of a network on one device: its costs, and metrics of devices that users declared. */
export type DeviceEstimates = Readonly<Partial<Record<CostMetric | OwnMetric, Estimate>>>;

/** A network with everything known or estimated of it for a task on a device. */
export interface Point extends MetricEstimates {
  readonly id: ArchitectureId;
  readonly architecture: Architecture;
  /**
   * The costs and own metrics of each device, by its id, in an answer about several devices; the point then has none
   * of these itself.
   */
  readonly devices?: Readonly<Record<string, DeviceEstimates>>;
  /** The probability that all constraints hold; 1 without constraints. */
  readonly feasibility: number;
}

/** What is known of one objective of a point; with a device, on that device. */
export const estimateAt = (
  point: Omit<Point, "feasibility">,
  { metric, device }: Objective,
): Estimate | undefined =>
  device === undefined ? point[metric] : point.devices?.[device]?.[metric as keyof DeviceEstimates];
