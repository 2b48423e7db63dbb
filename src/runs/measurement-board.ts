import type { Outcome } from "../search/ports.js";
import type { Genotype } from "../space/types.js";

/**
 * Where an external evaluator's measurements come in: the archive, seen from a search.
 * Nothing is kept on either side: after a restart the run asks for what it still lacks, and finds what came meanwhile.
 */
export interface MeasurementBoard {
  /** Rises whenever an answer may have changed. */
  version(): number;
  /** Resolves as soon as the version is above `version`, or when `signal` is aborted. */
  changed(version: number, signal: AbortSignal): Promise<void>;
  /** What is known of a network: undefined while one of its objectives was not measured. */
  answer(network: Genotype): Promise<Outcome | undefined>;
  /** The networks that workers are asked to measure now; replaces the list before. */
  announce(pending: readonly Genotype[]): void;
}
