import type { Journal } from "../client/journal.js";
import type { ProfileServer } from "../client/server.js";
import type { MachineState } from "../machine/state.js";
import type { Timing } from "../protocol/block.js";
import type { Runner } from "../runners/runner.js";
import type { LayerReport, MeasuredNetwork } from "./report.js";

/** What is to be measured. */
export interface ProfileInput {
  readonly task: string;
  readonly device: string;
  /** Time after the first network, after which no other one is begun [ms]. */
  readonly limit: number;
  /** The machine in words, for a device that the server does not know yet. */
  readonly description: string;
  /** Runtime of a device that is registered, which one that is known has to have; absent if it is not known. */
  readonly deviceRuntime?: string;
  /** Whether only points of fronts that are to be verified are measured; otherwise they come first. Default: no. */
  readonly verifiesOnly?: boolean;
  /** Whether the runner has a meter of energy. Default: no. */
  readonly metersEnergy?: boolean;
  /** Whether the layers of the task's search space are measured too. Default: no. */
  readonly layers?: boolean;
}

/** What a session works with. */
export interface ProfileParts {
  readonly server: ProfileServer;
  readonly runner: Runner;
  readonly journal: Journal;
  /** Its `sleep` throws `Stopped` once the session is interrupted. */
  readonly timing: Timing;
  /** Measures the noise floor of the machine, a share. */
  readonly noiseFloor: () => Promise<number>;
  readonly machineState: () => MachineState;
  /** Wall time [ms since 1970]. */
  readonly clock: () => number;
  readonly newId: () => string;
  /** Is told about progress: time since the first network or layer was begun [ms], and what was measured so far. */
  readonly onProgress: (elapsed: number, done: ProfileProgress) => void;
  /** Takes a sentence for people that cannot wait until the end. */
  readonly note: (line: string) => void;
}

/** What a session has measured so far. */
export interface ProfileProgress {
  readonly networks: readonly MeasuredNetwork[];
  /** The layers; undefined where they are not measured. */
  readonly layers: LayerReport | undefined;
}

/**
 * Asks the server something, and again while it cannot be reached.
 * @throws Unavailable once the patience [ms] is used up
 */
export type Ask = <T>(work: () => Promise<T>, patience?: number) => Promise<T>;
