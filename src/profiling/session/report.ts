import type { MachineState } from "../machine/state.js";
import type { Measured } from "../protocol/block.js";

/** A network that was measured in this session. */
export interface MeasuredNetwork extends Measured {
  readonly id: string;
  /** State of the machine right after the measurement. */
  readonly machine: MachineState;
}

/** A network that could not be measured. */
export interface FailedNetwork {
  readonly id: string;
  readonly reason: string;
}

/** A layer that was measured in this session. */
export interface MeasuredLayer extends Measured {
  /** Its key in an operator profile. */
  readonly key: string;
}

/** What a session did about the layers of the task's search space. */
export interface LayerReport {
  /** The search space whose layers they are. */
  readonly space: string;
  /** Number of keys that an operator profile of the space needs. */
  readonly needed: number;
  /** Number of these that were measured before this session. */
  readonly before: number;
  readonly measured: readonly MeasuredLayer[];
  readonly failed: readonly { readonly key: string; readonly reason: string }[];
  /** Number of keys that are still to be measured, those that failed included. */
  readonly left: number;
  /**
   * What a call takes in which nothing is computed: every measured latency contains it once. Null where it could not
   * be measured, or no layer was left.
   */
  readonly overhead: Measured | null;
  /** What the user should know, in sentences. */
  readonly notes: readonly string[];
}

/** Why a session ended. */
export type Ending =
  | "time"
  | "nothing left"
  | "nothing to verify"
  | "interrupted"
  | "server unreachable"
  | "networks fail";

/** What a session did. */
export interface ProfileReport {
  readonly ended: Ending;
  /** Whether the device was registered, because the server did not know it. */
  readonly registered: boolean;
  readonly runtime: string;
  /** Number of inputs per inference. */
  readonly batch: number;
  /** Range of the medians of five blocks of a fixed calculation, as a share of their median; null if not measured. */
  readonly noiseFloor: number | null;
  readonly measured: readonly MeasuredNetwork[];
  readonly failed: readonly FailedNetwork[];
  /** The layers; null where they were not asked for. */
  readonly layers: LayerReport | null;
  /** Measurements that the server stored in this session, those of earlier sessions included. */
  readonly submitted: number;
  /** Measurements that are kept and not yet submitted. */
  readonly pending: number;
  /** What the user should know, in sentences. */
  readonly notes: readonly string[];
}
