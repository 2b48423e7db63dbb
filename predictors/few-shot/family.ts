import { pack, unpack } from "../encoding.js";
import type { Family, FitOptions, Matrix, OutOfSample, Regressor, RegressorState } from "../port.js";
import type { ColumnRoles } from "./columns.js";
import { type Hypothesis, hypotheses } from "./evidence.js";
import { type MainColumn, mainColumns } from "./mains.js";
import { leaveOneOut, type Weighted, weigh } from "./mixture.js";
import { centreMains, type FewShotModel, FewShotPosterior, TrainingRows } from "./posterior.js";

/** The name under which predictors of few measurements are stored. */
export const FEW_SHOT = "few-shot";

/**
 * A predictor of a cost from 5 to 50 measurements, everything known of other devices, and the workload of networks. It
 * is a mixture of Gaussian processes. Each follows one main column with a slope of about 1; which one, and how far to
 * trust everything else, is weighed by the evidence of the measurements (Hoeting et al., Bayesian Model Averaging,
 * Statistical Science 14, 1999). Targets must be logarithms of cost, up to a constant, not standardised. It learns
 * from the columns `workload` of `createEncoder`, and needs `FitOptions.roles`.
 */
export const fewShot: Family = {
  name: FEW_SHOT,
  fit: (features, targets, options) => fitFewShot(features, targets, options).fitted,
  crossValidate: fitFewShot,
  revive: (state) => regressor(reviveModel(state)),
};

/**
 * Fits the mixture, and predicts each row by the mixture without it.
 * @throws RangeError without `options.roles`, or if there is neither a source nor a workload
 */
export function fitFewShot(features: Matrix, targets: Float64Array, options: FitOptions) {
  const { data, rows, candidates, mixture } = fitMixture(features, targets, options);
  const leftOut = leaveOneOut(mixture, rows.y);
  const mean = leftOut.mean.map((x) => x + rows.mean);
  const fitted = regressor(modelOf(data, candidates, mixture));
  return { mean, sd: leftOut.sd, fitted } satisfies OutOfSample;
}

/** Fits every hypothesis, and weighs them. */
function fitMixture({ data: all }: Matrix, targets: Float64Array, options: FitOptions) {
  const { roles, knownNoise } = options;
  if (roles === undefined) throw new RangeError("a few-shot model must be told the roles of its columns");
  const known = knownNoise ?? new Float64Array(targets.length);
  const data = { roles, data: all, targets, known };
  const rows = new TrainingRows(data);
  const candidates = mainColumns(rows.parts, roles.sources, roles.quantities);
  if (candidates.length === 0) throw new RangeError("a few-shot model needs a source or a known workload");
  const mains = centreMains(candidates, rows, roles);
  const priors = candidates.map(({ logPrior }) => logPrior);
  const mixture = weigh(
    hypotheses(priors, roles.sources > 0).flatMap((hypothesis) => {
      const evidence = rows.fit(hypothesis, mains[hypothesis.main].values);
      return evidence === undefined ? [] : [{ hypothesis, evidence }];
    }),
  );
  return { data, rows, candidates, mixture };
}

/**
 * The weight of the hypotheses that follow each source, alone or in a group, which counts in equal parts.
 * @throws RangeError as `fitFewShot` does
 */
export function supportOfSources(features: Matrix, targets: Float64Array, options: FitOptions): Float64Array {
  const { data, candidates, mixture } = fitMixture(features, targets, options);
  const support = new Float64Array(data.roles.sources);
  for (const { hypothesis, weight } of mixture) {
    const { sources } = candidates[hypothesis.main];
    for (const source of sources) support[source] += weight / sources.length;
  }
  return support;
}

/** Keeps the main columns that the mixture uses. */
function modelOf(
  data: Pick<FewShotModel, "roles" | "data" | "targets" | "known">,
  candidates: readonly MainColumn[],
  mixture: readonly Weighted[],
): FewShotModel {
  const used = [...new Set(mixture.map(({ hypothesis }) => hypothesis.main))];
  return {
    ...data,
    mains: used.map((main) => candidates[main]),
    hypotheses: mixture.map(({ hypothesis }) => ({ ...hypothesis, main: used.indexOf(hypothesis.main) })),
    weights: Float64Array.from(mixture, ({ weight }) => weight),
  };
}

function regressor(model: FewShotModel): Regressor {
  const posterior = new FewShotPosterior(model);
  return {
    predict: ({ data, rows }) => posterior.predict(data, rows),
    means: ({ data, rows }) => posterior.means(data, rows),
    state: stateOf(model),
  };
}

function stateOf({ roles, data, targets, known, mains, hypotheses, weights }: FewShotModel): RegressorState {
  const packed = ({ mean, sd }: ColumnRoles["features"]) => ({ mean: pack(mean), sd: pack(sd) });
  return {
    family: FEW_SHOT,
    roles: { ...roles, features: packed(roles.features), workload: packed(roles.workload) },
    data: pack(data),
    targets: pack(targets),
    known: pack(known),
    mains,
    hypotheses,
    weights: pack(weights),
  };
}

interface PackedRoles {
  readonly features: { readonly mean: string; readonly sd: string };
  readonly workload: { readonly mean: string; readonly sd: string };
  readonly quantities: number;
  readonly sources: number;
}

function reviveModel(state: RegressorState): FewShotModel {
  const roles = state.roles as PackedRoles;
  const unpacked = ({ mean, sd }: PackedRoles["features"]) => ({ mean: unpack(mean), sd: unpack(sd) });
  return {
    roles: { ...roles, features: unpacked(roles.features), workload: unpacked(roles.workload) },
    data: unpack(state.data),
    targets: unpack(state.targets),
    known: unpack(state.known),
    mains: state.mains as readonly MainColumn[],
    hypotheses: state.hypotheses as readonly Hypothesis[],
    weights: unpack(state.weights),
  };
}
