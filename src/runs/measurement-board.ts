import type { Outcome } from "../search/ports.js";
import type { Genotype } from "../space/types.js";

/**
 * Port through which an external evaluator announces networks to be measured and reads the measurements. Neither side
 * keeps state: after a restart the run announces what it still lacks and finds what was measured in the meantime.
 */
export interface MeasurementBoard {
  /** A number that increases whenever an answer may have changed. */
  version(): number;
  /** Resolves as soon as the current version exceeds `version`, or when `signal` is aborted. */
  changed(version: number, signal: AbortSignal): Promise<void>;
  /** The outcome of a network; undefined while one of its objectives is not known. */
  answer(network: Genotype): Promise<Outcome | undefined>;
  /** Publishes the networks that workers are asked to measure now; replaces the previous list. */
  announce(pending: readonly Genotype[]): void;
}
