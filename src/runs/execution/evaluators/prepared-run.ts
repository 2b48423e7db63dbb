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
import { ownPredictors } from "../../plan/priors.js";
import { relatedPredictors } from "../../plan/related.js";
import { proposals } from "../../plan/restrict.js";
import type { CheckedRequest } from "../../request/check-request.js";
import { optimisedOf } from "../../request/optimised.js";
import type { RunContext } from "../../run-context.js";
import type { RunEvaluator } from "../evaluation.js";

/** Bounded because the time to compute a hypervolume grows exponentially with the number of objectives. */
const MOST_OBJECTIVES = 5;

/** Everything that the execution of a run needs. It is made before anything is stored. */
export interface PreparedRun {
  readonly settings: RunSettings;
  /** The space that the strategy searches; of a run that trains, tier 1 of the task's space. */
  readonly space: Space;
  readonly plan: RunPlan;
  readonly problem: Problem;
  /** Population size that replaces the strategy's default. */
  readonly populationSize?: number;
  readonly evaluator: RunEvaluator;
}

/**
 * The plan of a run that begins with what the archive knows. Predictors of its own and of other tasks and devices are
 * part of it where the strategy models the objectives.
 */
export async function planFromArchive(
  context: RunContext,
  { task, devices, space, settings }: CheckedRequest,
): Promise<RunPlan> {
  const { objectives, networks, partly } = await knownAtStart(context, task, devices, space, settings);
  const columns = objectives.map((_, m) => Float64Array.from(networks, ({ values }) => values[m]));
  const { modelsObjectives } = strategyNamed(settings.strategy);
  const related = modelsObjectives ? await relatedPredictors(context, task, space, objectives) : [];
  const priors = modelsObjectives ? await ownPredictors(context, task, space, objectives) : [];
  return {
    objectives,
    known: networks,
    partly,
    sumsAreKnown: true,
    worst: worstOf(objectives, columns),
    related,
    priors,
  };
}

/** The problem of a run. Throws `InvalidInput` where it has too many objectives or no network keeps the constraints. */
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

/** The worst value of each objective, natural units; null for an empty column. */
export function worstOf(
  objectives: readonly Objective[],
  columns: readonly Float64Array[],
): (number | null)[] {
  return objectives.map(({ metric }, m) => {
    if (columns[m].length === 0) return null;
    return columns[m].reduce((worst, value) => worse(metric, worst, value));
  });
}
