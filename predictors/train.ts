import { NotEnoughData } from "../src/base/errors.js";
import { type Calibration, calibrate, calibrated } from "./calibration.js";
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
  /** `extras`: the extra columns are all that is learnt from; for a handful of rows. */
  readonly columns?: "all" | "extras";
}

const LEAST_ROWS = 4;

/**
 * Trains a predictor. Deterministic given the set and the seed. The family (unless given) and the scale of the target are
 * those with the best cross-validated score, see `score`; the reported quality is that of the cross-validation.
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
  const earlier = options.warmStart?.state as StoredPredictor | undefined;
  const extras = set.extras.map(({ name }) => name);
  const columns = earlier?.columns ?? options.columns ?? "all";
  const encoder = createEncoder(set.space, extras, columns);
  const features = encoder.encode(set.genotypes, set.extras);
  const fitOptions: FitOptions = {
    seed: options.seed,
    groups: encoder.groupsFor(set.metric),
    ...(earlier === undefined ? {} : { warmStart: earlier.regressor }),
  };
  const families = familiesFor(options.family ?? earlier?.family, features);
  const kinds = earlier === undefined ? transformKinds(set.metric) : [earlier.transform.kind];
  const candidates = families.flatMap((family) =>
    kinds.map((kind) => candidate(set, features, fitOptions, family, fitTransform(kind, set.values))),
  );
  const spread = marginalScore(set.values);
  const best = candidates.reduce((a, b) =>
    score(b, spread) > score(a, spread) + (b.family === a.family ? 0 : MARGIN) ? b : a,
  );
  return finish(set, features, fitOptions, best, { extras, columns });
}

function familiesFor(name: string | undefined, { rows, columns }: Matrix): readonly Family[] {
  if (name !== undefined) return [familyNamed(name)];
  return FAMILIES.filter((family) => family.isCheap?.(rows, columns) ?? true);
}

interface Candidate {
  readonly family: Family;
  readonly transform: Transform;
  readonly targets: Float64Array;
  readonly calibration: Calibration;
  readonly quality: Quality;
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
  const calibration = calibrate(left, targets);
  const sd = calibrated(calibration, left);
  const quality = assess(intervals(transform, { mean: left.mean, sd }), set.values);
  return { family, transform, targets, calibration, quality };
}

/** Ranking comes first: searches and fronts live on it. */
const WEIGHT = 0.2;
/** By how much a later family must win: less is noise of the cross-validation, and families come in order of trust. */
const MARGIN = 0.02;

/**
 * Ranking (Kendall's tau) less a fifth of the interval score as a share of what the same interval score is without any features:
 * the second is a proper score, so it rewards likelihood, and it compares scales of the target in natural units.
 */
const score = ({ quality }: Candidate, spread: number): number =>
  quality.kendallTau - (WEIGHT * quality.intervalScore90) / spread;

/** The interval score of the central 90 % of the values themselves. */
function marginalScore(values: Float64Array): number {
  const sorted = values.slice().sort();
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))];
  const lower = values.map(() => at(0.05));
  const upper = values.map(() => at(0.95));
  return Math.max(assess({ value: values, lower, upper }, values).intervalScore90, Number.MIN_VALUE);
}

function finish(
  set: TrainingSet,
  features: Matrix,
  options: FitOptions,
  { family, transform, targets, calibration, quality }: Candidate,
  columns: { readonly extras: readonly string[]; readonly columns: "all" | "extras" },
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
    ...columns,
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
    ...columns,
    transform,
    regressor,
    calibration,
    state,
  });
}
