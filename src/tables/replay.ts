import type { ArchitectureId } from "../base/ids.js";
import type { Evaluator, Objective, Resolve } from "../search/ports.js";
import type { Genotype } from "../space/types.js";

/**
 * A table of known values to replay. Row r consists of `genotypes[r]`, `ids[r]`, and `values[m][r]` for objective m.
 */
export interface ReplayTable {
  readonly genotypes: readonly Genotype[];
  readonly ids: readonly ArchitectureId[];
  /** The values per objective of the problem, in natural units; NaN where not measured. */
  readonly values: readonly Float64Array[];
  /** The values per cheap score of the problem; NaN where not measured. */
  readonly scores?: readonly Float64Array[];
  /** The smallest latency [ms] that is kept; without it, every latency is. */
  readonly minLatency?: number;
  /** The row that stands for each row: rows with the same representative compute the same function. */
  readonly representative?: Int32Array;
}

/**
 * An evaluator that replays a table, with the content of the table for benchmarks, which must know the true front.
 */
export interface TableReplay extends Evaluator {
  readonly candidates: readonly Genotype[];
  readonly resolve: Resolve;
  /** The value of each candidate, per objective. A strategy must not see it. */
  readonly values: readonly Float64Array[];
  /** The number of networks left out because they lack an objective or their latency is below `minLatency`. */
  readonly leftOut: number;
}

/** Makes the evaluator of a table; `seed` breaks ties between equally near candidates. */
export type TableReplayFactory = (
  table: ReplayTable,
  objectives: readonly Objective[],
  seed: number,
) => TableReplay;
