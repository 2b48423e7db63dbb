import type { RunId } from "../base/ids.js";
import type { News } from "../projections/news.js";
import type { RunStatus, SearchRun } from "../records/run.js";
import type { Evaluator } from "../search/ports.js";
import type { Genotype } from "../space/types.js";
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
/** Calls `propose`, which fits models and chooses the next networks, and returns what it returns. */
export type ProposalWatch = <T>(propose: () => Promise<T>) => Promise<T>;
/** Why a run is told to stop: a user cancelled it, or its process ends. */
export type StopRequest = "cancel" | "interrupt";

/** A stored run that is to be executed, in plain data that can be sent to another process. */
export interface RunOrder {
  readonly run: RunId;
  /** The owner that the stored run names. */
  readonly owner: string;
  /** Execution time before this execution [ms]. */
  readonly spent: number;
  /** When this execution began, in ms since 1970. */
  readonly beganAt: number;
  /** Whether the run mostly waits for others, so that it can share its place with runs like it. */
  readonly waits: boolean;
  /** Names the span below which the execution is traced, by the W3C trace context; absent where nothing is traced. */
  readonly traceparent?: string;
}

/** The run of an order, as those who execute it see it. */
export interface OrderedRun {
  /** Aborts when the run is told to stop. */
  readonly signal: AbortSignal;
  /** Why the run is told to stop; undefined while it is not. */
  readonly request: StopRequest | undefined;
  /** Publishes the networks that workers are now asked to measure. */
  ask(networks: readonly Genotype[]): void;
}

/** How the execution of an order ended. */
export type RunEnd =
  /** With this status, which nobody has stored yet. */
  | { readonly kind: "ended"; readonly status: RunStatus }
  /** The run no longer belongs to its owner. */
  | { readonly kind: "lost"; readonly reason: string }
  /** It was told to stop, did not do so in time, and was ended. */
  | { readonly kind: "stopped" }
  /** What executed it ended without an answer. */
  | { readonly kind: "crashed"; readonly reason: string };

/**
 * Executes runs elsewhere than in the calling thread, so that none that computes keeps others from being answered.
 *
 * Guarantees. Every finding is stored in one commit before the strategy is told of it. The order's run is read from the
 * archive, so a seeded run evaluates the same networks as it would in the calling thread. `execute` never rejects. It
 * resolves within a second after `run` is told to stop, whatever the run computes at that time; nothing of it writes
 * to the archive afterwards, or nothing but what it finds to be its own. News of the archive passes both ways.
 *
 * Duties of the caller. It stores the run and its plan before, keeps the run's signs of life meanwhile, and stores the
 * status afterwards. It does not have the same run executed twice at a time.
 */
export interface RunExecutor {
  execute(order: RunOrder, run: OrderedRun, news: News): Promise<RunEnd>;
}

/** Intervals of heartbeats and polling, in milliseconds. */
export interface RunTiming {
  /** Time between two heartbeats of a running search. */
  readonly heartbeat: number;
  /** Time without a heartbeat after which the process that executes a run counts as gone. */
  readonly stale: number;
  /** Time between two polls for what other processes stored. */
  readonly poll: number;
  /** Longest time that a poll may take: a read that was under way when its database died may never end. */
  readonly longestRead: number;
  /** Shortest time between two states that one follower is given. */
  readonly followGap: number;
}

const SHARED = { longestRead: 60_000, followGap: 50 } as const;
export const DEFAULT_TIMING: RunTiming = { heartbeat: 5000, stale: 30_000, poll: 2000, ...SHARED };

/** The intervals of servers that take over each other's runs: one that dies is noticed within seconds. */
export const CLUSTER_TIMING: RunTiming = { heartbeat: 1000, stale: 6000, poll: 1000, ...SHARED };
