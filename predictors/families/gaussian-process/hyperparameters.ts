/**
 * The logarithms of the kernel's parameters, in one vector for the optimiser: the relevance of each group, then the
 * variance of the Matern kernel, the variance of the linear kernel, and the noise variance. The targets have variance
 * 1.
 */
export type Hyperparameters = Float64Array;

/** Number of parameters after the relevances. */
export const EXTRA_PARAMETERS = 3;

/** Normal priors on the logarithms, each with mean and standard deviation. They are weak, but stabilise small fits. */
const PRIOR = {
  /** Logarithm of the sum of all relevances at the mean of the prior, which the groups share equally. */
  relevanceTotal: Math.log(0.5),
  relevanceSd: 1.5,
  matern: [0, 1],
  linear: [0, 1.5],
  noise: [Math.log(0.02), 1.5],
} as const;

/** With less noise, the kernel matrix is numerically singular. */
const LEAST_NOISE = Math.log(1e-6);

/** The mode of the prior, from which a fit starts unless it is warm-started. */
export function defaultHyperparameters(groups: number): Hyperparameters {
  const theta = new Float64Array(groups + EXTRA_PARAMETERS).fill(PRIOR.relevanceTotal - Math.log(groups));
  theta[groups] = PRIOR.matern[0];
  theta[groups + 1] = PRIOR.linear[0];
  theta[groups + 2] = PRIOR.noise[0];
  return theta;
}

/** Adds the gradient of the prior's negative logarithm to `gradient`, and returns its value up to a constant. */
export function penalise(theta: Hyperparameters, gradient: Float64Array): number {
  const groups = theta.length - EXTRA_PARAMETERS;
  const mean = PRIOR.relevanceTotal - Math.log(groups);
  let value = 0;
  const add = (i: number, centre: number, sd: number): void => {
    const z = (theta[i] - centre) / sd;
    value += 0.5 * z * z;
    gradient[i] += z / sd;
  };
  for (let g = 0; g < groups; g++) add(g, mean, PRIOR.relevanceSd);
  add(groups, ...PRIOR.matern);
  add(groups + 1, ...PRIOR.linear);
  add(groups + 2, ...PRIOR.noise);
  return value;
}

/** Whether the kernel matrix of these hyperparameters is neither numerically singular nor without information. */
export function isWithinBounds(theta: Hyperparameters): boolean {
  return theta.every((t) => Math.abs(t) < 25) && theta[theta.length - 1] > LEAST_NOISE;
}
