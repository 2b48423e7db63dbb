import type { ArchitectureId, DeviceId } from "../base/ids.js";
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

/** A network whose objectives are known, in natural units and in the order of the problem's objectives. */
export interface Evaluated {
  readonly genotype: Genotype;
  readonly values: readonly number[];
}

/** What a strategy may see: genes, declared structure, objectives, limits. Never the table behind the evaluator. */
export interface Problem {
  readonly space: Space;
  readonly objectives: readonly Objective[];
  readonly limits: Limits;
  /** The networks that can be evaluated, one per distinct network, where the evaluator can name them; else the whole space. */
  readonly candidates?: readonly Genotype[];
}

/**
 * Proposes networks (ask) and learns what they are worth (tell). Deterministic: the same problem, seed and history of
 * tells give the same proposals; so a run is resumed by telling a new strategy the acknowledged evaluations in order.
 * `ask` returns at most `count` distinct networks, none of them told or pending before; none left: an empty list.
 */
export interface Strategy {
  ask(count: number): Promise<readonly Genotype[]>;
  tell(batch: readonly Evaluated[]): void;
  /** How many proposals the strategy would like per ask. */
  readonly batchSize: number;
}

export type StrategyName = "surrogate" | "nsga2" | "random";

/** A network handed out for evaluation, and what came back. `failed` networks count against the budget and are not asked again. */
export type Outcome =
  | { readonly kind: "evaluated"; readonly genotype: Genotype; readonly values: readonly number[] }
  | { readonly kind: "failed"; readonly genotype: Genotype; readonly reason: string };

/**
 * Turns genotypes into objective values. Yields each outcome as soon as it is there, in any order; the caller stores it
 * before it asks for the next (an outcome that was stored is acknowledged and never asked for again). Networks that the
 * evaluator knows to be the same function come back under the representative's genotype. Aborting `signal` ends it.
 */
export interface Evaluator {
  readonly candidates?: readonly Genotype[];
  evaluate(genotypes: readonly Genotype[], signal: AbortSignal): AsyncIterable<Outcome>;
}

/** Stable names of what a point of a run stands for. */
export interface RunPoint {
  readonly architecture: ArchitectureId;
  readonly values: readonly number[];
}
