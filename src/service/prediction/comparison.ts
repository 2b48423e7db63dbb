import type { Quality } from "../../../predictors/port.js";
import { assess, intervalScores } from "../../../predictors/quality.js";
import { kendallTau } from "../../../predictors/ranking.js";
import type { OutOfFold } from "./cross-validation.js";

/** Whether a new predictor is put into use, and why. */
export interface Decision {
  readonly promoted: boolean;
  readonly reason: string;
}

/**
 * A figure counts as not worse if it is worse by at most this much: absolute for Kendall tau, relative for the score.
 */
const TOLERANCE = 0.01;
/** The largest number of groups that the jackknife leaves out in turn. */
const MOST_GROUPS = 20;

/** The quality over several rounds of predictions of the same networks: the mean of each figure. */
export function meanQuality(rounds: readonly OutOfFold[], truth: Float64Array): Quality {
  const qualities = rounds.map((round) => assess(round, truth));
  const fields = Object.keys(qualities[0]) as (keyof Quality)[];
  const mean = (field: keyof Quality) =>
    qualities.reduce((sum, quality) => sum + quality[field], 0) / qualities.length;
  return Object.fromEntries(fields.map((field) => [field, mean(field)])) as unknown as Quality;
}

/**
 * Decides between the predictions of a new predictor and of the one in use for the same networks. The new one is not
 * worse unless its ranking or its interval score is worse by more than the tolerance and by more than one standard
 * error of the difference. The interval score penalises both wide intervals and values outside them.
 * @param theirs the predictions of the one in use; none where only its quality on these networks is known, and then the
 * standard error is that of the new one's figure
 * @param previous the quality of the one in use
 */
export function comparison(
  mine: readonly OutOfFold[],
  { theirs, previous }: { readonly theirs?: readonly OutOfFold[]; readonly previous: Quality },
  truth: Float64Array,
  how: string,
): Decision {
  const quality = meanQuality(mine, truth);
  const tau = {
    difference: quality.kendallTau - previous.kendallTau,
    error: tauError(mine, theirs, truth),
  };
  const score = {
    difference: quality.intervalScore90 - previous.intervalScore90,
    error: scoreError(mine, theirs, truth),
  };
  const keepsRanking = -tau.difference <= Math.max(TOLERANCE, tau.error);
  const keepsIntervals = score.difference <= Math.max(TOLERANCE * previous.intervalScore90, score.error);
  const promoted = keepsRanking && keepsIntervals;
  const change = ({ difference, error }: Difference) =>
    `${difference < 0 ? "" : "+"}${difference.toPrecision(2)} ± ${error.toPrecision(2)}`;
  return {
    promoted,
    reason:
      `${promoted ? "not worse" : "worse"} than the one in use: ${how} ` +
      `Kendall tau ${previous.kendallTau.toFixed(4)} -> ${quality.kendallTau.toFixed(4)} (${change(tau)}), ` +
      `interval score ${previous.intervalScore90.toPrecision(4)} -> ${quality.intervalScore90.toPrecision(4)} ` +
      `(${change(score)}; ± is one standard error)`,
  };
}

/** A difference of new and old, and its standard error over networks. */
interface Difference {
  readonly difference: number;
  readonly error: number;
}

/** The standard error of the difference of the mean interval scores, network by network. */
function scoreError(
  mine: readonly OutOfFold[],
  theirs: readonly OutOfFold[] | undefined,
  truth: Float64Array,
): number {
  const [ours, old] = [meanScores(mine, truth), theirs && meanScores(theirs, truth)];
  const differences = ours.map((score, i) => score - (old?.[i] ?? 0));
  const n = differences.length;
  const mean = differences.reduce((sum, one) => sum + one, 0) / n;
  const squares = differences.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  return Math.sqrt(squares / Math.max(1, n - 1) / n);
}

function meanScores(rounds: readonly OutOfFold[], truth: Float64Array): Float64Array {
  const sum = new Float64Array(truth.length);
  for (const round of rounds) {
    for (const [i, score] of intervalScores(round, truth).entries()) sum[i] += score;
  }
  return sum.map((score) => score / rounds.length);
}

/** The standard error of the difference of Kendall's tau by the jackknife over groups of networks. */
function tauError(
  mine: readonly OutOfFold[],
  theirs: readonly OutOfFold[] | undefined,
  truth: Float64Array,
): number {
  const groups = Math.min(truth.length, MOST_GROUPS);
  const tau = (rounds: readonly OutOfFold[], kept: readonly number[]) => {
    const values = Float64Array.from(kept, (i) => truth[i]);
    const of = ({ value }: OutOfFold) =>
      kendallTau(
        Float64Array.from(kept, (i) => value[i]),
        values,
      );
    return rounds.reduce((sum, round) => sum + of(round), 0) / rounds.length;
  };
  const left = Array.from({ length: groups }, (_, group) => {
    const kept = [...truth.keys()].filter((i) => i % groups !== group);
    return tau(mine, kept) - (theirs === undefined ? 0 : tau(theirs, kept));
  });
  const mean = left.reduce((sum, one) => sum + one, 0) / groups;
  return Math.sqrt(((groups - 1) / groups) * left.reduce((sum, one) => sum + (one - mean) ** 2, 0));
}
