import type { Genotype } from "../../src/space/types.js";

/** Some columns of the feature matrix that belong together. */
export interface FeatureBlock {
  readonly names: readonly string[];
  /** For each column its group within the block, from 0 without gaps. */
  readonly groups: readonly number[];
  /** Writes the block's columns for one genotype at `data[offset...]`, which holds zeros. */
  write(genotype: Genotype, data: Float64Array, offset: number): void;
}
