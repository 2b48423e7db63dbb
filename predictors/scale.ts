import { defined } from "../src/base/defined.js";
import { gaussianProcess } from "./families/gaussian-process/index.js";
import type { FitOptions, Matrix, OutOfSample, RegressorState } from "./port.js";
import { outOfSample } from "./training/cross-validation.js";
import { fitTransform, type Transform, type TransformKind } from "./transforms.js";

/** A latent scale of the target, and the cross-validation of a Gaussian process on it. */
export interface Scale {
  readonly transform: Transform;
  /** The training values on the latent scale. */
  readonly targets: Float64Array;
  /** Predictions of each row by a Gaussian process that did not see it. */
  readonly leftOut: OutOfSample;
}

/**
 * Chooses the scale on which a Gaussian process gives the rows that it has not seen the highest likelihood, in natural
 * units (Snelson, Rasmussen & Ghahramani, Warped Gaussian Processes, NIPS 2003, eq. 6, with the cross-validated
 * likelihood of Rasmussen & Williams, eq. 5.11). The fits on each scale start from those on the scale before.
 *
 * @param kinds the scales to try, at least one
 * @param features row-major (n, columns)
 * @param values n values in natural units
 * @throws RangeError if `kinds` is empty
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
    const leftOut = outOfSample(gaussianProcess, features, targets, {
      ...options,
      ...defined({ foldStarts }),
    });
    foldStarts = leftOut.starts;
    const likelihood = logLikelihood(leftOut, targets) + transform.logDensity(values);
    if (best === undefined || likelihood > most) {
      best = { transform, targets, leftOut };
      most = likelihood;
    }
  }
  if (best === undefined) throw new RangeError("a target needs at least one scale");
  return best;
}

/** The log likelihood of targets under independent normal predictions, up to a constant. */
function logLikelihood({ mean, sd }: OutOfSample, targets: Float64Array): number {
  return targets.reduce((sum, y, i) => sum - 0.5 * ((y - mean[i]) / sd[i]) ** 2 - Math.log(sd[i]), 0);
}
