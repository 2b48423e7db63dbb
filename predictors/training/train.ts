import { defined, optional } from "../../src/base/defined.js";
import { NotEnoughData } from "../../src/base/errors.js";
import { stateOf } from "../families/index.js";
import type { MlpTrainer } from "../families/mlp/port.js";
import { stackOf } from "../families/stack.js";
import { type Columns, createEncoder } from "../features/encoder.js";
import type { FitOptions, Predictor, Regressor, TrainingSet } from "../port.js";
import { assemble, constantGenes } from "../predictor.js";
import { STATE_FORMAT, type StoredPredictor } from "../revive.js";
import { likeliestScale } from "../scale.js";
import { transformKinds } from "../transforms.js";
import { type Arena, type Contender, calibratedQuality, contend, contestOf, winner } from "./selection.js";

export interface TrainOptions {
  readonly seed: number;
  /** Undefined: chosen by cross-validation. */
  readonly family?: string;
  /** Estimated seconds that may be spent on cross-validating families beside the Gaussian process; 1 unless told. */
  readonly budget?: number;
  /** Trains networks; only the family `mlp-ensemble` needs it. */
  readonly mlp?: MlpTrainer;
  /** An earlier predictor of the same metric and space: training starts from it, and keeps its family and scale. */
  readonly warmStart?: Predictor;
}

const LEAST_ROWS = 4;
/** Up to so many networks, the extra columns alone may tell more than with all that the genes say beside them. */
const A_HANDFUL = 50;
const BUDGET = 1;

/**
 * Trains a predictor. Deterministic given the set and the options. First the scale of the target is chosen, see
 * `likeliestScale`, then (unless given) the family or the stack of families, see `contend` and `winner`. From a handful of
 * networks whose extra columns are known (what another device makes of them, say), it learns from these alone or from all features,
 * whichever is closer. The reported quality is that of the cross-validation.
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
  const [first, ...others] = columnsFor(set, options).map((columns) => entriesFor(set, options, columns));
  return finish(
    set,
    others.reduce((a, b) => (b.best.quality.mae < a.best.quality.mae ? b : a), first),
  );
}

function columnsFor({ genotypes, extras }: TrainingSet, { warmStart }: TrainOptions): readonly Columns[] {
  if (warmStart !== undefined) return [(warmStart.state as StoredPredictor).columns];
  return extras.length > 0 && genotypes.length <= A_HANDFUL ? ["all", "extras"] : ["all"];
}

/** What contends on some columns. */
interface Entries {
  readonly columns: Columns;
  readonly arena: Arena;
  readonly contenders: readonly Contender[];
  readonly best: Contender;
}

function entriesFor(set: TrainingSet, options: TrainOptions, columns: Columns): Entries {
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
  const arena: Arena = { features, values: set.values, scale, options: fitOptions };
  const contenders = contend(arena, options.family ?? earlier?.family, options.budget ?? BUDGET);
  return { columns, arena, contenders, best: winner(contenders) };
}

function finish(set: TrainingSet, { columns, arena, contenders, best }: Entries): Predictor {
  const { regressor, leftOutSd } = fitMembers(best, arena);
  const left = { mean: best.left.mean, sd: leftOutSd };
  const { calibration, quality } = calibratedQuality(arena.scale, left, set.values);
  const constant = constantGenes(set.space, set.genotypes);
  const parts = {
    family: best.name,
    trainedOn: set.genotypes.length,
    quality,
    contest: contestOf(contenders, best, arena.scale, columns),
    extras: set.extras.map(({ name }) => name),
    columns,
    calibration,
  };
  const state: StoredPredictor = {
    version: STATE_FORMAT,
    metric: set.metric,
    ...parts,
    constant: [...constant],
    transform: arena.scale.transform.state,
    regressor: regressor.state,
  };
  return assemble({
    space: set.space,
    ...parts,
    constant,
    transform: arena.scale.transform,
    regressor,
    state,
  });
}

/** All rows are fitted; the standard deviations are those of the final fits where these tell, else of the folds' fits. */
function fitMembers(
  { members }: Contender,
  { features, scale, options }: Arena,
): { readonly regressor: Regressor; readonly leftOutSd: Float64Array } {
  const fitted = members.map(({ family, left }) => {
    if (left.fitted !== undefined) return left.fitted;
    const start = stateOf(family, options.warmStart);
    return family.fit(features, scale.targets, {
      seed: options.seed,
      groups: options.groups,
      ...defined({ mlp: options.mlp, warmStart: start, foldStarts: left.starts }),
    });
  });
  const leftOutSd = new Float64Array(features.rows);
  members.forEach(({ left, weight }, m) => {
    const sd = fitted[m].leftOutSd ?? left.sd;
    for (let r = 0; r < leftOutSd.length; r++) leftOutSd[r] += weight * sd[r];
  });
  const weights = Float64Array.from(members, ({ weight }) => weight);
  return { regressor: fitted.length === 1 ? fitted[0] : stackOf(fitted, weights), leftOutSd };
}
