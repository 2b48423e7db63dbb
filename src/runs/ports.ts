import type { SearchRun } from "../records/run.js";
import type { Evaluator } from "../search/ports.js";
import type { TableReplayFactory } from "../tables/replay.js";
import type { MeasurementBoard } from "./measurement-board.js";
import type { NetworkTrainer } from "./network-trainer.js";

/** Factories of the evaluators that search runs use. */
export interface EvaluatorFactories {
  /** Replays an imported sample table. */
  readonly table: TableReplayFactory;
  /** Waits for measurements that clients submit. Each execution of a run gets an evaluator of its own. */
  readonly external: (board: MeasurementBoard) => Evaluator;
  /** Trains fusion networks on the backbones of a task; absent where this process is not to train. */
  readonly training?: NetworkTrainer;
}

/** Calls `execute`, which executes a run to its end or until it is told to stop, and returns what it returns. */
export type RunWatch = (run: SearchRun, execute: () => Promise<void>) => Promise<void>;

/** Intervals of heartbeats and polling, in milliseconds. */
export interface RunTiming {
  /** Time between two heartbeats of a running search. */
  readonly heartbeat: number;
  /** Time without a heartbeat after which the process that executes a run counts as gone. */
  readonly stale: number;
  /** Time between two polls for what other processes stored. */
  readonly poll: number;
  /** Shortest time between two states that one follower is given. */
  readonly followGap: number;
}

export const DEFAULT_TIMING: RunTiming = { heartbeat: 5000, stale: 30_000, poll: 2000, followGap: 50 };
