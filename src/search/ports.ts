import type { DeviceId } from "../base/ids.js";
import type { Metric } from "../base/metric.js";
import type { Space } from "../space/space.js";
import type { Genotype } from "../space/types.js";

/** One objective of a search: a metric and, for a cost metric, its device. A search may span several devices. */
export interface Objective {
  readonly metric: Metric;
  readonly device?: DeviceId;
}

/** The limits that a feasible network keeps, one per objective, in natural units (fraction, ms, mJ) or undefined. */
export type Limits = readonly (number | undefined)[];

/**
 * Finds the network that is evaluated if `proposal` is asked for: the network that represents it or, if the evaluator
 * does not have it, the nearest network for which `isTaken` is false. Undefined if none is left. The answer does not
 * depend on any objective value.
 */
export type Resolve = (proposal: Genotype, isTaken: (network: Genotype) => boolean) => Genotype | undefined;

/**
 * A kind of cheap score: a number that is correlated with a network's accuracy and costs less than an evaluation (a
 * low-fidelity evaluation, such as a training of fewer epochs). It may have any unit and direction.
 */
export interface CheapFidelity {
  readonly name: string;
  /** Price of one score, as a fraction of an evaluation: above 0 and below 1. */
  readonly cost: number;
}

/** A cheap score to be measured. */
export interface ScoreRequest {
  readonly genotype: Genotype;
  /** Position of the score's kind in `Problem.fidelities`. */
  readonly fidelity: number;
}

/** The answer to a score request, which is paid for even if the evaluator has no score (`value` is undefined). */
export interface CheapScore extends ScoreRequest {
  readonly kind: "scored";
  readonly value: number | undefined;
}

/** A search problem as strategies see it. They never see the table behind the evaluator. */
export interface Problem {
  readonly space: Space;
  readonly objectives: readonly Objective[];
  readonly limits: Limits;
  /**
   * Which objectives are optimised, by position; all if absent. An objective that is not optimised only has to keep its
   * limit: comparisons take all values within the limit as equal and values beyond it as infeasible. Without a limit it
   * has no influence.
   */
  readonly optimised?: readonly boolean[];
  /** The distinct networks that can be evaluated, if the evaluator can list them; otherwise the whole space. */
  readonly candidates?: readonly Genotype[];
  /** Present if a network consists of backbones that can be scored on their own. */
  readonly modalities?: readonly Modality[];
  /** Knowledge about every network from other tasks and devices, available at no cost. */
  readonly related?: readonly ObjectiveColumn[];
  /** The kinds of cheap scores that the evaluator offers. */
  readonly fidelities?: readonly CheapFidelity[];
  /**
   * What is known of single objectives before the search begins, at no cost and for certain. A network whose known
   * value breaks a limit is never proposed.
   */
  readonly known?: readonly KnownObjective[];
  /** Predictors that are the prior of an objective's model, at most one per objective. */
  readonly priors?: readonly ObjectivePrior[];
  /** Present if the evaluator answers some proposals under the genotype of another network. */
  readonly resolve?: Resolve;
}

/** What is known of one objective before a search begins. */
export interface KnownObjective {
  /** Position of the objective. */
  readonly objective: number;
  /** Networks whose value is known, to which models can be fitted; there may be more of them. */
  readonly networks: readonly Genotype[];
  /** Whether the value of every network is known. */
  readonly isComplete: boolean;
  /** The value of each network in natural units; NaN where it is not known. Always the same for the same network. */
  valuesOf(networks: readonly Genotype[]): Float64Array;
  /**
   * A bound of each network's value: the value is this or worse. NaN where there is none. It is absent where only the
   * values themselves are known.
   */
  boundsOf?(networks: readonly Genotype[]): Float64Array;
  /** An expected value of each network where its value is not known; the first networks are chosen by it. */
  estimatesOf?(networks: readonly Genotype[]): Float64Array;
}

/**
 * What a predictor that has learnt from networks known before a search believes of one objective: a normal distribution
 * per network, on the predictor's latent scale. There, smaller is better, for every metric.
 */
export interface ObjectivePrior {
  /** Position of the objective. */
  readonly objective: number;
  /** One mean and one standard deviation (above 0) per network; always the same for the same network. */
  latent(networks: readonly Genotype[]): { readonly mean: Float64Array; readonly sd: Float64Array };
  /** Converts natural values to the latent scale, and `toNatural` converts them back. */
  toLatent(values: Float64Array): Float64Array;
  toNatural(latent: Float64Array): Float64Array;
  /** Whether the predictor may have learnt from the network, so that its error there is smaller than elsewhere. */
  hasLearnt(network: Genotype): boolean;
}

/** A feature that is known for every network and correlated with one objective, in any unit and direction. */
export interface ObjectiveColumn {
  readonly name: string;
  /** Position of that objective. */
  readonly objective: number;
  /** One finite number per network; always the same number for the same network. */
  values(networks: readonly Genotype[]): Float64Array;
}

/** One modality of a multimodal space: the genes of its backbone, and the values of a backbone without the others. */
export interface Modality {
  /** Positions of the backbone's genes in the space of the problem. */
  readonly genes: readonly number[];
  /** Values of the backbone in `genotype` alone, in natural units and in the order of the problem's objectives. */
  valuesOf(genotype: Genotype): readonly number[];
}

/**
 * A search strategy: proposes networks (`ask`) and learns from their outcomes (`tell`). Strategies are deterministic:
 * the same problem, seed and sequence of tells give the same proposals. A run is therefore resumed by telling a new
 * instance the acknowledged findings in order; it goes on as if it had never stopped, even in the middle of a batch.
 */
export interface Strategy {
  /**
   * Proposes at most `count` distinct networks, none of which was told or is pending. An empty list means that no
   * network is left, or that the strategy needs outcomes of pending networks first.
   * @param pending all networks that are out and have no outcome yet, in the order in which they were handed out. It is
   * given where networks are evaluated in parallel. A strategy that keeps its own list may ignore it, and may hand out
   * again a network that an earlier instance had handed out.
   */
  ask(count: number, pending?: readonly Genotype[]): Promise<readonly Genotype[]>;
  /** Learns outcomes, in any order; those of networks that were told before are ignored. */
  tell(batch: readonly Outcome[]): void;
  /**
   * The cheap scores that the strategy wants to have before the next `ask`, none of which was told before. An empty
   * list means that it is ready to ask. Scores that were requested and not told are requested again. Absent in
   * strategies that do not use scores.
   * @param budget the most that may be spent on the scores, in evaluations
   */
  askScores?(budget: number): Promise<readonly ScoreRequest[]>;
  tellScores?(scores: readonly CheapScore[]): void;
  /**
   * The increase in hypervolume that the strategy expects from `count` more evaluations, as a fraction of the known
   * hypervolume; undefined while too little is known. Absent in strategies that do not model the objectives.
   */
  expectedGain?(count: number): number | undefined;
  /** The number of networks that the strategy prefers to propose per `ask`. */
  readonly batchSize: number;
}

/**
 * The outcome of an evaluation; `values` are in natural units and in the order of the objectives. A failed network
 * counts against the budget and is not proposed again.
 */
export type Outcome =
  | { readonly kind: "evaluated"; readonly genotype: Genotype; readonly values: readonly number[] }
  | { readonly kind: "failed"; readonly genotype: Genotype; readonly reason: string };

/** What a run pays for: the outcome of an evaluation, or a cheap score. */
export type Finding = Outcome | CheapScore;

/**
 * Turns genotypes into objective values. The outcomes may carry more fields than `Outcome` has (the type parameter),
 * which `runSearch` passes on to `onFinding`.
 */
export interface Evaluator<DetailedOutcome extends Outcome = Outcome> {
  /** The distinct networks that can be evaluated, if they can be listed. */
  readonly candidates?: readonly Genotype[];
  readonly resolve?: Resolve;
  /**
   * Yields every outcome as soon as it is there, in any order. The caller stores it before it asks for the next one; a
   * stored outcome is acknowledged and is never asked for again. Networks that the evaluator knows to compute the same
   * function are answered under the genotype of their representative, which `resolve` names. Aborting `signal` ends the
   * iteration without an error.
   */
  evaluate(genotypes: readonly Genotype[], signal: AbortSignal): AsyncIterable<DetailedOutcome>;
  /**
   * Answers every request, in any order; present if cheap scores are offered. The caller stores a score before it asks
   * for the next one. Aborting `signal` ends the iteration without an error.
   */
  score?(requests: readonly ScoreRequest[], signal: AbortSignal): AsyncIterable<CheapScore>;
}
