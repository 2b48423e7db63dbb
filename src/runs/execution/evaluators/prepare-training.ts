import { defined } from "../../../base/defined.js";
import { InvalidInput } from "../../../base/errors.js";
import type { DeviceId } from "../../../base/ids.js";
import { isCost } from "../../../base/metric.js";
import { profileReaches } from "../../../hardware/cost-model.js";
import { fusionOperatorCosts } from "../../../hardware/fusion-operators.js";
import type { OperatorProfile } from "../../../hardware/types.js";
import { limitedSizes, SIZE_FIELDS } from "../../../search/constraints/constraints.js";
import { strategyNamed } from "../../../search/strategies.js";
import { fromArchitecture, toArchitecture } from "../../../space/architecture.js";
import { genotypeKey } from "../../../space/identity.js";
import { ownComposition } from "../../../space/network/backbone.js";
import { blueprintOf } from "../../../space/network/blueprint.js";
import type { Space } from "../../../space/space.js";
import { tierOneOf } from "../../../space/tier-one.js";
import type { Genotype } from "../../../space/types.js";
import type { NetworkTrainer } from "../../network-trainer.js";
import { summedCosts } from "../../plan/partly-known.js";
import type { RelatedPredictor, RunPlan } from "../../plan/plan.js";
import { costPredictors, predictedCosts } from "../../plan/predicted-costs.js";
import { plannedPriors } from "../../plan/priors.js";
import { relatedColumns } from "../../plan/related.js";
import type { CheckedRequest } from "../../request/check-request.js";
import type { RunContext } from "../../run-context.js";
import { keptNetworks } from "./kept-networks.js";
import { measuredValues } from "./measured-values.js";
import { modalitiesOf } from "./modalities.js";
import { type PreparedRun, planFromArchive, problemOf } from "./prepared-run.js";
import { shortenedEpochs } from "./shortened-epochs.js";
import { TrainingEvaluator } from "./training-evaluator.js";

/**
 * Prepares a run that trains the networks it evaluates. Its strategy searches tier 1 only: the backbones, and the
 * numbers of cells and nodes. Costs of a device without an operator profile are predicted. Throws a
 * `HarmonicError` where a data set, a supernet, the scores of backbones, or both an operator profile and a predictor
 * are missing.
 */
export async function prepareTraining(
  context: RunContext,
  request: CheckedRequest,
  earlier: RunPlan | undefined,
): Promise<PreparedRun> {
  const { settings, space, task, devices } = request;
  const tierOne = tierOneOf(space);
  refuseTierTwo(tierOne, settings.constraints);
  const trainer = trainerOf(context);
  const subject = {
    task: task.id,
    space: space.spec.id,
    ...ownComposition(space.spec),
    ...defined({ score: task.score }),
  };
  const profiles = new Map<DeviceId, readonly OperatorProfile[]>();
  for (const { id } of devices) {
    const found = await context.catalog.profilesOf(id, space);
    profiles.set(id, profileReaches(space, found) ? found : []);
  }
  const scoreEpochs = shortenedEpochs(settings.fidelities ?? [], await trainer.check(subject));
  const plan = earlier ?? (await trainingPlan(context, request, tierOne, profiles));
  const predicted = await predictedCosts(context, space, plan);
  for (const { objective } of plan.predicted ?? []) {
    const { metric, device } = plan.objectives[objective];
    if (isCost(metric)) profiles.delete(device as DeviceId);
  }
  const operatorCosts = plan.ignoresOperatorCosts
    ? undefined
    : fusionOperatorCosts(profiles.get(devices[0].id) ?? [], devices[0].id, blueprintOf(space)?.form);
  const { backboneScores } = strategyNamed(settings.strategy);
  const scores = backboneScores === "ignored" ? [] : await trainer.backboneScores(subject);
  const modalities = modalitiesOf(scores, tierOne, plan.objectives, profiles);
  if (backboneScores === "needed" && modalities === undefined) throw unscored(settings.strategy, task.id);
  const complete = (genotype: Genotype) => fromArchitecture(space, toArchitecture(tierOne, genotype));
  const related = await relatedColumns(context, space, plan.related, complete);
  const sums = await summedCosts(
    space,
    plan.sumsAreKnown ? plan.objectives : [],
    async (device) => profiles.get(device) ?? [],
    tierOne === space ? undefined : complete,
  );
  const values = await measuredValues(context, task, space, plan.objectives, predicted);
  const { seed } = settings;
  const evaluator = new TrainingEvaluator({
    trainer,
    task,
    space,
    tierOne,
    seed,
    operatorCosts,
    scoreEpochs,
    values,
    kept: await keptNetworks(context, task, space, { objectives: plan.objectives, values }),
  });
  return {
    settings,
    space: tierOne,
    plan,
    problem: {
      ...(await problemOf(tierOne, settings, plan.objectives, evaluator)),
      ...defined({ modalities }),
      related,
      priors: await plannedPriors(context, space, plan, tierOne, complete),
      known: sums,
    },
    populationSize: settings.initialBudget ?? settings.budget,
    evaluator,
  };
}

function trainerOf({ evaluators: { training } }: RunContext): NetworkTrainer {
  if (training !== undefined) return training;
  throw new InvalidInput("evaluator", "this service does not train networks");
}

const unscored = (strategy: string, task: string): InvalidInput =>
  new InvalidInput("strategy", `${strategy} chooses backbones by their own scores, which a supernet lacks`, {
    kind: "scoreBackbones",
    task,
  });

/** Refuses constraints on what tier 2 decides: no proposal of tier 1 can be checked against them. */
function refuseTierTwo(tierOne: Space, constraints: CheckedRequest["settings"]["constraints"]): void {
  const decided = Object.keys(constraints.genes ?? {}).find((gene) => !tierOne.position.has(gene));
  if (decided !== undefined) {
    throw new InvalidInput(
      `constraints.genes.${decided}`,
      `gene "${decided}" is decided by tier 2 when networks are trained: it cannot be constrained`,
    );
  }
  const [size] = limitedSizes(constraints);
  if (size !== undefined) {
    throw new InvalidInput(
      `constraints.${SIZE_FIELDS[size]}`,
      "parameters and MACs follow from what tier 2 decides when networks are trained: constrain latency instead",
    );
  }
}

/** The plan of a new run, with the predictors of the costs that no operator profile gives. */
async function trainingPlan(
  context: RunContext,
  request: CheckedRequest,
  tierOne: Space,
  profiles: ReadonlyMap<DeviceId, readonly OperatorProfile[]>,
): Promise<RunPlan> {
  const { settings, space, devices } = request;
  const plan = bestOfEach(tierOne, await planFromArchive(context, request));
  const predicted = await costPredictors(context, space, settings.task, plan.objectives, profiles);
  const isPredicted = ({ objective }: RelatedPredictor) =>
    predicted.some((own) => own.objective === objective);
  const others = (plan.related ?? []).filter((own) => !isPredicted(own));
  return {
    ...plan,
    predicted,
    priors: (plan.priors ?? []).filter((own) => !isPredicted(own)),
    ignoresOperatorCosts: (profiles.get(devices[0].id) ?? []).length === 0,
    related: strategyNamed(settings.strategy).modelsObjectives ? [...others, ...predicted] : others,
  };
}

/** The plan with the most accurate of each group of known networks that differ in tier 2 only. */
function bestOfEach(tierOne: Space, plan: RunPlan): RunPlan {
  const best = new Map<string, RunPlan["known"][number]>();
  for (const network of plan.known) {
    const key = genotypeKey(fromArchitecture(tierOne, network.genes));
    const other = best.get(key);
    if (other === undefined || network.values[0] > other.values[0]) best.set(key, network);
  }
  return { ...plan, known: [...best.values()] };
}
