import type { RunId, SpaceId } from "../../base/ids.js";
import type { Measurement } from "../../records/measurement.js";
import type { SearchRun } from "../../records/run.js";
import type { RunUseCases } from "../../runs/create-runs.js";
import type { Context } from "../context.js";

/** Reads runs with the status that they have now. */
export type RunReader = Pick<RunUseCases, "run" | "runs">;

/** What can be deleted. `import`: an imported sample table. */
export const DELETED_KINDS = ["task", "device", "run", "import"] as const;
export type DeletedKind = (typeof DELETED_KINDS)[number];

/** Kinds of things that depend on others. */
export const DEPENDENT_KINDS = ["job", "measurement", "predictor", "profile", "run", "verification"] as const;
export type DependentKind = (typeof DEPENDENT_KINDS)[number];

/** What depends on something, with all that depends on that in turn. Measurements are those in use. */
export interface Dependents {
  /** Ids of evaluations that workers have claimed for these runs. */
  readonly jobs: readonly string[];
  readonly measurements: readonly Measurement[];
  readonly predictors: readonly string[];
  readonly profiles: readonly string[];
  readonly runs: readonly SearchRun[];
  /** Ids of rounds of verifications. */
  readonly verifications: readonly string[];
}

const RUNS_PER_PAGE = 500;

/** Finds what depends on a task, a device, a run or an imported table of a checked id. */
export async function dependentsOf(
  context: Context,
  reader: RunReader,
  kind: DeletedKind,
  id: string,
): Promise<Dependents> {
  const { archive } = context;
  const isAbout = (subject: { readonly task?: string | undefined; readonly device?: string | undefined }) =>
    (kind === "task" && subject.task === id) || (kind === "device" && subject.device === id);
  const runs = kind === "run" ? [] : (await allRuns(reader)).filter((run) => uses(run, kind, id));
  const gone = new Set<RunId>(runs.map((run) => run.id));
  if (kind === "run") gone.add(id as RunId);
  const belongs = (m: Measurement): boolean =>
    (m.run !== undefined && gone.has(m.run)) ||
    (kind === "import" && m.origin === `table ${id}`) ||
    isAbout(m.subject === "task" ? { task: m.task } : { device: m.device });
  const [predictors, profiles, verifications] = [
    await archive.listPredictors({}),
    await archive.list("profile"),
    await archive.list("verification"),
  ];
  const jobs = gone.size === 0 ? [] : await archive.list("job");
  return {
    jobs: jobs.filter(({ run }) => gone.has(run)).map((job) => job.id),
    measurements: (await allMeasurements(context)).filter((m) => !m.retracted && belongs(m)),
    predictors: predictors.filter(isAbout).map((predictor) => predictor.id),
    profiles: profiles.filter(isAbout).map((profile) => profile.id),
    runs,
    verifications: verifications.filter(({ question }) => isAbout(question)).map((round) => round.id),
  };
}

function uses({ settings }: SearchRun, kind: DeletedKind, id: string): boolean {
  if (kind === "task") return settings.task === id;
  if (kind === "device") return settings.devices.some((device) => device === id);
  return kind === "import" && settings.samples === id;
}

async function allRuns(reader: RunReader): Promise<SearchRun[]> {
  const runs: SearchRun[] = [];
  for (;;) {
    const last = runs.at(-1);
    const after = last === undefined ? {} : { after: { createdAt: last.createdAt, id: last.id } };
    const page = await reader.runs({ limit: RUNS_PER_PAGE, ...after });
    runs.push(...page);
    if (page.length < RUNS_PER_PAGE) return runs;
  }
}

/** Every measurement of the tasks and devices that are registered. */
async function allMeasurements({ archive, catalog }: Context): Promise<Measurement[]> {
  const found: Measurement[] = [];
  const add = (log: Awaited<ReturnType<typeof archive.measurementsSince>>) => {
    for (const { measurement } of log) found.push(measurement);
  };
  for (const { id, space } of await archive.list("task")) {
    add(await archive.measurementsSince({ space, task: id }, 0));
  }
  const spaces: SpaceId[] = (await catalog.spaces()).map((space) => space.id);
  for (const { id } of await archive.list("device")) {
    for (const space of spaces) add(await archive.measurementsSince({ space, device: id }, 0));
  }
  return found;
}
