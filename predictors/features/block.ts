import type { Genotype } from "../../src/space/types.js";

/** What a column bears on: what the network computes (its accuracy), what it takes to run it (latency, energy), or both. */
export type Bearing = "function" | "cost" | "both";

/** Some columns of the feature matrix that belong together. */
export interface FeatureBlock {
  readonly names: readonly string[];
  /** For each column its group within the block, from 0 without gaps. */
  readonly groups: readonly number[];
  /** For each column what it bears on; absent: both. */
  readonly bearing?: readonly Bearing[];
  /** Columns, by number within the block, that sharpen predictions but make a search too sure of itself (ADR 0020). */
  readonly fine?: ReadonlySet<number>;
  /** Writes the block's columns for one genotype at `data[offset...]`, which holds zeros. */
  write(genotype: Genotype, data: Float64Array, offset: number): void;
  /** Positions of genes whose own columns the block makes superfluous. */
  readonly replaces?: ReadonlySet<number>;
  /** Positions of genes whose own columns form one group: the block says where they matter. */
  readonly joins?: ReadonlySet<number>;
  /** The same function without what cannot matter (edges that lead nowhere), for what is computed from it. */
  simplify?(genotype: Genotype): Genotype;
}
