import type { Evaluator } from "../search/ports.js";
import type { TableReplayFactory } from "../tables/replay.js";
import type { MeasurementBoard } from "./measurement-board.js";
import type { NetworkTrainer } from "./network-trainer.js";

/** How search runs get their evaluators. */
export interface EvaluatorFactories {
  /** Replays an imported sample table. */
  readonly table: TableReplayFactory;
  /** Waits for measurements that clients submit. One evaluator serves one execution of one run. */
  readonly external: (board: MeasurementBoard) => Evaluator;
  /** Trains fusion networks on the backbones of a task; absent where this process is not to train. */
  readonly training?: NetworkTrainer;
}

/** How often runs look around, in milliseconds. */
export interface RunTiming {
  /** Between two signs of life of a running search. */
  readonly heartbeat: number;
  /** After this long without one, the process that executes a run counts as gone. */
  readonly stale: number;
  /** Between two looks at what other processes stored. */
  readonly poll: number;
  /** The least time between two states that one follower is given. */
  readonly followGap: number;
}

export const DEFAULT_TIMING: RunTiming = { heartbeat: 5000, stale: 30_000, poll: 2000, followGap: 50 };
