import { InvalidInput } from "../../../base/errors.js";
import type { DeviceId } from "../../../base/ids.js";
import { Random } from "../../../base/random.js";
import { fraction } from "../../../base/units.js";
import { requireOperatorCosts } from "../../../hardware/fusion-operators.js";
import type { OperatorProfile } from "../../../hardware/types.js";
import { contentId } from "../../../records/content-id.js";
import type { Measurement } from "../../../records/measurement.js";
import type { Evaluator, Outcome, Score, ScoreRequest } from "../../../search/ports.js";
import { fromArchitecture, toArchitecture } from "../../../space/architecture.js";
import { architectureId, genotypeKey } from "../../../space/identity.js";
import type { Space } from "../../../space/space.js";
import { tierOneOf } from "../../../space/tier-one.js";
import type { Genotype } from "../../../space/types.js";
import type { FusionReport, FusionRequest, NetworkTrainer } from "../../network-trainer.js";
import type { RunPlan } from "../../plan/plan.js";
import { relatedColumns } from "../../plan/related.js";
import type { CheckedRequest } from "../../request/check-request.js";
import type { RunContext } from "../../run-context.js";
import { measuredValues } from "./measured-values.js";
import { modalitiesOf } from "./modalities.js";
import { type PreparedRun, planFromArchive, problemOf } from "./prepared-run.js";
import { shortenedEpochs } from "./shortened-epochs.js";

/** Weight of latency and of energy against the loss when tier 2 chooses operators. */
const COST_WEIGHT = 0.1;

/**
 * A run that trains what it evaluates. Its strategy sees tier 1 only (backbones, numbers of cells and nodes); tier 2 completes each
 * network, and what is stored is the complete one, its accuracy measured on validation data. The seed of a training follows from
 * the run's and the network's, so a resumed run repeats nothing and gives the same.
 */
export async function prepareTraining(
  context: RunContext,
  { settings, space, task, devices }: CheckedRequest,
  earlier: RunPlan | undefined,
): Promise<PreparedRun> {
  const tierOne = tierOneOf(space);
  refuseTierTwo(tierOne, settings.constraints);
  const training = trainerOf(context);
  const subject = { task: task.id, space: space.spec.id };
  const profiles = new Map<DeviceId, readonly OperatorProfile[]>();
  for (const { id } of devices) profiles.set(id, await context.catalog.profilesOf(id, space));
  const operatorCosts = requireOperatorCosts(devices[0].id, space, profiles.get(devices[0].id) ?? []);
  const epochs = shortenedEpochs(settings.fidelities ?? [], await training.check(subject));
  const plan = earlier ?? bestOfEach(tierOne, await planFromArchive(context, task, devices, space, settings));
  const scores = settings.strategy === "random" ? [] : await training.backboneScores(subject);
  const modalities = modalitiesOf(scores, tierOne, plan.objectives, profiles);
  if (settings.strategy === "nsga2" && modalities === undefined) throw unscored();
  const related = await relatedColumns(context, space, plan.related, (genotype) =>
    fromArchitecture(space, toArchitecture(tierOne, genotype)),
  );
  const values = await measuredValues(context, task, space, plan.objectives);
  const completed = new Map<string, Genotype>();
  const measured = new Map<string, Measurement>();

  function requestOf(genotype: Genotype): FusionRequest {
    const genes = toArchitecture(tierOne, genotype);
    const seed = new Random(settings.seed).fork(`training ${JSON.stringify(genes)}`).int(2 ** 31);
    const costWeights = { latency: COST_WEIGHT, energy: COST_WEIGHT };
    return { ...subject, genes, costs: operatorCosts, costWeights, seed, keepsNetwork: true };
  }

  async function outcomeOf(genotype: Genotype, signal: AbortSignal): Promise<Outcome> {
    const request = requestOf(genotype);
    const report = await training.train(request, signal);
    const network = fromArchitecture(space, report.genes);
    await values.refresh();
    const known = values.of(network, report.validation.accuracy);
    const id = architectureId(space, network);
    completed.set(genotypeKey(genotype), network);
    measured.set(id, measurementOf(report, request.seed, space, task.id, id));
    return known === undefined
      ? { kind: "failed", genotype, reason: "a cost of the network that tier 2 chose is not known" }
      : { kind: "evaluated", genotype, values: known };
  }

  async function scoreOf(request: ScoreRequest, signal: AbortSignal): Promise<Score> {
    const { search, train } = epochs[request.fidelity];
    const full = requestOf(request.genotype);
    const shortened = { ...full, searchEpochs: search, trainEpochs: train, keepsNetwork: false };
    const { validation } = await training.train(shortened, signal);
    return { kind: "scored", ...request, value: validation.accuracy };
  }

  const evaluator: Evaluator = {
    evaluate: (genotypes, signal) => oneByOne(genotypes, (genotype) => outcomeOf(genotype, signal), signal),
    score: (requests, signal) => oneByOne(requests, (request) => scoreOf(request, signal), signal),
  };
  return {
    settings,
    space: tierOne,
    plan,
    problem: {
      ...(await problemOf(tierOne, settings, plan.objectives, evaluator)),
      ...(modalities && { modalities }),
      related,
    },
    populationSize: settings.budget,
    evaluator,
    recordOf: ({ genotype }) => {
      const network = completed.get(genotypeKey(genotype));
      if (network === undefined)
        return { id: architectureId(space, genotype), genes: toArchitecture(tierOne, genotype) };
      return { id: architectureId(space, network), genes: toArchitecture(space, network) };
    },
    measurementsOf: (architecture) => {
      const measurement = measured.get(architecture);
      return measurement === undefined ? [] : [measurement];
    },
  };
}

/** Asks one after the other; ends without an error once `signal` is aborted. */
async function* oneByOne<Question, Answer>(
  questions: readonly Question[],
  ask: (question: Question) => Promise<Answer>,
  signal: AbortSignal,
): AsyncGenerator<Answer> {
  for (const question of questions) {
    if (signal.aborted) return;
    try {
      yield await ask(question);
    } catch (error) {
      if (signal.aborted) return;
      throw error;
    }
  }
}

function trainerOf({ evaluators: { training } }: RunContext): NetworkTrainer {
  if (training !== undefined) return training;
  throw new InvalidInput("evaluator", "this service does not train networks");
}

const unscored = (): InvalidInput =>
  new InvalidInput(
    "strategy",
    "nsga2 chooses backbones by their own scores, which a supernet lacks: `train supernet --scores all` adds them",
  );

/** Tier 2 decides what these constraints are about: nothing proposed could be kept within them. */
function refuseTierTwo(
  tierOne: Space,
  { genes = {}, maxParams }: CheckedRequest["settings"]["constraints"],
): void {
  const decided = Object.keys(genes).find((gene) => !tierOne.position.has(gene));
  if (decided !== undefined) {
    throw new InvalidInput(
      `constraints.genes.${decided}`,
      `gene "${decided}" is decided by tier 2 when networks are trained: it cannot be constrained`,
    );
  }
  if (maxParams !== undefined) {
    throw new InvalidInput(
      "constraints.maxParams",
      "parameters follow from what tier 2 decides when networks are trained: constrain latency instead",
    );
  }
}

/** Of the known networks that differ in tier 2 only, the most accurate one. */
function bestOfEach(tierOne: Space, plan: RunPlan): RunPlan {
  const best = new Map<string, RunPlan["known"][number]>();
  for (const network of plan.known) {
    const key = genotypeKey(fromArchitecture(tierOne, network.genes));
    const other = best.get(key);
    if (other === undefined || network.values[0] > other.values[0]) best.set(key, network);
  }
  return { ...plan, known: [...best.values()] };
}

function measurementOf(
  { validation, training, seconds, network }: FusionReport,
  seed: number,
  space: Space,
  task: CheckedRequest["task"]["id"],
  architecture: ReturnType<typeof architectureId>,
): Measurement {
  return {
    id: contentId("training", task, architecture, training, seed, validation.accuracy),
    space: space.spec.id,
    architecture,
    origin: "search: trained by this service",
    retracted: false,
    subject: "task",
    task,
    accuracy: fraction(validation.accuracy),
    repeats: 1,
    fidelity: { split: "validation", training, seeds: [seed], seconds },
    ...(network === undefined ? {} : { network }),
  };
}
