import { Conflict, InvalidInput } from "../../base/errors.js";
import type { ArchitectureId } from "../../base/ids.js";
import { isMaximised } from "../../base/metric.js";
import type { Evaluator, Objective, Problem } from "../../search/ports.js";
import type { Space } from "../../space/space.js";
import type { Genotype } from "../../space/types.js";
import type { Measurement, RunSettings, Task } from "../ports.js";
import { replayTable } from "../samples/table-objectives.js";
import { ArchiveBoard } from "./board.js";
import { knownAtStart } from "./known-at-start.js";
import { limitsOf } from "./limits.js";
import { measuredValues } from "./measured-values.js";
import type { RunPlan } from "./plan.js";
import { proposals } from "./restrict.js";
import type { RunContext } from "./run-context.js";
import type { CheckedRequest } from "./settings.js";
import { loadTable, tableMeasurements, tableObjectives } from "./table-source.js";

/** The time that a hypervolume takes grows exponentially with them. */
const MOST_OBJECTIVES = 5;

/** Everything that the execution of a run needs, made before anything is stored. */
export interface PreparedRun {
  readonly settings: RunSettings;
  readonly space: Space;
  readonly plan: RunPlan;
  readonly problem: Problem;
  readonly evaluator: Evaluator;
  /** What evaluating a network measures that the archive may not have yet. */
  readonly measurementsOf: (architecture: ArchitectureId) => readonly Measurement[];
}

/** Told of the networks that workers are asked to measure. */
export type OnPending = (pending: readonly Genotype[]) => void;

/** Prepares a checked request; with the `plan` of an earlier start, the same problem again. */
export function prepare(
  context: RunContext,
  request: CheckedRequest,
  onPending: OnPending,
  plan?: RunPlan,
): Promise<PreparedRun> {
  return request.settings.evaluator === "table"
    ? prepareTable(context, request, plan)
    : prepareExternal(context, request, onPending, plan);
}

async function prepareTable(
  context: RunContext,
  { settings, space, task }: CheckedRequest,
  earlier: RunPlan | undefined,
): Promise<PreparedRun> {
  if (settings.samples === undefined) throw new Error("a table run names its samples");
  const data = await loadTable(context.archive, settings.samples, space);
  if (earlier !== undefined && earlier.checksum !== data.checksum) {
    throw new Conflict(
      "samples",
      `sample table "${settings.samples}" was replaced since the run began; start a new search`,
    );
  }
  const objectives = earlier?.objectives ?? tableObjectives(data, settings);
  const replay = context.evaluators.table(replayTable(data, task.id, objectives), objectives, settings.seed);
  const plan = earlier ?? {
    objectives,
    known: [],
    worst: worstOf(objectives, replay.values),
    checksum: data.checksum,
  };
  return {
    settings,
    space,
    plan,
    problem: await problemOf(space, settings, objectives, replay),
    evaluator: replay,
    measurementsOf: tableMeasurements(data, space, settings),
  };
}

async function prepareExternal(
  context: RunContext,
  { settings, space, task, devices }: CheckedRequest,
  onPending: OnPending,
  earlier: RunPlan | undefined,
): Promise<PreparedRun> {
  const plan = earlier ?? (await planExternal(context, task, devices, space, settings));
  const values = await measuredValues(context, task, space, plan.objectives);
  const evaluator = context.evaluators.external(new ArchiveBoard(context, task, values, onPending));
  return {
    settings,
    space,
    plan,
    problem: await problemOf(space, settings, plan.objectives, evaluator),
    evaluator,
    measurementsOf: () => [],
  };
}

async function planExternal(
  context: RunContext,
  task: Task,
  devices: CheckedRequest["devices"],
  space: Space,
  { constraints }: RunSettings,
): Promise<RunPlan> {
  const { objectives, networks } = await knownAtStart(context, task, devices, space, constraints);
  const columns = objectives.map((_, m) => Float64Array.from(networks, ({ values }) => values[m]));
  return { objectives, known: networks, worst: worstOf(objectives, columns) };
}

async function problemOf(
  space: Space,
  { constraints, seed }: RunSettings,
  objectives: readonly Objective[],
  evaluator: Evaluator,
): Promise<Problem> {
  if (objectives.length > MOST_OBJECTIVES) {
    throw new InvalidInput(
      "devices",
      `a search optimises at most ${MOST_OBJECTIVES} objectives; accuracy and the costs of these devices are ${objectives.length}`,
    );
  }
  const limits = limitsOf(objectives, constraints);
  return { space, objectives, limits, ...(await proposals(space, constraints, evaluator, seed)) };
}

function worstOf(objectives: readonly Objective[], columns: readonly Float64Array[]): (number | null)[] {
  return objectives.map(({ metric }, m) => {
    if (columns[m].length === 0) return null;
    const worse = isMaximised(metric) ? Math.min : Math.max;
    return columns[m].reduce((worst, value) => worse(worst, value));
  });
}
