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
  /** Measurements that the server stored in this session, those of earlier sessions included. */
  readonly submitted: number;
  /** Measurements that are kept and not yet submitted. */
  readonly pending: number;
  /** What the user should know, in sentences. */
  readonly notes: readonly string[];
}
