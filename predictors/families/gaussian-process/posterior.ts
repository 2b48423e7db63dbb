import { kernels } from "../../linear-algebra/simd/kernels.js";
import type { Matrix, OutOfSample } from "../../port.js";
import type { ConditionedModel, Evaluator } from "./evaluator.js";
import type { Scaling } from "./groups.js";
import type { Hyperparameters } from "./hyperparameters.js";
import { covariances, type KernelInputs, kernelInputs, scratchFor } from "./inputs.js";
import { conditioned, leaveOneOut } from "./leave-one-out.js";
import { PlainEvaluator } from "./plain-evaluator.js";
import { VectorEvaluator } from "./vector-evaluator.js";

/** A fitted model: everything that predictions need. */
export interface GaussianProcessModel {
  readonly theta: Hyperparameters;
  readonly scaling: Scaling;
  /** Training rows, with raw columns. */
  readonly features: Matrix;
  /** Latent targets of the training rows. */
  readonly targets: Float64Array;
}

/** The posterior of a model. */
export class Posterior implements Evaluator {
  readonly leaveOneOut: OutOfSample;
  readonly #evaluator: Evaluator;

  /** @throws RangeError if the covariance matrix is not positive definite */
  constructor({ theta, scaling, features, targets }: GaussianProcessModel) {
    const inputs = kernelInputs(features, scaling, theta);
    const all = conditioned(covarianceOf(inputs, features), targets);
    this.leaveOneOut = leaveOneOut(all, targets);
    this.#evaluator = evaluatorOf({ inputs, ...all });
  }

  predict(features: Matrix): OutOfSample {
    return this.#evaluator.predict(features);
  }

  means(features: Matrix): Float64Array {
    return this.#evaluator.means(features);
  }
}

function evaluatorOf(model: ConditionedModel): Evaluator {
  const vectors = kernels();
  return vectors === undefined ? new PlainEvaluator(model) : new VectorEvaluator(model, vectors);
}

/** The covariance of the training rows with noise, row-major, lower triangle. */
function covarianceOf(inputs: KernelInputs, { rows, columns, data }: Matrix): Float64Array {
  const scratch = scratchFor(inputs);
  const all = new Float64Array(rows * rows);
  const row = new Float64Array(rows);
  for (let r = 0; r < rows; r++) {
    covariances(inputs, data, r * columns, row, scratch);
    all.set(row.subarray(0, r + 1), r * rows);
    all[r * rows + r] += inputs.noise;
  }
  return all;
}
