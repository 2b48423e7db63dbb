import type { ExtraFeature, Predictor, TrainingSet } from "./port.js";

/** A predictor of the same metric on another device, over the same space. */
export interface TransferSource {
  readonly name: string;
  readonly predictor: Predictor;
}

/**
 * Few-shot transfer: what the sources predict, on their latent scales (logarithms of cost, standardised), as extra columns of a
 * predictor for a new device. It needs those of the same sources at prediction, too.
 */
export function sourceColumns(
  sources: readonly TransferSource[],
  genotypes: TrainingSet["genotypes"],
): ExtraFeature[] {
  return sources.map(({ name, predictor }) => ({ name, values: predictor.latent(genotypes).mean }));
}
