import { gaussianProcess } from "../families/gaussian-process/index.js";
import { FAMILIES, familyNamed } from "../families/index.js";
import { mixed, STACK, stackWeights } from "../families/stack.js";
import type { Columns } from "../features/encoder.js";
import { FEW_SHOT } from "../few-shot/family.js";
import type { Contest, Family, FitOptions, Matrix, OutOfSample, Quality } from "../port.js";
import { intervals } from "../predictor.js";
import { assess } from "../quality.js";
import type { Scale } from "../scale.js";
import { calibrate, calibrated, calibrateSize } from "./calibration.js";
import { outOfSample } from "./cross-validation.js";

/** A family, or a stack of families with weights, with its cross-validation. */
export interface Contender {
  readonly name: string;
  readonly members: readonly {
    readonly family: Family;
    readonly leftOut: OutOfSample;
    readonly weight: number;
  }[];
  /** Predictions of every row by models that did not see it. */
  readonly leftOut: OutOfSample;
  readonly quality: Quality;
  /** See `winner`; larger is better. */
  readonly score: number;
}

/** The data on which all contenders are cross-validated. */
export interface ValidationData {
  readonly features: Matrix;
  /** One value per row, in natural units. */
  readonly values: Float64Array;
  readonly scale: Scale;
  readonly options: FitOptions;
}

/** Weight of the interval score against Kendall's tau, which matters more to searches and fronts. */
const WEIGHT = 0.2;
/** The lead in score that a less trusted family needs; a smaller lead is within the noise of the cross-validation. */
const MARGIN = 0.02;
/** The lead that a stack needs. It shares most of its errors with its members, so even a small lead is significant. */
const STACK_MARGIN = 0.002;

/**
 * Cross-validates families and their stack. If `name` is undefined, these are the default families that fit into the
 * budget, in order of trust: each family is skipped whose estimated time exceeds the seconds that are left. The time of
 * the Gaussian process is not counted, because its cross-validation has already been done to choose the scale. The
 * estimates depend on the numbers of rows and columns only, so the choice does not depend on how busy the machine is.
 * @param name a family, or `stack` for the stack alone
 * @param budget in seconds
 * @returns the contenders in order of trust, the stack last
 * @throws InvalidInput for an unknown family
 */
export function crossValidateFamilies(
  data: ValidationData,
  name: string | undefined,
  budget: number,
): Contender[] {
  const marginal = marginalScore(data.values);
  const families =
    name === undefined || name === STACK ? affordable(data.features, budget) : [familyNamed(name)];
  const singles = families.map((family): Contender => {
    const leftOut =
      family === gaussianProcess
        ? data.scale.leftOut
        : outOfSample(family, data.features, data.scale.targets, data.options);
    return contenderOf(data, marginal, family.name, [{ family, leftOut, weight: 1 }]);
  });
  if (singles.length < 2) return singles;
  const stack = stackOfAll(data, marginal, singles);
  return name === STACK ? [stack] : [...singles, ...(stack.members.length > 1 ? [stack] : [])];
}

/** The default families that fit into the budget, in seconds. */
function affordable({ rows, columns }: Matrix, budget: number): readonly Family[] {
  let secondsLeft = budget;
  return FAMILIES.filter((family) => {
    const seconds = family.seconds?.(rows, columns) ?? 0;
    if (seconds > secondsLeft) return false;
    secondsLeft -= seconds;
    return true;
  });
}

/** The stack of all families, without those whose weight is 0. */
function stackOfAll(data: ValidationData, marginal: number, singles: readonly Contender[]): Contender {
  const weights = stackWeights(
    singles.map(({ leftOut }) => leftOut),
    data.scale.targets,
  );
  const members = singles.flatMap(({ members: [{ family, leftOut }] }, m) =>
    weights[m] > 0 ? [{ family, leftOut, weight: weights[m] }] : [],
  );
  return contenderOf(data, marginal, STACK, members);
}

/**
 * A contender of weighted members, with its quality and score.
 * @param marginal the interval score of the values without any features
 */
function contenderOf(
  data: ValidationData,
  marginal: number,
  name: string,
  members: Contender["members"],
): Contender {
  const leftOut = mixed(
    members.map((member) => member.leftOut),
    Float64Array.from(members, ({ weight }) => weight),
  );
  const { quality } = calibratedQuality(data.scale, leftOut, data.values);
  const score = quality.kendallTau - (WEIGHT * quality.intervalScore90) / marginal;
  return { name, members, leftOut, quality, score };
}

/**
 * Calibrates out-of-sample predictions of a family, and assesses them with that calibration against values in natural
 * units.
 */
export function calibratedQuality(
  { transform, targets }: Scale,
  leftOut: OutOfSample,
  values: Float64Array,
  family?: string,
) {
  const calibration = (family === FEW_SHOT ? calibrateSize : calibrate)(leftOut, targets);
  const sd = calibrated(calibration, leftOut);
  return { calibration, quality: assess(intervals(transform, { mean: leftOut.mean, sd }), values) };
}

/**
 * Chooses the contender with the best score. The score is Kendall's tau minus a fifth of the relative interval score:
 * the interval score divided by the one that is reached without any features. The interval score is a proper score, so
 * it rewards accurate and well-calibrated intervals. A contender replaces an earlier, more trusted one only if it leads
 * by a margin.
 */
export function winner(contenders: readonly Contender[]): Contender {
  return contenders.reduce((a, b) =>
    b.score > a.score + (b.name === STACK ? STACK_MARGIN : MARGIN) ? b : a,
  );
}

/** Describes the choice in figures and words. `columns` are those that the contenders learnt from. */
export function contestOf(
  contenders: readonly Contender[],
  won: Contender,
  scale: Scale,
  columns: Columns,
): Contest {
  const entries = contenders.map(({ name, members, quality, score }) => ({
    family: name,
    kendallTau: quality.kendallTau,
    intervalScore90: quality.intervalScore90,
    score,
    ...(name === STACK
      ? { weights: Object.fromEntries(members.map(({ family, weight }) => [family.name, weight])) }
      : {}),
  }));
  const only =
    columns === "extras" ? "; from the extra columns alone, which was closer than with the genes" : "";
  return { scale: scale.transform.kind, entries, reason: `${reasonOf(contenders, won)}${only}` };
}

function reasonOf(contenders: readonly Contender[], won: Contender): string {
  const figures = ({ name, quality }: Contender) => {
    const tau = quality.kendallTau.toFixed(3);
    const interval = quality.intervalScore90.toPrecision(3);
    return `${name} (cross-validated Kendall tau ${tau}, interval score ${interval})`;
  };
  const others = contenders.filter((contender) => contender !== won);
  if (others.length === 0) return `${figures(won)} was the only family tried`;
  const next = others.reduce((a, b) => (b.score > a.score ? b : a));
  const lead = won.score - next.score;
  return lead >= 0
    ? `${figures(won)} leads ${figures(next)} by ${lead.toFixed(3)} in score`
    : `${figures(won)} is kept: ${figures(next)} leads by ${(-lead).toFixed(3)} in score, which may be chance`;
}

/** The interval score without any features: of the interval from the 5 % to the 95 % quantile of the values. */
function marginalScore(values: Float64Array): number {
  const sorted = values.slice().sort();
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))];
  const lower = values.map(() => at(0.05));
  const upper = values.map(() => at(0.95));
  return Math.max(assess({ value: values, lower, upper }, values).intervalScore90, Number.MIN_VALUE);
}
