import type { ArchitectureId } from "../base/ids.js";
import type { Evaluator, Objective, Resolve } from "../search/ports.js";
import type { Genotype } from "../space/types.js";

/** A table of known values to replay: row r is `genotypes[r]`, `ids[r]` and `values[m][r]` for objective m. */
export interface ReplayTable {
  readonly genotypes: readonly Genotype[];
  readonly ids: readonly ArchitectureId[];
  /** Per objective of the problem, in natural units; NaN where it was not measured. */
  readonly values: readonly Float64Array[];
  /** Per cheap score of the problem; NaN where it was not measured. */
  readonly scores?: readonly Float64Array[];
  /** Per row, the row that stands for it: rows with the same representative are one function. */
  readonly representative?: Int32Array;
}

/** An evaluator that replays a table, and what it replays: for benchmarks, which must know the true front. */
export interface TableReplay extends Evaluator {
  readonly candidates: readonly Genotype[];
  readonly resolve: Resolve;
  /** Per objective, the value of each candidate. No strategy may see it. */
  readonly values: readonly Float64Array[];
  /** Networks of the table that miss an objective or are too fast to be true. */
  readonly leftOut: number;
}

/** Makes the evaluator of a table; `seed` breaks ties between equally near candidates. */
export type TableReplayFactory = (
  table: ReplayTable,
  objectives: readonly Objective[],
  seed: number,
) => TableReplay;
