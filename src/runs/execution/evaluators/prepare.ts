import { Conflict } from "../../../base/errors.js";
import { strategyNamed } from "../../../search/strategies.js";
import { loadTable } from "../../../tables/stored-table.js";
import { replayTable, scoreColumns } from "../../../tables/table-objectives.js";
import { asKnown, summedCosts } from "../../plan/partly-known.js";
import type { PartlyKnown, RunPlan } from "../../plan/plan.js";
import { plannedPriors } from "../../plan/priors.js";
import { plannedColumns, readColumns } from "../../plan/profile-plan.js";
import { relatedColumns } from "../../plan/related.js";
import type { CheckedRequest } from "../../request/check-request.js";
import type { RunContext } from "../../run-context.js";
import { recording } from "../evaluation.js";
import { ArchiveBoard, type Workers } from "./board.js";
import { measuredValues } from "./measured-values.js";
import { prepareTraining } from "./prepare-training.js";
import { type PreparedRun, planFromArchive, problemOf, worstOf } from "./prepared-run.js";
import { requireReplayable, tableMeasurements, tableObjectives } from "./table-source.js";

/**
 * Prepares the execution of a checked request. With the `plan` of an earlier execution it prepares the same problem
 * again, or throws `Conflict` where that is no longer possible.
 */
export function prepare(
  context: RunContext,
  request: CheckedRequest,
  workers: Workers,
  plan?: RunPlan,
): Promise<PreparedRun> {
  const { evaluator } = request.settings;
  if (evaluator === "table") return prepareTable(context, request, plan);
  if (evaluator === "training") return prepareTraining(context, request, plan);
  return prepareExternal(context, request, workers, plan);
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
  const rows = {
    ...replayTable(data, task.id, objectives),
    scores: scoreColumns(data, space, task.id, settings.fidelities ?? []),
  };
  const replay = context.evaluators.table(rows, objectives, settings.seed);
  if (earlier === undefined) requireReplayable(settings, objectives, replay, rows);
  const plan = earlier ?? {
    objectives,
    known: [],
    worst: worstOf(objectives, replay.values),
    leftOut: replay.leftOut,
    checksum: data.checksum,
  };
  return {
    settings,
    space,
    plan,
    problem: await problemOf(space, settings, objectives, replay),
    evaluator: recording(replay, space, tableMeasurements(data, space, settings)),
  };
}

async function prepareExternal(
  context: RunContext,
  request: CheckedRequest,
  workers: Workers,
  earlier: RunPlan | undefined,
): Promise<PreparedRun> {
  const { settings, space, task } = request;
  const plan = earlier ?? (await externalPlan(context, request));
  const values = await measuredValues(context, task, space, plan.objectives);
  const sums = plan.sumsAreKnown
    ? await summedCosts(space, plan.objectives, (device) => context.catalog.profilesOf(device, space))
    : [];
  const isSummed = ({ objective }: PartlyKnown) => sums.some((own) => own.objective === objective);
  const partly = (plan.partly ?? []).filter((own) => !isSummed(own));
  const evaluator = context.evaluators.external(new ArchiveBoard(context, task.space, values, workers));
  return {
    settings,
    space,
    plan,
    problem: {
      ...(await problemOf(space, settings, plan.objectives, evaluator)),
      related: [
        ...(await relatedColumns(context, space, plan.related)),
        ...(await readColumns(context, space, plan.profiles)),
      ],
      priors: await plannedPriors(context, space, plan),
      known: [...sums, ...asKnown(space, partly)],
    },
    evaluator: recording(evaluator, space),
  };
}

async function externalPlan(context: RunContext, request: CheckedRequest): Promise<RunPlan> {
  const { settings, space } = request;
  const plan = await planFromArchive(context, request);
  return strategyNamed(settings.strategy).modelsObjectives
    ? { ...plan, profiles: await plannedColumns(context, space, plan.objectives) }
    : plan;
}
