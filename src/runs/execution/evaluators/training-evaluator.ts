import { defined } from "../../../base/defined.js";
import { fraction } from "../../../base/units.js";
import { UNKNOWN_OPERATOR_COSTS } from "../../../hardware/fusion-operators.js";
import type { OperatorCost } from "../../../hardware/types.js";
import { contentId } from "../../../records/content-id.js";
import type { Measurement } from "../../../records/measurement.js";
import type { Task } from "../../../records/task.js";
import type { CheapScore, Outcome, ScoreRequest } from "../../../search/ports.js";
import { fromArchitecture, toArchitecture } from "../../../space/architecture.js";
import { ownComposition } from "../../../space/network/backbone.js";
import type { Space } from "../../../space/space.js";
import type { Genotype } from "../../../space/types.js";
import {
  type FusionEpochs,
  type FusionReport,
  type FusionRequest,
  type NetworkTrainer,
  trainingSeed,
} from "../../network-trainer.js";
import { type Evaluation, type NetworkRecord, networkRecord, type RunEvaluator } from "../evaluation.js";
import type { KeptNetworks } from "./kept-networks.js";
import type { MeasuredValues } from "./measured-values.js";

/** Weight of latency and of energy against the loss when tier 2 chooses operators. */
const COST_WEIGHT = 0.1;

/** What the trainings of a run have in common. */
export interface TrainingPlan {
  readonly trainer: NetworkTrainer;
  readonly task: Task;
  /** The space of complete networks. */
  readonly space: Space;
  /** The same space without the genes that tier 2 decides; the strategy searches it. */
  readonly tierOne: Space;
  /**
   * Seed of the run. A training's seed follows from it and the network, so that a resumed run continues identically.
   */
  readonly seed: number;
  /**
   * Latency [ms] and energy [mJ] of each fusion operator, by name; undefined where they are not known. Tier 2 then
   * chooses operators by the loss alone.
   */
  readonly operatorCosts: Readonly<Record<string, OperatorCost>> | undefined;
  /** Epochs of each cheap score, in the order of the run's fidelities. */
  readonly scoreEpochs: readonly FusionEpochs[];
  /** Costs of complete networks, by measurement, predictor or operator profile. */
  readonly values: MeasuredValues;
  /** The trained networks that are kept in files; those of the front are removed last. */
  readonly kept: KeptNetworks;
}

/**
 * An evaluator that trains networks; those of one call one after the other, those of several calls at the same time, in
 * lanes of their own. The strategy proposes networks of tier 1; tier 2 completes each of them, and what is stored is
 * the complete network with its accuracy on validation data.
 */
export class TrainingEvaluator implements RunEvaluator {
  readonly #lanes = new Set<number>();

  constructor(private readonly plan: TrainingPlan) {}

  evaluate(genotypes: readonly Genotype[], signal: AbortSignal): AsyncIterable<Evaluation> {
    return oneByOne(genotypes, (genotype) => this.#evaluation(genotype, signal), signal);
  }

  score(requests: readonly ScoreRequest[], signal: AbortSignal): AsyncIterable<CheapScore> {
    return oneByOne(requests, (request) => this.#score(request, signal), signal);
  }

  async #evaluation(genotype: Genotype, signal: AbortSignal): Promise<Evaluation> {
    const { space, values, kept } = this.plan;
    const front = kept.front();
    const request = { ...this.#requestOf(genotype), ...(front.length === 0 ? {} : { keptLast: front }) };
    const report = await this.#train(request, signal);
    const completed = fromArchitecture(space, report.genes);
    await values.refresh();
    const known = values.of(completed, report.validation.accuracy);
    if (known !== undefined && report.network !== undefined) kept.add(report.network, known);
    const outcome: Outcome =
      known === undefined
        ? { kind: "failed", genotype, reason: "a cost of the network that tier 2 chose is not known" }
        : { kind: "evaluated", genotype, values: known };
    const network = networkRecord(space, completed);
    return { ...outcome, network, measurements: [this.#measurementOf(network, report, request.seed)] };
  }

  async #score(request: ScoreRequest, signal: AbortSignal): Promise<CheapScore> {
    const { search, train } = this.plan.scoreEpochs[request.fidelity];
    const full = this.#requestOf(request.genotype);
    const shortened = { ...full, searchEpochs: search, trainEpochs: train, keepsNetwork: false };
    const { validation } = await this.#train(shortened, signal);
    return { kind: "scored", ...request, value: validation.accuracy };
  }

  /** Trains in the first lane that this run leaves free. */
  async #train(request: FusionRequest, signal: AbortSignal): Promise<FusionReport> {
    let lane = 0;
    while (this.#lanes.has(lane)) lane++;
    this.#lanes.add(lane);
    try {
      return await this.plan.trainer.train(request, signal, lane);
    } finally {
      this.#lanes.delete(lane);
    }
  }

  #requestOf(genotype: Genotype): FusionRequest {
    const { task, space, tierOne, operatorCosts } = this.plan;
    const genes = toArchitecture(tierOne, genotype);
    const weight = operatorCosts === undefined ? 0 : COST_WEIGHT;
    return {
      task: task.id,
      space: space.spec.id,
      ...ownComposition(space.spec),
      ...defined({ score: task.score }),
      genes,
      costs: operatorCosts ?? UNKNOWN_OPERATOR_COSTS,
      costWeights: { latency: weight, energy: weight },
      seed: trainingSeed(this.plan.seed, genes),
      keepsNetwork: true,
    };
  }

  #measurementOf({ id }: NetworkRecord, report: FusionReport, seed: number): Measurement {
    const { task, space } = this.plan;
    const { validation, examples, training, seconds, network } = report;
    return {
      id: contentId("training", task.id, id, training, seed, validation.accuracy),
      space: space.spec.id,
      architecture: id,
      origin: "search: trained by this service",
      retracted: false,
      subject: "task",
      task: task.id,
      accuracy: fraction(validation.accuracy),
      repeats: 1,
      fidelity: { split: "validation", training, seeds: [seed], seconds },
      ...defined({ examples, network }),
    };
  }
}

/** Asks one question after the other; ends without an error once `signal` is aborted. */
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
