/**
 * Logarithms of the kernel's parameters, in one vector for the optimiser: the relevance of each group, then the variance
 * of the Matern part, the variance of the linear part, and the noise variance (targets have variance 1).
 */
export type Hyperparameters = Float64Array;

export const EXTRA_PARAMETERS = 3;

/** Normal priors on the logarithms: mean and standard deviation. Weak, but they keep a fit on 20 rows sane. */
const PRIOR = {
  relevanceTotal: Math.log(0.5),
  relevanceSd: 1.5,
  matern: [0, 1],
  linear: [0, 1.5],
  noise: [Math.log(0.02), 1.5],
} as const;

/** Outside these the kernel matrix is numerically singular or says nothing. */
const LEAST_NOISE = Math.log(1e-6);

/** Where the prior is densest: a fit starts there unless it is warm-started. */
export function defaultHyperparameters(groups: number): Hyperparameters {
  const theta = new Float64Array(groups + EXTRA_PARAMETERS).fill(PRIOR.relevanceTotal - Math.log(groups));
  theta[groups] = PRIOR.matern[0];
  theta[groups + 1] = PRIOR.linear[0];
  theta[groups + 2] = PRIOR.noise[0];
  return theta;
}

/** Adds the gradient of the prior's negative logarithm to `gradient` and returns its value up to a constant. */
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

export function isSane(theta: Hyperparameters): boolean {
  return theta.every((t) => Math.abs(t) < 25) && theta[theta.length - 1] > LEAST_NOISE;
}
