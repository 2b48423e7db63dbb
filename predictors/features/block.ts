import type { Genotype } from "../../src/space/types.js";

/** What a column bears on: the function that a network computes (accuracy), its cost (latency and energy), or both. */
export type Bearing = "function" | "cost" | "both";

/** A block of columns of the feature matrix that belong together. */
export interface FeatureBlock {
  readonly names: readonly string[];
  /** The group of each column within the block, from 0 without gaps. */
  readonly groups: readonly number[];
  /** What each column bears on; absent if every column bears on both. */
  readonly bearing?: readonly Bearing[];
  /** Indices of columns that improve predictions but make the models of a search overconfident (ADR 0020). */
  readonly fine?: ReadonlySet<number>;
  /** Writes the block's columns for one genotype to `data`, from `offset` on, where `data` holds zeros. */
  write(genotype: Genotype, data: Float64Array, offset: number): void;
  /** Positions of genes that need no columns of their own, because the block describes them. */
  readonly replaces?: ReadonlySet<number>;
  /** Positions of genes whose own columns form one group, because the block says where the genes have an effect. */
  readonly joins?: ReadonlySet<number>;
  /** Removes what has no effect on a network's function (edges that lead nowhere), for features of the rest. */
  simplify?(genotype: Genotype): Genotype;
}
