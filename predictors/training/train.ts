import { defined, optional } from "../../src/base/defined.js";
import { InvalidInput, NotEnoughData } from "../../src/base/errors.js";
import { stateOf } from "../families/index.js";
import type { MlpTrainer } from "../families/mlp/port.js";
import { stackOf } from "../families/stack.js";
import { type Columns, createEncoder } from "../features/encoder.js";
import { FEW_SHOT } from "../few-shot/family.js";
import type { FitOptions, Predictor, Regressor, TrainingSet } from "../port.js";
import { assemble, constantGenes } from "../predictor.js";
import { type StoredPredictor, stateFormat } from "../revive.js";
import { likeliestScale } from "../scale.js";
import { transformKinds } from "../transforms.js";
import { FEW_NETWORKS, fewShotSelection, MOST_NETWORKS, suitsFewShot } from "./few-shot.js";
import {
  type Contender,
  calibratedQuality,
  contestOf,
  crossValidateFamilies,
  type ValidationData,
  winner,
} from "./selection.js";

/** How a predictor is trained. */
export interface TrainOptions {
  readonly seed: number;
  /** The family to train, or `stack`; chosen by cross-validation if absent. */
  readonly family?: string;
  /** Time, in estimated seconds, to cross-validate families other than the Gaussian process; 1 if absent. */
  readonly budget?: number;
  /** Trains neural networks; only the family `mlp-ensemble` needs it. */
  readonly mlp?: MlpTrainer;
  /**
   * An earlier predictor of the same metric and space, from which training takes its start, family, columns and scale.
   */
  readonly warmStart?: Predictor;
}

const LEAST_ROWS = 4;
/** With at most this many networks, the extra columns alone may predict better than together with all features. */
const MOST_FOR_EXTRAS_ALONE = 50;
const BUDGET = 1;

/**
 * Trains a predictor; the result is determined by the set and the options. First the latent scale of the target is
 * chosen (`likeliestScale`), then, unless one is given, the family or the stack of families (`crossValidateFamilies`
 * and `winner`). With at most 50 networks and extra columns, such as predictions for another device, the predictor
 * learns either from all features or from the extra columns alone, whichever has the smaller mean absolute error in
 * cross-validation. The reported quality is that of the cross-validation.
 *
 * @example
 * const predictor = trainPredictor({ space, metric: "latency", genotypes, values, extras: [] }, { seed: 1 });
 * const { value, lower, upper } = predictor.predict(others); // ms, with 90 % intervals
 *
 * @throws NotEnoughData (field `metric`) for fewer than four networks; InvalidInput (field `family`) for an unknown
 * family or one that needs a trainer that is not given
 */
export function trainPredictor(set: TrainingSet, options: TrainOptions): Predictor {
  const rows = set.genotypes.length;
  if (rows < LEAST_ROWS) {
    throw new NotEnoughData(
      "metric",
      `a predictor needs ${LEAST_ROWS} networks with a known ${set.metric}; there are ${rows}`,
    );
  }
  const [first, ...others] = selectionsOf(set, options);
  return finish(others.reduce((a, b) => (b.best.quality.mae < a.best.quality.mae ? b : a), first));
}

/** The selections to compare. Of few costs it is the few-shot model's alone. */
function selectionsOf(set: TrainingSet, options: TrainOptions): readonly Selection[] {
  const family = options.warmStart?.family ?? options.family;
  const isFewShot = suitsFewShot(set) && (family === undefined || family === FEW_SHOT);
  if (options.family === FEW_SHOT && !isFewShot) {
    throw new InvalidInput(
      "family",
      `${FEW_SHOT} learns from at most ${MOST_NETWORKS} latencies or energies, ` +
        "of a built-in space or beside those of other devices",
    );
  }
  if (!isFewShot) return othersThanFewShot(set, options);
  const few: Selection = { ...fewShotSelection(set, options.seed), columns: "workload" };
  const isAlone = family === FEW_SHOT || set.genotypes.length <= FEW_NETWORKS;
  return isAlone ? [few] : [...othersThanFewShot(set, options), few];
}

/** A few-shot model is no start for another one: its columns and its scale are others. */
function othersThanFewShot(set: TrainingSet, { warmStart, ...rest }: TrainOptions): readonly Selection[] {
  const options = { ...rest, ...(warmStart?.family === FEW_SHOT ? {} : defined({ warmStart })) };
  return columnsFor(set, options).map((columns) => selectFamily(set, options, columns));
}

/** The choices of columns to compare. */
function columnsFor({ genotypes, extras }: TrainingSet, { warmStart }: TrainOptions): readonly Columns[] {
  if (warmStart !== undefined) return [(warmStart.state as StoredPredictor).columns];
  return extras.length > 0 && genotypes.length <= MOST_FOR_EXTRAS_ALONE ? ["all", "extras"] : ["all"];
}

/** The selection of a family that learns from certain columns. */
interface Selection {
  readonly set: TrainingSet;
  readonly columns: Columns;
  readonly data: ValidationData;
  /** Absent if nothing was compared. */
  readonly contenders?: readonly Contender[];
  readonly best: Contender;
}

/** Chooses the scale and the family for certain columns. */
function selectFamily(set: TrainingSet, options: TrainOptions, columns: Columns): Selection {
  const earlier = options.warmStart?.state as StoredPredictor | undefined;
  const encoder = createEncoder(
    set.space,
    set.extras.map(({ name }) => name),
    columns,
  );
  const features = encoder.encode(set.genotypes, set.extras);
  const fitOptions: FitOptions = {
    seed: options.seed,
    groups: encoder.groupsFor(set.metric),
    ...defined({ mlp: options.mlp, warmStart: optional(earlier, (earlier) => earlier.regressor) }),
  };
  const kinds = earlier === undefined ? transformKinds(set.metric) : [earlier.transform.kind];
  const scale = likeliestScale(kinds, features, set.values, fitOptions);
  const data: ValidationData = { features, values: set.values, scale, options: fitOptions };
  const contenders = crossValidateFamilies(data, options.family ?? earlier?.family, options.budget ?? BUDGET);
  return { set, columns, data, contenders, best: winner(contenders) };
}

/** Fits the selected family to all rows, calibrates it, and puts the predictor together. */
function finish({ set, columns, data, contenders, best }: Selection): Predictor {
  const { regressor, leftOutSd } = fitMembers(best, data);
  const leftOut = { mean: best.leftOut.mean, sd: leftOutSd };
  const { calibration, quality } = calibratedQuality(data.scale, leftOut, set.values, best.name);
  const constant = constantGenes(set.space, set.genotypes);
  const parts = {
    family: best.name,
    trainedOn: set.genotypes.length,
    quality,
    contest: contestOf(contenders ?? [best], best, data.scale, columns),
    extras: set.extras.map(({ name }) => name),
    columns,
    calibration,
  };
  const state: StoredPredictor = {
    version: stateFormat(best.name),
    metric: set.metric,
    ...parts,
    constant: [...constant],
    transform: data.scale.transform.state,
    regressor: regressor.state,
  };
  return assemble({
    space: set.space,
    ...parts,
    constant,
    transform: data.scale.transform,
    regressor,
    state,
  });
}

/**
 * Fits the members of a contender to all rows. The standard deviations, one per row without having seen it, come from
 * these fits if the family has a closed form, otherwise from the cross-validation.
 */
function fitMembers(
  { members }: Contender,
  { features, scale, options }: ValidationData,
): { readonly regressor: Regressor; readonly leftOutSd: Float64Array } {
  const fitted = members.map(({ family, leftOut }) => {
    if (leftOut.fitted !== undefined) return leftOut.fitted;
    const start = stateOf(family, options.warmStart);
    return family.fit(features, scale.targets, {
      seed: options.seed,
      groups: options.groups,
      ...defined({ mlp: options.mlp, warmStart: start, foldStarts: leftOut.starts }),
    });
  });
  const leftOutSd = new Float64Array(features.rows);
  members.forEach(({ leftOut, weight }, m) => {
    const sd = fitted[m].leftOutSd ?? leftOut.sd;
    for (let r = 0; r < leftOutSd.length; r++) leftOutSd[r] += weight * sd[r];
  });
  const weights = Float64Array.from(members, ({ weight }) => weight);
  return { regressor: fitted.length === 1 ? fitted[0] : stackOf(fitted, weights), leftOutSd };
}
