import { NotEnoughData } from "../src/base/errors.js";
import { calibrationFactor } from "./calibration.js";
import { outOfSample } from "./cross-validation.js";
import { FAMILIES, familyNamed } from "./families/index.js";
import { createEncoder } from "./features/encoder.js";
import type { Family, FitOptions, Matrix, Predictor, Quality, TrainingSet } from "./port.js";
import { assemble, constantGenes, intervals } from "./predictor.js";
import { assess } from "./quality.js";
import { STATE_FORMAT, type StoredPredictor } from "./revive.js";
import { fitTransform, type Transform, transformKinds } from "./transforms.js";

export interface TrainOptions {
  readonly seed: number;
  /** Undefined: chosen by cross-validation. */
  readonly family?: string;
  /** An earlier predictor of the same metric and space: training starts from it, and keeps its family and scale. */
  readonly warmStart?: Predictor;
}

const LEAST_ROWS = 4;

/**
 * Trains a predictor. Deterministic given the set and the seed.
 *
 * @throws NotEnoughData for fewer than four networks; InvalidInput for an unknown family
 */
export function trainPredictor(set: TrainingSet, options: TrainOptions): Predictor {
  const rows = set.genotypes.length;
  if (rows < LEAST_ROWS) {
    throw new NotEnoughData(
      "metric",
      `a predictor needs ${LEAST_ROWS} networks with a known ${set.metric}; there are ${rows}`,
    );
  }
  const extras = set.extras.map(({ name }) => name);
  const encoder = createEncoder(set.space, extras);
  const features = encoder.encode(set.genotypes, set.extras);
  const earlier = options.warmStart?.state as StoredPredictor | undefined;
  const fitOptions: FitOptions = {
    seed: options.seed,
    groups: encoder.groups,
    ...(earlier === undefined ? {} : { warmStart: earlier.regressor }),
  };
  const families = options.family === undefined ? FAMILIES : [familyNamed(options.family)];
  const chosen = choose(
    set,
    features,
    fitOptions,
    earlier === undefined ? families : [familyNamed(earlier.family)],
    earlier,
  );
  return finish(set, features, fitOptions, chosen, extras);
}

interface Candidate {
  readonly family: Family;
  readonly transform: Transform;
  readonly targets: Float64Array;
  readonly calibration: number;
  readonly quality: Quality;
}

function choose(
  set: TrainingSet,
  features: Matrix,
  options: FitOptions,
  families: readonly Family[],
  earlier: StoredPredictor | undefined,
): Candidate {
  const kinds = earlier === undefined ? transformKinds(set.metric) : [earlier.transform.kind];
  const candidates = families.flatMap((family) =>
    kinds.map((kind) => candidate(set, features, options, family, fitTransform(kind, set.values))),
  );
  return candidates.reduce((best, other) => (score(other) > score(best) ? other : best));
}

function candidate(
  set: TrainingSet,
  features: Matrix,
  options: FitOptions,
  family: Family,
  transform: Transform,
): Candidate {
  const targets = transform.toLatent(set.values);
  const left = outOfSample(family, features, targets, options);
  const calibration = calibrationFactor(left, targets);
  const sd = left.sd.map((s) => s * calibration);
  const quality = assess(intervals(transform, { mean: left.mean, sd }), set.values);
  return { family, transform, targets, calibration, quality };
}

const score = ({ quality }: Candidate): number => quality.kendallTau;

function finish(
  set: TrainingSet,
  features: Matrix,
  options: FitOptions,
  { family, transform, targets, calibration, quality }: Candidate,
  extras: readonly string[],
): Predictor {
  const regressor = family.fit(features, targets, options);
  const constant = constantGenes(set.space, set.genotypes);
  const trainedOn = set.genotypes.length;
  const state: StoredPredictor = {
    version: STATE_FORMAT,
    metric: set.metric,
    family: family.name,
    trainedOn,
    quality,
    constant: [...constant],
    extras,
    transform: transform.state,
    calibration,
    regressor: regressor.state,
  };
  return assemble({
    space: set.space,
    family: family.name,
    trainedOn,
    quality,
    constant,
    extras,
    transform,
    regressor,
    calibration,
    state,
  });
}
