import { Z90 } from "../src/base/statistics/normal.js";
import type { Space } from "../src/space/space.js";
import { type Genotype, OPEN } from "../src/space/types.js";
import { type Columns, createEncoder } from "./features/encoder.js";
import type {
  Contest,
  ExtraFeature,
  Matrix,
  Predictions,
  Predictor,
  PredictorState,
  Quality,
  Regressor,
} from "./port.js";
import { type Calibration, calibrated } from "./training/calibration.js";
import type { Transform } from "./transforms.js";

/** The parts of a predictor. */
export interface PredictorParts {
  readonly space: Space;
  readonly family: string;
  readonly trainedOn: number;
  readonly quality: Quality;
  readonly contest: Contest;
  /** For each gene, its choice (an index), INACTIVE or OPEN if all training networks agree; VARIED otherwise. */
  readonly constant: Uint8Array;
  /** Names of the extra columns. */
  readonly extras: readonly string[];
  readonly columns: Columns;
  readonly transform: Transform;
  readonly regressor: Regressor;
  readonly calibration: Calibration;
  readonly state: PredictorState;
}

/** Marks a gene that was not the same in all training networks. */
export const VARIED = 253;

/** Finds what is constant over the training networks (at least one), in the form of `PredictorParts.constant`. */
export function constantGenes(space: Space, genotypes: readonly Genotype[]): Uint8Array {
  return Uint8Array.from(space.genes, (_, p) => {
    const first = genotypes[0][p];
    return genotypes.every((genotype) => genotype[p] === first) ? first : VARIED;
  });
}

/** Puts a predictor together from its parts. */
export function assemble(parts: PredictorParts): Predictor {
  const { space, transform, regressor, calibration, constant, state } = parts;
  const encoder = createEncoder(space, parts.extras, parts.columns);
  const features = (genotypes: readonly Genotype[], extras: readonly ExtraFeature[] = []): Matrix =>
    encoder.encode(genotypes, ordered(parts.extras, extras, genotypes.length));
  const latent: Predictor["latent"] = (genotypes, extras) => {
    const predicted = regressor.predict(features(genotypes, extras));
    return { mean: predicted.mean, sd: calibrated(calibration, predicted) };
  };
  const extrapolation = (genotypes: readonly Genotype[]) =>
    Uint8Array.from(genotypes, (genotype) => (isOutside(constant, genotype) ? 1 : 0));
  return {
    metric: state.metric,
    family: parts.family,
    trainedOn: parts.trainedOn,
    quality: parts.quality,
    contest: parts.contest,
    extras: parts.extras,
    frozen: [...constant].flatMap((choice, position) => (choice < VARIED ? [{ position, choice }] : [])),
    latent,
    predict: (genotypes, extras) => ({
      ...intervals(transform, latent(genotypes, extras)),
      extrapolated: extrapolation(genotypes),
    }),
    estimate: (genotypes, extras) => {
      const columns = features(genotypes, extras);
      const mean = regressor.means?.(columns) ?? regressor.predict(columns).mean;
      return { value: transform.toNatural(mean), extrapolated: extrapolation(genotypes) };
    },
    natural: (values) => transform.toNatural(values),
    toLatent: (values) => transform.toLatent(values),
    state,
  };
}

/** Converts latent means and calibrated standard deviations to values and 90 % intervals in natural units. */
export function intervals(
  transform: Transform,
  { mean, sd }: ReturnType<Predictor["latent"]>,
): Omit<Predictions, "extrapolated"> {
  const low = transform.toNatural(mean.map((m, i) => m - Z90 * sd[i]));
  const high = transform.toNatural(mean.map((m, i) => m + Z90 * sd[i]));
  return {
    value: transform.toNatural(mean),
    lower: low.map((x, i) => Math.min(x, high[i])),
    upper: low.map((x, i) => Math.max(x, high[i])),
  };
}

/** Whether a network differs from all training networks in a gene that was constant there. */
function isOutside(constant: Uint8Array, genotype: Genotype): boolean {
  for (let p = 0; p < constant.length; p++) {
    if (constant[p] !== VARIED && constant[p] !== genotype[p] && genotype[p] !== OPEN) return true;
  }
  return false;
}

/**
 * Sorts extra columns into the order of training.
 * @throws RangeError if one is missing or has another length than `rows`
 */
function ordered(
  names: readonly string[],
  given: readonly ExtraFeature[],
  rows: number,
): readonly ExtraFeature[] {
  return names.map((name) => {
    const extra = given.find((candidate) => candidate.name === name);
    if (extra === undefined || extra.values.length !== rows) {
      throw new RangeError(`this predictor needs the column ${name}, with one value per architecture`);
    }
    return extra;
  });
}
