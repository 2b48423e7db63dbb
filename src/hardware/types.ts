import type { DeviceId, SpaceId } from "../base/ids.js";
import type { Millijoules, Milliseconds } from "../base/units.js";

/** A machine with one runtime, power mode and batch size. */
export interface Device {
  readonly id: DeviceId;
  readonly name: string;
  readonly description: string;
  /** The inference runtime, for example "litert", "onnxruntime" or "tensorrt"; empty when not known. */
  readonly runtime: string;
  readonly batch: number;
}

/** What one operator costs on a device; without `energy` where that was not measured. */
export interface OperatorCost {
  readonly latency: Milliseconds;
  readonly energy?: Millijoules;
}

/**
 * The measured latency [ms] and energy [mJ] of operators on one device, by operator key. Without `spaces`, the
 * entries serve every space (as those of the fusion operators do).
 */
export interface OperatorProfile {
  readonly device: DeviceId;
  readonly spaces?: readonly SpaceId[];
  readonly source: string;
  readonly entries: Readonly<Record<string, OperatorCost>>;
}

/**
 * The cost of an architecture by an operator profile: the sum over its layers. It comes from an additive model, not
 * from a measurement of the whole network. The energy is absent where that of a layer is not known.
 */
export interface ArchitectureCost {
  readonly latency: Milliseconds;
  readonly energy?: Millijoules;
  readonly layers: readonly {
    readonly key: string;
    readonly latency: Milliseconds;
    readonly energy?: Millijoules;
  }[];
  /** Parts that the profile does not cover by design, for example "text backbone: not in the profile". */
  readonly excluded: readonly string[];
}
