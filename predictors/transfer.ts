import type { ExtraFeature, Predictor, TrainingSet } from "./port.js";

/** A predictor of the same metric on another device, over the same space. */
export interface TransferSource {
  readonly name: string;
  readonly predictor: Predictor;
}

/** The floor of costs in ms or mJ, which keeps logarithms finite. */
const LEAST_COST = 1e-6;

/** The logarithms of the costs that a predictor says networks have. */
export const logCosts = (predictor: Predictor, genotypes: TrainingSet["genotypes"]): Float64Array =>
  predictor.estimate(genotypes).value.map((cost) => Math.log(Math.max(cost, LEAST_COST)));

/** What a predictor says of networks on its latent scale, on which smaller is better and differences count. */
export const latentValues = (predictor: Predictor, genotypes: TrainingSet["genotypes"]): Float64Array =>
  predictor.toLatent(predictor.estimate(genotypes).value);

/**
 * Few-shot transfer to a new device: the logarithms of the costs predicted for other devices become extra columns of
 * its predictor, which needs the columns of the same sources for every prediction.
 * @returns one column per source, with one number per genotype
 */
export const sourceColumns = (
  sources: readonly TransferSource[],
  genotypes: TrainingSet["genotypes"],
): ExtraFeature[] => sources.map(({ name, predictor }) => ({ name, values: logCosts(predictor, genotypes) }));
