import { invertLower } from "../linear-algebra/cholesky.js";
import type { OutOfSample } from "../port.js";
import type { Evidence, Hypothesis } from "./evidence.js";

/** A hypothesis with its fit and its weight in the mixture. */
export interface Weighted {
  readonly hypothesis: Hypothesis;
  readonly evidence: Evidence;
  readonly weight: number;
}

/**
 * The power to which evidence is raised. Below 1, hypotheses that a few measurements happen to favour do not exclude
 * the others (Grunwald & van Ommen, Bayesian Analysis 12, 2017).
 */
const POWER = 0.8;
/** Hypotheses with a smaller share of the largest weight are left out, and those beyond this number. */
const LEAST_SHARE = 1e-3;
const MOST = 120;

/** Weighs hypotheses by their evidence. The weights sum to 1; the largest comes first. */
export function weigh(
  fits: readonly { readonly hypothesis: Hypothesis; readonly evidence: Evidence }[],
): readonly Weighted[] {
  const sorted = fits.toSorted((a, b) => b.evidence.logEvidence - a.evidence.logEvidence);
  const share = ({ evidence }: (typeof fits)[number]): number =>
    Math.exp(POWER * (evidence.logEvidence - sorted[0].evidence.logEvidence));
  const kept = sorted.slice(0, MOST).filter((fit) => share(fit) >= LEAST_SHARE);
  const total = kept.reduce((sum, fit) => sum + share(fit), 0);
  return kept.map((fit) => ({ ...fit, weight: share(fit) / total }));
}

/**
 * Predicts each training row by the mixture without it. Per hypothesis this has a closed form (Rasmussen & Williams,
 * eq. 5.12), also for its evidence without the row, from which the weights follow.
 * @param y the n centred targets
 */
export function leaveOneOut(mixture: readonly Weighted[], y: Float64Array): OutOfSample {
  const n = y.length;
  const own = mixture.map(({ evidence }) => {
    const inverse = invertLower(evidence.factor, n);
    const mean = new Float64Array(n);
    const variance = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      let precision = 0;
      for (let k = i; k < n; k++) precision += inverse[k * n + i] ** 2;
      variance[i] = 1 / precision;
      mean[i] = y[i] - evidence.weights[i] / precision;
    }
    return { logEvidence: evidence.logEvidence, mean, variance };
  });
  const result = { mean: new Float64Array(n), sd: new Float64Array(n) };
  for (let i = 0; i < n; i++) {
    const logs = own.map(
      ({ logEvidence, mean, variance }) =>
        POWER * (logEvidence + 0.5 * ((y[i] - mean[i]) ** 2 / variance[i] + Math.log(variance[i]))),
    );
    const most = Math.max(...logs);
    const shares = logs.map((log) => Math.exp(log - most));
    const total = shares.reduce((a, b) => a + b, 0);
    let mean = 0;
    let square = 0;
    own.forEach((fit, h) => {
      const weight = shares[h] / total;
      mean += weight * fit.mean[i];
      square += weight * (fit.variance[i] + fit.mean[i] ** 2);
    });
    result.mean[i] = mean;
    result.sd[i] = Math.sqrt(Math.max(square - mean ** 2, Number.MIN_VALUE));
  }
  return result;
}
