import type { Genotype } from "../src/space/types.js";
import type { Predictor } from "./port.js";

/** The floor of costs in ms or mJ, which keeps logarithms finite. */
const LEAST_COST = 1e-6;

/** The logarithms of the costs that a predictor says networks have, which few-shot models of other devices read. */
export const logCosts = (predictor: Predictor, genotypes: readonly Genotype[]): Float64Array =>
  predictor.estimate(genotypes).value.map((cost) => Math.log(Math.max(cost, LEAST_COST)));

/** What a predictor says of networks on its latent scale, on which smaller is better and differences count. */
export const latentValues = (predictor: Predictor, genotypes: readonly Genotype[]): Float64Array =>
  predictor.toLatent(predictor.estimate(genotypes).value);
