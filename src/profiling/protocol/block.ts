/** Some runs in a row, one of the repeats of a measurement. */
export interface Block {
  /** Latency of every run [ms]. */
  readonly latencies: readonly number[];
  /** Mean energy of a run [mJ]; absent without a meter. */
  readonly energy?: number;
}

/** A measured network. */
export interface Measured {
  /** Median latency of all runs [ms]. */
  readonly latency: number;
  /** 90th percentile of the latency of all runs [ms]. */
  readonly latencyP90: number;
  /** Standard deviation between the medians of the blocks [ms]. */
  readonly latencySd: number;
  /** Range of the medians of the blocks, as a share of their median. */
  readonly spread: number;
  /** Rise of the medians from the first block to the last, as a share of their median; 0 where they only scatter. */
  readonly drift: number;
  /** Number of blocks. */
  readonly repeats: number;
  /** Number of runs in these blocks. */
  readonly runs: number;
  /** Mean energy of a run [mJ], and its standard deviation between blocks [mJ]; absent without a meter. */
  readonly energy?: number;
  readonly energySd?: number;
  /** How often the network was measured until its blocks agreed. */
  readonly attempts: number;
  /** What is doubtful about the measurement, in sentences for people. */
  readonly notes: readonly string[];
}

/** The time of a machine; tests bring their own. */
export interface Timing {
  /** Monotonic time [ms]. */
  now(): number;
  sleep(ms: number): Promise<void>;
}
