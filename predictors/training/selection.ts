import { gaussianProcess } from "../families/gaussian-process/index.js";
import { FAMILIES, familyNamed } from "../families/index.js";
import { mixed, STACK, stackWeights } from "../families/stack.js";
import type { Columns } from "../features/encoder.js";
import type { Contest, Family, FitOptions, Matrix, OutOfSample, Quality } from "../port.js";
import { intervals } from "../predictor.js";
import { assess } from "../quality.js";
import type { Scale } from "../scale.js";
import { calibrate, calibrated } from "./calibration.js";
import { outOfSample } from "./cross-validation.js";

/** A family, or several with weights, and what it says of every row without having seen it. */
export interface Contender {
  readonly name: string;
  readonly members: readonly {
    readonly family: Family;
    readonly left: OutOfSample;
    readonly weight: number;
  }[];
  readonly left: OutOfSample;
  readonly quality: Quality;
  readonly score: number;
}

/** What all contenders are judged on. */
export interface Arena {
  readonly features: Matrix;
  readonly values: Float64Array;
  readonly scale: Scale;
  readonly options: FitOptions;
}

/** Ranking comes first: searches and fronts live on it. */
const WEIGHT = 0.2;
/** By how much a later family must win: less is noise of the cross-validation, and families come in order of trust. */
const MARGIN = 0.02;
/** A stack shares its rows and most of its errors with its members, so that a smaller lead is no noise. */
const STACK_MARGIN = 0.002;

/**
 * Cross-validates the families and their stack. Undefined `name`: all that are affordable, in order of trust, until the
 * next one's estimated time would exceed what is left of the budget [s]; the Gaussian process' time is not counted, as
 * its cross-validation has chosen the scale already. Estimates depend on rows and columns alone, so the choice does not
 * depend on how busy a machine is.
 */
export function contend(arena: Arena, name: string | undefined, budget: number): Contender[] {
  const spread = marginalScore(arena.values);
  const families =
    name === undefined || name === STACK ? affordable(arena.features, budget) : [familyNamed(name)];
  const singles = families.map((family): Contender => {
    const left =
      family === gaussianProcess
        ? arena.scale.left
        : outOfSample(family, arena.features, arena.scale.targets, arena.options);
    return judged(arena, spread, family.name, [{ family, left, weight: 1 }]);
  });
  if (singles.length < 2) return singles;
  const stack = stackOfAll(arena, spread, singles);
  return name === STACK ? [stack] : [...singles, ...(stack.members.length > 1 ? [stack] : [])];
}

function affordable({ rows, columns }: Matrix, budget: number): readonly Family[] {
  let left = budget;
  return FAMILIES.filter((family) => {
    const seconds = family.seconds?.(rows, columns) ?? 0;
    if (seconds > left) return false;
    left -= seconds;
    return true;
  });
}

function stackOfAll(arena: Arena, spread: number, singles: readonly Contender[]): Contender {
  const weights = stackWeights(
    singles.map(({ left }) => left),
    arena.scale.targets,
  );
  const members = singles.flatMap(({ members: [{ family, left }] }, m) =>
    weights[m] > 0 ? [{ family, left, weight: weights[m] }] : [],
  );
  return judged(arena, spread, STACK, members);
}

function judged(arena: Arena, spread: number, name: string, members: Contender["members"]): Contender {
  const left = mixed(
    members.map((member) => member.left),
    Float64Array.from(members, ({ weight }) => weight),
  );
  const { quality } = calibratedQuality(arena.scale, left, arena.values);
  const score = quality.kendallTau - (WEIGHT * quality.intervalScore90) / spread;
  return { name, members, left, quality, score };
}

/** The calibration of out-of-sample predictions, and how good they are with it. */
export function calibratedQuality({ transform, targets }: Scale, left: OutOfSample, values: Float64Array) {
  const calibration = calibrate(left, targets);
  const sd = calibrated(calibration, left);
  return { calibration, quality: assess(intervals(transform, { mean: left.mean, sd }), values) };
}

/**
 * The contender with the best score: ranking (Kendall's tau) less a fifth of the interval score as a share of what the same
 * interval score is without any features. The second is a proper score, so it rewards likelihood. A later one must win by a
 * margin.
 */
export function winner(contenders: readonly Contender[]): Contender {
  return contenders.reduce((a, b) =>
    b.score > a.score + (b.name === STACK ? STACK_MARGIN : MARGIN) ? b : a,
  );
}

/** The choice in words and figures. `columns`: what was learnt from. */
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
  const figures = ({ name, quality }: Contender) =>
    `${name} (cross-validated Kendall tau ${quality.kendallTau.toFixed(3)}, interval score ${quality.intervalScore90.toPrecision(3)})`;
  const others = contenders.filter((contender) => contender !== won);
  if (others.length === 0) return `${figures(won)} was the only family tried`;
  const next = others.reduce((a, b) => (b.score > a.score ? b : a));
  const lead = won.score - next.score;
  return lead >= 0
    ? `${figures(won)} leads ${figures(next)} by ${lead.toFixed(3)} in score`
    : `${figures(won)} is kept: ${figures(next)} leads by ${(-lead).toFixed(3)} in score, which may be chance`;
}

/** The interval score of the central 90 % of the values themselves. */
function marginalScore(values: Float64Array): number {
  const sorted = values.slice().sort();
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))];
  const lower = values.map(() => at(0.05));
  const upper = values.map(() => at(0.95));
  return Math.max(assess({ value: values, lower, upper }, values).intervalScore90, Number.MIN_VALUE);
}
