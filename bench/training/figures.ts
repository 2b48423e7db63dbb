import type { Effort } from "./workload.js";

/** What one process measured. */
export interface Measurement {
  /** The backend or library with its version and number of threads. */
  readonly description: string;
  /** The seconds of every run, by the name of the step. */
  readonly figures: Record<string, number[]>;
  /** The number of parameters by network; equal if two sides train the same network. */
  readonly parameters: Record<string, number>;
}

/** How much is measured, where the results go, and where progress is reported. */
export interface Bench {
  readonly effort: Effort;
  readonly measurement: Measurement;
  readonly note: (line: string) => void;
}

/** The names of the measured steps; the peer uses the same. */
export const WORK = {
  supernetEpoch: (modality: string) => `supernet epoch, ${modality}`,
  /** Excludes augmentation, which the peer does not have. */
  sandwichStep: (modality: string) => `supernet step, ${modality}`,
  largestStep: (modality: string) => `step of the largest sub-network, ${modality}`,
  scores: (modality: string) => `1,000 sub-network scores, ${modality}`,
  searchEpoch: (fusion: string) => `fusion search epoch, ${fusion}`,
  trainingEpoch: (fusion: string) => `fusion training epoch, ${fusion}`,
  fusionStep: (fusion: string) => `fusion training step, ${fusion}`,
  recomputed: (fusion: string, how: string) => `the same, ${how} recomputed per batch, ${fusion}`,
};

/** Records the seconds of a step and reports their median. */
export function record({ measurement, note }: Bench, work: string, seconds: number[]): void {
  measurement.figures[work] = seconds;
  note(`${work}: ${median(seconds).toPrecision(3)} s`);
}

/** Measures the seconds of `runs` runs of `work`, after one that does not count, each divided by `units`. */
export async function timed(runs: number, units: number, work: () => unknown): Promise<number[]> {
  const seconds: number[] = [];
  for (let run = 0; run <= runs; run++) {
    const start = performance.now();
    await work();
    if (run > 0) seconds.push((performance.now() - start) / 1_000 / units);
  }
  return seconds;
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
