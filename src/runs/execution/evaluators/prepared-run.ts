import { defined } from "../../../base/defined.js";
import { InvalidInput } from "../../../base/errors.js";
import { worse } from "../../../base/metric.js";
import type { RunSettings } from "../../../records/run.js";
import { limitsOf } from "../../../search/constraints/limits.js";
import type { Evaluator, Objective, Problem } from "../../../search/ports.js";
import { strategyNamed } from "../../../search/strategies.js";
import type { Space } from "../../../space/space.js";
import { knownAtStart } from "../../plan/known-at-start.js";
import type { RunPlan } from "../../plan/plan.js";
import { relatedPredictors } from "../../plan/related.js";
import { proposals } from "../../plan/restrict.js";
import type { CheckedRequest } from "../../request/check-request.js";
import { optimisedOf } from "../../request/optimised.js";
import type { RunContext } from "../../run-context.js";
import type { RunEvaluator } from "../evaluation.js";

/** The time that a hypervolume takes grows exponentially with them. */
const MOST_OBJECTIVES = 5;

/** Everything that the execution of a run needs, made before anything is stored. */
export interface PreparedRun {
  readonly settings: RunSettings;
  /** What the strategy searches. */
  readonly space: Space;
  readonly plan: RunPlan;
  readonly problem: Problem;
  /** Population size that replaces the strategy's default. */
  readonly populationSize?: number;
  readonly evaluator: RunEvaluator;
}

/** What the archive knows is what a run begins with; of other tasks and devices, where its strategy has models. */
export async function planFromArchive(
  context: RunContext,
  { task, devices, space, settings }: CheckedRequest,
): Promise<RunPlan> {
  const { objectives, networks } = await knownAtStart(context, task, devices, space, settings);
  const columns = objectives.map((_, m) => Float64Array.from(networks, ({ values }) => values[m]));
  const related = strategyNamed(settings.strategy).modelsObjectives
    ? await relatedPredictors(context, task, space, objectives)
    : [];
  return { objectives, known: networks, worst: worstOf(objectives, columns), related };
}

export async function problemOf(
  space: Space,
  settings: RunSettings,
  objectives: readonly Objective[],
  evaluator: Evaluator,
): Promise<Problem> {
  const { constraints, seed, fidelities } = settings;
  const limits = limitsOf(objectives, constraints);
  const optimised = optimisedOf(objectives, settings);
  const aims = optimised.optimised?.filter(Boolean).length ?? objectives.length;
  if (aims > MOST_OBJECTIVES) {
    throw new InvalidInput(
      "devices",
      `a search optimises at most ${MOST_OBJECTIVES} objectives; accuracy and the costs of these devices are ${aims}`,
    );
  }
  return {
    space,
    objectives,
    limits,
    ...optimised,
    ...defined({ fidelities }),
    ...(await proposals(space, constraints, evaluator, seed)),
  };
}

export function worstOf(
  objectives: readonly Objective[],
  columns: readonly Float64Array[],
): (number | null)[] {
  return objectives.map(({ metric }, m) => {
    if (columns[m].length === 0) return null;
    return columns[m].reduce((worst, value) => worse(metric, worst, value));
  });
}
