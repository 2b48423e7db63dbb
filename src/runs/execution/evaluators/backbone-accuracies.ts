import { familyNamed } from "../../../../predictors/families/index.js";
import type { Matrix, Regressor } from "../../../../predictors/port.js";
import { fromArchitecture } from "../../../space/architecture.js";
import type { Space } from "../../../space/space.js";
import type { Genotype } from "../../../space/types.js";
import type { BackboneScores } from "../../network-trainer.js";

/** Weight of cross-entropy [nats] against accuracy: too small to outweigh one more correct example. */
const CROSS_ENTROPY_WEIGHT = 1e-5;

/** The model of the scores that are not known: few rows, of smooth effects of single genes and pairs of them. */
const FAMILY = "gaussian-process";

/**
 * Returns the accuracy of each network of a modality: its score (cross-entropy breaks ties) or, where it was not
 * scored, what a model of the scores predicts. The model is fitted when it is first needed. A supernet with more
 * networks than can be scored has the scores of a sample.
 *
 * @param genes positions of the modality's genes in `space`
 */
export function accuracyOf(
  networks: BackboneScores["networks"],
  space: Space,
  genes: readonly number[],
): (genotype: Genotype) => number {
  const scored = networks.map(({ genes: own, accuracy, crossEntropy }) => ({
    genotype: fromArchitecture(space, own),
    value: accuracy - CROSS_ENTROPY_WEIGHT * crossEntropy,
  }));
  const keyOf = (genotype: Genotype) => genes.map((p) => genotype[p]).join();
  const known = new Map(scored.map(({ genotype, value }) => [keyOf(genotype), value]));
  const rows = oneHot(
    genes,
    scored.map(({ genotype }) => genotype),
  );
  let model: ((genotype: Genotype) => number) | undefined;
  return (genotype) => {
    const value = known.get(keyOf(genotype));
    if (value !== undefined) return value;
    model ??= modelOf(
      rows,
      scored.map((each) => each.value),
    );
    return model(genotype);
  };
}

/** Encodes genotypes: one column for each choice of each gene, inactive ones included, that occurs in `examples`. */
function oneHot(genes: readonly number[], examples: readonly Genotype[]) {
  const columns = genes.flatMap((gene, group) =>
    [...new Set(examples.map((genotype) => genotype[gene]))]
      .sort()
      .map((choice) => ({ gene, choice, group })),
  );
  const encode = (genotypes: readonly Genotype[]): Matrix => ({
    rows: genotypes.length,
    columns: columns.length,
    data: Float64Array.from({ length: genotypes.length * columns.length }, (_, i) => {
      const { gene, choice } = columns[i % columns.length];
      return genotypes[Math.floor(i / columns.length)][gene] === choice ? 1 : 0;
    }),
  });
  return { encode, features: encode(examples), groups: Int32Array.from(columns, ({ group }) => group) };
}

function modelOf(
  { encode, features, groups }: ReturnType<typeof oneHot>,
  values: readonly number[],
): (genotype: Genotype) => number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  if (sd === 0) return () => mean;
  const targets = Float64Array.from(values, (value) => (value - mean) / sd);
  const fitted: Regressor = familyNamed(FAMILY).fit(features, targets, { seed: 1, groups });
  return (genotype) => mean + sd * fitted.predict(encode([genotype])).mean[0];
}
