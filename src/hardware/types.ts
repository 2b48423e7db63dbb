import type { DeviceId, SpaceId } from "../base/ids.js";
import type { Millijoules, Milliseconds } from "../base/units.js";

/** One machine with one runtime, power mode and batch size. */
export interface Device {
  readonly id: DeviceId;
  readonly name: string;
  readonly description: string;
  /** E.g. "litert", "onnxruntime", "tensorrt"; empty when not known. */
  readonly runtime: string;
  readonly batch: number;
}

export interface OperatorCost {
  readonly latency: Milliseconds;
  readonly energy: Millijoules;
}

/**
 * Measured latency [ms] and energy [mJ] per operator and shape on one device.
 * `spaces` undefined: the entries serve every space (the fusion operators).
 */
export interface OperatorProfile {
  readonly device: DeviceId;
  readonly spaces?: readonly SpaceId[];
  readonly source: string;
  readonly entries: Readonly<Record<string, OperatorCost>>;
}

/** What an architecture costs by an operator profile: the sum over its layers (an additive model, not a measurement). */
export interface ArchitectureCost {
  readonly latency: Milliseconds;
  readonly energy: Millijoules;
  readonly layers: readonly {
    readonly key: string;
    readonly latency: Milliseconds;
    readonly energy: Millijoules;
  }[];
  /** What the profile does not cover by design, e.g. "text backbone: not in the profile". */
  readonly excluded: readonly string[];
}
