import type { ExtraFeature, Predictor, TrainingSet } from "./port.js";
import { type TrainOptions, trainPredictor } from "./train.js";

/** A predictor of the same metric on another device, over the same space. */
export interface TransferSource {
  readonly name: string;
  readonly predictor: Predictor;
}

/** What the sources predict, on their latent scales (logarithms of cost, standardised), as extra columns. */
export function sourceColumns(
  sources: readonly TransferSource[],
  genotypes: TrainingSet["genotypes"],
): ExtraFeature[] {
  return sources.map(({ name, predictor }) => ({ name, values: predictor.latent(genotypes).mean }));
}

/**
 * Few-shot transfer: a predictor for a new device from a handful of its measurements and what the predictors of other
 * devices say. Learns from their predictions alone, or from them and the usual features, whichever is closer in
 * cross-validation. It needs `sourceColumns` of the same sources at prediction, too.
 */
export function trainFromSources(
  set: TrainingSet,
  sources: readonly TransferSource[],
  options: Pick<TrainOptions, "seed" | "family" | "mlp">,
): Predictor {
  const extended = { ...set, extras: [...set.extras, ...sourceColumns(sources, set.genotypes)] };
  const alone = trainPredictor(extended, { ...options, columns: "extras" });
  const together = trainPredictor(extended, { ...options, columns: "all" });
  return together.quality.mae < alone.quality.mae ? together : alone;
}
