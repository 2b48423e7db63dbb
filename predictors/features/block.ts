import type { Genotype } from "../../src/space/types.js";

/** Some columns of the feature matrix that belong together. */
export interface FeatureBlock {
  readonly names: readonly string[];
  /** For each column its group within the block, from 0 without gaps. */
  readonly groups: readonly number[];
  /** Writes the block's columns for one genotype at `data[offset...]`, which holds zeros. */
  write(genotype: Genotype, data: Float64Array, offset: number): void;
  /** Positions of genes whose own columns the block makes superfluous. */
  readonly replaces?: ReadonlySet<number>;
  /** Positions of genes whose own columns form one group: the block says where they matter. */
  readonly joins?: ReadonlySet<number>;
  /** The same function without what cannot matter (edges that lead nowhere), for what is computed from it. */
  simplify?(genotype: Genotype): Genotype;
}
