import type { ArchitectureId, PredictorId, RunId } from "../../base/ids.js";
import type { Archive } from "../../records/archive.js";
import type { Change } from "../../records/changes.js";
import type { Objective } from "../../search/ports.js";
import type { Architecture } from "../../space/types.js";

/** A network whose objectives were known before the run began. The strategy is told it first, at no cost. */
export interface KnownNetwork {
  readonly architecture: ArchitectureId;
  readonly genes: Architecture;
  /** Natural units, in the order of the run's objectives. */
  readonly values: readonly number[];
}

/** A predictor, and the position of the objective whose model uses its predictions. */
export interface RelatedPredictor {
  readonly objective: number;
  readonly predictor: PredictorId;
}

/** The name of an operator profile's column, and the position of the objective whose model uses it. */
export interface PlannedColumn {
  readonly objective: number;
  readonly name: string;
}

/** Values of one objective, in natural units, of networks of which another objective was not known. */
export interface PartlyKnown {
  readonly objective: number;
  readonly networks: readonly Architecture[];
  readonly values: readonly number[];
}

/** What a run fixes and stores at its start, so that it solves the same problem after every interruption. */
export interface RunPlan {
  readonly objectives: readonly Objective[];
  readonly known: readonly KnownNetwork[];
  /** Worst value of each objective known at the start (of a replayed table: in the table), natural units; else null. */
  readonly worst: readonly (number | null)[];
  /** What was known of single objectives at the start; absent: nothing. */
  readonly partly?: readonly PartlyKnown[];
  /** Whether costs that operator profiles give count as known; absent: they do not. */
  readonly sumsAreKnown?: boolean;
  /** Predictors of other tasks and devices that were in use at the start; absent: none. */
  readonly related?: readonly RelatedPredictor[];
  /** Predictors of the objectives themselves that are the priors of their models; absent: none. */
  readonly priors?: readonly RelatedPredictor[];
  /** Predictors by which a run that trains knows costs of devices without an operator profile; absent: none. */
  readonly predicted?: readonly RelatedPredictor[];
  /** Whether tier 2 ignores costs, because the first device had no operator profile; absent: it does not. */
  readonly ignoresOperatorCosts?: boolean;
  /** Columns of operator profiles; absent: none. */
  readonly profiles?: readonly PlannedColumn[];
  /** Number of networks of the replayed table that lack a value of an objective; absent where none is replayed. */
  readonly leftOut?: number;
  /** Checksum of the replayed sample table; absent where none is replayed. */
  readonly checksum?: string;
}

type Part = "plan" | "pending" | "open" | "clock";

const key = (run: RunId, part: Part): string => `runs/${run}/${part}`;

const toBlob = (run: RunId, part: Part, value: unknown): Change => ({
  type: "blob",
  key: key(run, part),
  bytes: new TextEncoder().encode(JSON.stringify(value)),
});

async function readBlob(archive: Archive, id: string): Promise<unknown> {
  const bytes = await archive.blob(id);
  return bytes === undefined ? undefined : JSON.parse(new TextDecoder().decode(bytes));
}

export const planChange = (run: RunId, plan: RunPlan): Change => toBlob(run, "plan", plan);

export async function readPlan(archive: Archive, run: RunId): Promise<RunPlan> {
  const plan = await readBlob(archive, key(run, "plan"));
  if (plan === undefined) throw new Error(`run ${run} has no plan`);
  return plan as RunPlan;
}

/**
 * Stores the networks that were proposed and not told, in that order, so that a resumed run goes on with them. The list
 * keeps those that are acknowledged afterwards.
 */
export const pendingChange = (run: RunId, pending: readonly Architecture[]): Change =>
  toBlob(run, "pending", pending);

export async function readPending(archive: Archive, run: RunId): Promise<readonly Architecture[]> {
  return ((await readBlob(archive, key(run, "pending"))) as readonly Architecture[] | undefined) ?? [];
}

/** Stores the networks that workers are asked to evaluate. The list keeps those that are answered last. */
export const openChange = (run: RunId, open: readonly Architecture[]): Change => toBlob(run, "open", open);

export async function readOpen(archive: Archive, run: RunId): Promise<readonly Architecture[]> {
  const open = await readBlob(archive, key(run, "open"));
  // Runs of earlier releases have only the list of what they proposed.
  return (open as readonly Architecture[] | undefined) ?? readPending(archive, run);
}

/** Stores how long the run has been executed so far in ms, interruptions excluded. */
export const clockChange = (run: RunId, milliseconds: number): Change => toBlob(run, "clock", milliseconds);

export async function readClock(archive: Archive, run: RunId): Promise<number> {
  return ((await readBlob(archive, key(run, "clock"))) as number | undefined) ?? 0;
}
