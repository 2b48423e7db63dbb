import { defined } from "../src/base/defined.js";
import { gaussianProcess } from "./families/gaussian-process/index.js";
import type { FitOptions, Matrix, OutOfSample, RegressorState } from "./port.js";
import { outOfSample } from "./training/cross-validation.js";
import { fitTransform, type Transform, type TransformKind } from "./transforms.js";

/** A scale of the target, and what a Gaussian process says of each row without it there. */
export interface Scale {
  readonly transform: Transform;
  readonly targets: Float64Array;
  readonly left: OutOfSample;
}

/**
 * The scale on which a Gaussian process finds rows that it has not seen likeliest, in natural units (Snelson, Rasmussen &
 * Ghahramani, Warped Gaussian Processes, NIPS 2003, eq. 6, with the cross-validated likelihood of Rasmussen & Williams,
 * eq. 5.11). Each scale's fits start from those of the one before.
 *
 * @param kinds at least one
 */
export function likeliestScale(
  kinds: readonly TransformKind[],
  features: Matrix,
  values: Float64Array,
  options: FitOptions,
): Scale {
  let best: Scale | undefined;
  let most = Number.NEGATIVE_INFINITY;
  let foldStarts: readonly RegressorState[] | undefined;
  for (const kind of kinds) {
    const transform = fitTransform(kind, values);
    const targets = transform.toLatent(values);
    const left = outOfSample(gaussianProcess, features, targets, {
      ...options,
      ...defined({ foldStarts }),
    });
    foldStarts = left.starts;
    const likelihood = logLikelihood(left, targets) + transform.logDensity(values);
    if (best === undefined || likelihood > most) {
      best = { transform, targets, left };
      most = likelihood;
    }
  }
  if (best === undefined) throw new RangeError("a target needs at least one scale");
  return best;
}

/** Of normal predictions, up to a constant. */
function logLikelihood({ mean, sd }: OutOfSample, targets: Float64Array): number {
  return targets.reduce((sum, y, i) => sum - 0.5 * ((y - mean[i]) / sd[i]) ** 2 - Math.log(sd[i]), 0);
}
