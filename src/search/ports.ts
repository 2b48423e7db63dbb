import type { DeviceId } from "../base/ids.js";
import type { Metric } from "../base/metric.js";
import type { Space } from "../space/space.js";
import type { Genotype } from "../space/types.js";

/** One thing a search optimises: a metric, of a device where it is a cost (several devices may be searched at once). */
export interface Objective {
  readonly metric: Metric;
  readonly device?: DeviceId;
}

/** Limits in natural units, on the objectives (by position) a feasible network keeps; undefined: no limit. */
export type Limits = readonly (number | undefined)[];

/**
 * The network that evaluating `proposal` would in fact evaluate: the one that stands for it, or, where the evaluator does
 * not have it, the nearest one that is not taken; undefined if none is left. Tells nothing about any value.
 */
export type Resolve = (proposal: Genotype, isTaken: (network: Genotype) => boolean) => Genotype | undefined;

/**
 * A cheaper score of a network that tells something of its accuracy (fewer epochs, inherited weights), in any unit and
 * direction. `cost`: the price of one, as a share of an evaluation, above 0 and below 1.
 */
export interface CheapFidelity {
  readonly name: string;
  readonly cost: number;
}

/** A cheap score to be measured: `fidelity` is its position among those of the problem. */
export interface ScoreRequest {
  readonly genotype: Genotype;
  readonly fidelity: number;
}

/** A measured cheap score; undefined where the evaluator has none of this network. Paid for either way. */
export interface CheapScore extends ScoreRequest {
  readonly kind: "scored";
  readonly value: number | undefined;
}

/** What a strategy may see: genes, declared structure, objectives, limits. Never the table behind the evaluator. */
export interface Problem {
  readonly space: Space;
  readonly objectives: readonly Objective[];
  readonly limits: Limits;
  /**
   * By position, which objectives are optimised; absent: all. Another one only has to keep its limit: every comparison counts
   * it as one value where it does, and as infeasible where it does not; one without a limit counts nothing.
   */
  readonly optimised?: readonly boolean[];
  /** The networks that can be evaluated, one per distinct network, where the evaluator can name them; else the whole space. */
  readonly candidates?: readonly Genotype[];
  /** Given where a network is made of backbones that are worth something on their own. */
  readonly modalities?: readonly Modality[];
  /** What is known of every network from elsewhere, at no cost: other tasks and devices. */
  readonly related?: readonly ObjectiveColumn[];
  /** Cheaper scores of accuracy that the evaluator offers. */
  readonly fidelities?: readonly CheapFidelity[];
  /** Given wherever the evaluator answers some proposals under another network's genotype. */
  readonly resolve?: Resolve;
}

/** A number known of every network that tells something of one objective, in any unit and direction. */
export interface ObjectiveColumn {
  readonly name: string;
  /** Position of the one objective that it bears on. */
  readonly objective: number;
  /** One finite number per network, always the same. */
  values(networks: readonly Genotype[]): Float64Array;
}

/** One modality of a multimodal space: its backbone's genes, and what a backbone is worth without the others. */
export interface Modality {
  /** Positions in the space of the problem. */
  readonly genes: readonly number[];
  /** In the order of the problem's objectives, in natural units: the score and the costs of `genotype`'s backbone alone. */
  valuesOf(genotype: Genotype): readonly number[];
}

/**
 * Proposes networks (ask) and learns what they are worth (tell). Deterministic: the same problem, seed and history of
 * tells give the same proposals; so a run is resumed by telling a new strategy the acknowledged findings in order, and
 * goes on as if it had never stopped, in the middle of a batch too. `ask` returns at most `count` distinct networks, none
 * of them told or pending before; an empty list: nothing is left, or nothing before more of what is pending is told.
 */
export interface Strategy {
  ask(count: number): Promise<readonly Genotype[]>;
  tell(batch: readonly Outcome[]): void;
  /**
   * Cheap scores that the strategy would rather have before it asks again, none of them told before; none: it asks. What was
   * asked for and not told is asked for again. Only of strategies that have a use for scores; `budget` is what may be spent
   * on them, in evaluations.
   */
  askScores?(budget: number): Promise<readonly ScoreRequest[]>;
  tellScores?(scores: readonly CheapScore[]): void;
  /**
   * By which share of the hypervolume that is known the strategy expects `count` more evaluations to raise it; undefined where
   * too little is known to say. Only of strategies that model the objectives.
   */
  expectedGain?(count: number): number | undefined;
  /** How many proposals the strategy would like per ask. */
  readonly batchSize: number;
}

/** A network handed out for evaluation, and what came back. `failed` networks count against the budget and are not asked again. */
export type Outcome =
  | { readonly kind: "evaluated"; readonly genotype: Genotype; readonly values: readonly number[] }
  | { readonly kind: "failed"; readonly genotype: Genotype; readonly reason: string };

/** What a run pays for: evaluations, and cheap scores. */
export type Finding = Outcome | CheapScore;

/**
 * Turns genotypes into objective values. Yields each outcome as soon as it is there, in any order; the caller stores it
 * before it asks for the next (an outcome that was stored is acknowledged and never asked for again). Networks that the
 * evaluator knows to be the same function come back under the representative's genotype: the one that `resolve` names.
 * Aborting `signal` ends it without an error. `Evaluated`: outcomes may carry more, which `runSearch` passes on.
 */
export interface Evaluator<Evaluated extends Outcome = Outcome> {
  readonly candidates?: readonly Genotype[];
  readonly resolve?: Resolve;
  evaluate(genotypes: readonly Genotype[], signal: AbortSignal): AsyncIterable<Evaluated>;
  /**
   * Given where cheap scores are offered; answers each request, in any order. The caller stores a score before it asks for the
   * next. Aborting `signal` ends it without an error.
   */
  score?(requests: readonly ScoreRequest[], signal: AbortSignal): AsyncIterable<CheapScore>;
}
