import { Conflict, NotFound } from "../../base/errors.js";
import { type RunId, sampleTableName } from "../../base/ids.js";
import { announceMeasurements } from "../../projections/measurements/announce.js";
import type { Change } from "../../records/changes.js";
import { resetChange } from "../../records/whole/reset-receipt.js";
import { requireRun } from "../../runs/view/lookup.js";
import { tableBlob } from "../../tables/stored-table.js";
import type { Context } from "../context.js";
import {
  type DeletedKind,
  type DependentKind,
  type Dependents,
  dependentsOf,
  type RunReader,
} from "./dependents.js";

/** What to delete, unchecked. */
export interface DeletionInput {
  readonly kind: DeletedKind;
  /** Id of a task or a device, key of a run or a unique beginning of it, name of an imported table. */
  readonly id: string;
  /** Whether what depends on it is deleted, too. */
  readonly withDependents?: boolean;
}

/** Things of one kind that depend on what is deleted. */
export interface DependentCount {
  readonly kind: DependentKind;
  readonly count: number;
  /** The first ids, at most `MOST_EXAMPLES`. */
  readonly examples: readonly string[];
}

/** What is or would be deleted. */
export interface Deletion {
  readonly kind: DeletedKind;
  readonly id: string;
  /** What depends on it; kinds without any are left out. */
  readonly dependents: readonly DependentCount[];
  readonly deleted: boolean;
}

const MOST_EXAMPLES = 5;

/** Lists what depends on something, and changes nothing. Throws as `deleteRecord` does, dependents aside. */
export async function planDeletion(
  context: Context,
  reader: RunReader,
  input: DeletionInput,
): Promise<Deletion> {
  const { id, dependents } = await prepared(context, reader, input);
  return { kind: input.kind, id, dependents: countsOf(dependents), deleted: false };
}

/**
 * Deletes a task, a device, a run or an imported table, all of it or nothing. Measurements that depend on it are
 * retracted: they stay in the change log, by which other servers notice. Throws `NotFound` or `InvalidInput` on `id`,
 * and `Conflict` on `id` if something depends on it and is not to be deleted, or if a run concerned is running.
 */
export async function deleteRecord(
  context: Context,
  reader: RunReader,
  input: DeletionInput,
): Promise<Deletion> {
  const { kind } = input;
  const { id, dependents, own } = await prepared(context, reader, input);
  const counts = countsOf(dependents);
  if (counts.length > 0 && input.withDependents !== true) {
    const listed = counts
      .map(({ kind: what, count }) => `${count} ${what}${count === 1 ? "" : "s"}`)
      .join(", ");
    throw new Conflict(
      "id",
      `${listed} depend on the ${kind} "${id}"; nothing was deleted (delete them with it: --with-dependents on the ` +
        "command line, withDependents in GraphQL)",
    );
  }
  await context.archive.commit([
    ...own,
    ...dependents.measurements.map((m): Change => ({ type: "retract", measurement: m.id })),
    ...dependents.predictors.map((one): Change => ({ type: "delete", kind: "predictor", id: one })),
    ...dependents.profiles.map((one): Change => ({ type: "delete", kind: "profile", id: one })),
    ...dependents.verifications.map((one): Change => ({ type: "delete", kind: "verification", id: one })),
    ...(await runChanges(
      context,
      dependents.runs.map(({ id: one }) => one),
    )),
    // Servers keep more in memory than the change log tells of; this has them read everything anew.
    resetChange(context.newId()),
  ]);
  await context.resets.notice();
  announceMeasurements(context.news, dependents.measurements);
  return { kind, id, dependents: counts, deleted: true };
}

/** The checked id, what depends on it, and the changes that delete the thing itself. */
async function prepared(context: Context, reader: RunReader, { kind, id }: DeletionInput) {
  const run = kind === "run" ? await requireRun(context, id) : undefined;
  const key = run?.id ?? id;
  const own =
    run === undefined ? await recordChanges(context, kind, id) : await runChanges(context, [run.id]);
  const dependents = await dependentsOf(context, reader, kind, key);
  const running = [
    ...dependents.runs.filter(({ status }) => status.kind === "running").map((one) => one.id),
    ...(run !== undefined && (await reader.run(run.id)).run.status.kind === "running" ? [run.id] : []),
  ];
  if (running.length > 0) {
    const which = running.join(", ");
    throw new Conflict("id", `still running: ${which}; cancel what runs first, then delete`);
  }
  return { id: key, dependents, own };
}

/** The changes that delete a record as it is now: they fail if another request changes it in between. */
async function recordChanges(
  { archive, catalog }: Context,
  kind: DeletedKind,
  id: string,
): Promise<Change[]> {
  if (kind === "task") {
    const record = await catalog.task(id, "id");
    return [
      { type: "replace", kind, record, was: record },
      { type: "delete", kind, id },
    ];
  }
  if (kind === "device") {
    const record = await catalog.device(id, "id");
    return [
      { type: "replace", kind, record, was: record },
      { type: "delete", kind, id },
    ];
  }
  const record = await archive.get("sampleTable", sampleTableName(id));
  if (record === undefined) throw new NotFound("import", id, "id");
  return [
    { type: "replace", kind: "sampleTable", record, was: record },
    { type: "delete", kind: "sampleTable", id },
    { type: "deleteBlob", key: tableBlob(id) },
  ];
}

/** The changes that delete runs with their findings, their jobs, and what is kept to resume them. */
async function runChanges({ archive }: Context, runs: readonly RunId[]): Promise<Change[]> {
  if (runs.length === 0) return [];
  const gone = new Set(runs);
  const jobs = (await archive.list("job")).filter(({ run }) => gone.has(run));
  const blobs: string[] = [];
  for (const id of runs) blobs.push(...(await archive.blobKeys(`runs/${id}/`)));
  return [
    ...jobs.map(({ id }): Change => ({ type: "delete", kind: "job", id })),
    ...runs.map((id): Change => ({ type: "delete", kind: "run", id })),
    ...blobs.map((key): Change => ({ type: "deleteBlob", key })),
  ];
}

function countsOf(dependents: Dependents): DependentCount[] {
  const all: [DependentKind, readonly string[]][] = [
    ["job", dependents.jobs],
    ["measurement", dependents.measurements.map(({ id }) => id)],
    ["predictor", dependents.predictors],
    ["profile", dependents.profiles],
    ["run", dependents.runs.map(({ id }) => id)],
    ["verification", dependents.verifications],
  ];
  return all
    .filter(([, ids]) => ids.length > 0)
    .map(([kind, ids]) => ({ kind, count: ids.length, examples: ids.slice(0, MOST_EXAMPLES) }));
}
