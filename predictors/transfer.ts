import type { ExtraFeature, Predictor, TrainingSet } from "./port.js";

/** A predictor of the same metric on another device, over the same space. */
export interface TransferSource {
  readonly name: string;
  readonly predictor: Predictor;
}

/** What a predictor says of networks on its latent scale, on which smaller is better and differences count. */
export const latentValues = (predictor: Predictor, genotypes: TrainingSet["genotypes"]): Float64Array =>
  predictor.toLatent(predictor.estimate(genotypes).value);

/**
 * Few-shot transfer to a new device: the predictions for other devices become extra columns of its predictor. They are
 * on the latent scales of the sources (standardised logarithms of cost). The predictor needs the columns of the same
 * sources for every prediction.
 * @returns one column per source, with one number per genotype
 */
export function sourceColumns(
  sources: readonly TransferSource[],
  genotypes: TrainingSet["genotypes"],
): ExtraFeature[] {
  return sources.map(({ name, predictor }) => ({ name, values: latentValues(predictor, genotypes) }));
}
