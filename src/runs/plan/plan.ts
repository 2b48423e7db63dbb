import type { ArchitectureId, PredictorId, RunId } from "../../base/ids.js";
import type { Archive } from "../../records/archive.js";
import type { Change } from "../../records/changes.js";
import type { Objective } from "../../search/ports.js";
import type { Architecture } from "../../space/types.js";

/** A network whose objectives were known before the run began; told to the strategy first, at no cost. */
export interface KnownNetwork {
  readonly architecture: ArchitectureId;
  readonly genes: Architecture;
  readonly values: readonly number[];
}

/** A predictor of another task or device, and the position of the objective whose model learns from it. */
export interface RelatedPredictor {
  readonly objective: number;
  readonly predictor: PredictorId;
}

/** The column of an operator profile, by name, and the position of the objective whose model learns from it. */
export interface PlannedColumn {
  readonly objective: number;
  readonly name: string;
}

/** What a run settled at its start, so that it solves the same problem after every interruption. */
export interface RunPlan {
  readonly objectives: readonly Objective[];
  readonly known: readonly KnownNetwork[];
  /** Worst value of each objective among what was known at the start, natural units; null where nothing was. */
  readonly worst: readonly (number | null)[];
  /** Of versions in use at the start; absent: none. */
  readonly related?: readonly RelatedPredictor[];
  /** Absent: none. */
  readonly profiles?: readonly PlannedColumn[];
  /** Of the sample table that is replayed. */
  readonly checksum?: string;
}

const key = (run: RunId, part: "plan" | "pending" | "clock"): string => `runs/${run}/${part}`;

const toBlob = (run: RunId, part: "plan" | "pending" | "clock", value: unknown): Change => ({
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

/** Networks that were last handed out to workers; those acknowledged since are still in the list. */
export const pendingChange = (run: RunId, pending: readonly Architecture[]): Change =>
  toBlob(run, "pending", pending);

export async function readPending(archive: Archive, run: RunId): Promise<readonly Architecture[]> {
  return ((await readBlob(archive, key(run, "pending"))) as readonly Architecture[] | undefined) ?? [];
}

/** How long the run has been executed so far, interruptions left out, in ms. */
export const clockChange = (run: RunId, milliseconds: number): Change => toBlob(run, "clock", milliseconds);

export async function readClock(archive: Archive, run: RunId): Promise<number> {
  return ((await readBlob(archive, key(run, "clock"))) as number | undefined) ?? 0;
}
