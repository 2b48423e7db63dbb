import type { ArchitectureId, DeviceId, MeasurementId, SpaceId, TaskId } from "../base/ids.js";
import type { Fraction, Millijoules, Milliseconds } from "../base/units.js";

/** How an accuracy was obtained: on which split, with how much training, over which seeds. Never mixed across splits. */
export interface Fidelity {
  readonly split: "validation" | "test" | "unspecified";
  /** E.g. "25 epochs", "inherited weights"; empty when not known. */
  readonly training: string;
  readonly seeds: readonly number[];
  /** How long training took, of all seeds together [s]; absent where not known. */
  readonly seconds?: number;
}

/**
 * One act of measuring one architecture, on a task (accuracy) or on a device (latency, energy). Kept for ever unless
 * retracted; repeats of the same architecture are kept side by side and combined when read.
 */
export type Measurement = {
  readonly id: MeasurementId;
  readonly space: SpaceId;
  readonly architecture: ArchitectureId;
  /** Where it came from: an imported table, a client, a search run, a publication. */
  readonly origin: string;
  /** ISO 8601, UTC; absent when the origin does not say. */
  readonly measuredAt?: string;
  readonly retracted: boolean;
} & (
  | {
      readonly subject: "task";
      readonly task: TaskId;
      readonly accuracy: Fraction;
      readonly repeats: number;
      readonly accuracySd?: number;
      readonly fidelity: Fidelity;
      /**
       * Name of the file that keeps the trained network, in the folder of the supernets where it was trained; absent where
       * none was kept. The file may be gone: only so many bytes of networks are kept.
       */
      readonly network?: string;
    }
  | {
      readonly subject: "device";
      readonly device: DeviceId;
      readonly latency?: Milliseconds;
      readonly latencySd?: Milliseconds;
      readonly energy?: Millijoules;
      readonly energySd?: Millijoules;
      readonly repeats: number;
      readonly batch?: number;
      readonly powerMode?: string;
      readonly runtime?: string;
    }
);
