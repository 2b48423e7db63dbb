import type { ArchitectureId, DeviceId, MeasurementId, RunId, SpaceId, TaskId } from "../base/ids.js";
import type { BuiltInMetric, OwnMetric } from "../base/metric.js";
import type { Fraction, Millijoules, Milliseconds } from "../base/units.js";

/**
 * How an accuracy was obtained: on which split, with how much training, over which seeds. Accuracies of different
 * splits are never mixed.
 */
export interface Fidelity {
  readonly split: "validation" | "test" | "unspecified";
  /** How the network was trained, for example "25 epochs" or "inherited weights"; empty when not known. */
  readonly training: string;
  readonly seeds: readonly number[];
  /** The training time of all seeds together [s]; absent when not known. */
  readonly seconds?: number;
}

/** Values of metrics that users declared, each in the unit of its metric. */
export type OwnValues = Readonly<Partial<Record<OwnMetric, number>>>;

/**
 * One measurement of one architecture, on a task (accuracy) or on a device (latency, energy), or of metrics that users
 * declared. It has at least one value. It is kept for ever,
 * even if it is retracted. Repeated measurements of an architecture are kept side by side and combined when they are
 * read.
 */
export type Measurement = {
  readonly id: MeasurementId;
  readonly space: SpaceId;
  readonly architecture: ArchitectureId;
  /** What the measurement comes from: an imported table, a client, a search run or a publication. */
  readonly origin: string;
  /** The search run that made the measurement, or that waited for it when it came; absent where there is none. */
  readonly run?: RunId;
  /** The time of the measurement in ISO 8601, UTC; absent when the origin does not say. */
  readonly measuredAt?: string;
  readonly retracted: boolean;
  /** Values of own metrics of the task or of the device; absent where there are none. */
  readonly metrics?: OwnValues;
} & (
  | {
      readonly subject: "task";
      readonly task: TaskId;
      readonly accuracy?: Fraction;
      readonly repeats: number;
      readonly accuracySd?: number;
      /** The number of examples that each run was scored on; absent when not known. */
      readonly examples?: number;
      readonly fidelity: Fidelity;
      /**
       * Name of the file that keeps the trained network, in the folder of the supernets where it was trained; absent
       * where none was kept. The file may be gone: only so many bytes of networks are kept.
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

/** The field of a measurement with the standard deviation of each metric between repeats. */
export const SD_FIELDS = {
  accuracy: "accuracySd",
  latency: "latencySd",
  energy: "energySd",
} as const satisfies Readonly<Record<BuiltInMetric, string>>;
