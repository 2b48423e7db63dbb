import { isCost } from "../../base/metric.js";
import type { Problem } from "../ports.js";

/** Number of networks in the initial design. */
const DESIGN_SIZE = 10;
/** The same with limits, which most random networks exceed: a smaller design leaves more budget for feasible ones. */
const DESIGN_SIZE_WITHIN_LIMITS = 6;
/** The same where all costs are known well enough before the search, so that only accuracy has to be learned. */
const DESIGN_SIZE_OF_KNOWN_COSTS = 3;
/** The same where accuracy has a prior, so that only costs have to be learned. */
const DESIGN_SIZE_OF_KNOWN_ACCURACY = 4;
/** Number of known values of a cost that count as well enough. */
const WELL_KNOWN = 20;

/** The size of the initial design: none where every objective can be modelled at once, by a prior or known values. */
export function designSizeOf(problem: Problem): number {
  if (isAllKnown(problem)) return 0;
  if (knowsCosts(problem)) return DESIGN_SIZE_OF_KNOWN_COSTS;
  if (knowsAccuracy(problem)) return DESIGN_SIZE_OF_KNOWN_ACCURACY;
  return problem.limits.some((limit) => limit !== undefined) ? DESIGN_SIZE_WITHIN_LIMITS : DESIGN_SIZE;
}

/**
 * Whether a search begins with so few networks that chance must not choose all of them: accuracy or all costs, but not
 * every objective, can be modelled before it (ADR 0074).
 */
export const startsSmall = (problem: Problem): boolean =>
  !isAllKnown(problem) && (knowsCosts(problem) || knowsAccuracy(problem));

const isAllKnown = (problem: Problem): boolean => problem.objectives.every((_, m) => isWellKnown(problem, m));

function knowsCosts(problem: Problem): boolean {
  const costs = problem.objectives.flatMap(({ metric }, m) => (isCost(metric) ? [m] : []));
  return costs.length > 0 && costs.every((m) => isWellKnown(problem, m));
}

const knowsAccuracy = (problem: Problem): boolean =>
  problem.objectives.some(({ metric }, m) => !isCost(metric) && hasPrior(problem, m));

const hasPrior = ({ priors = [] }: Problem, objective: number): boolean =>
  priors.some((prior) => prior.objective === objective);

const isWellKnown = (problem: Problem, objective: number): boolean =>
  hasPrior(problem, objective) ||
  (problem.known ?? []).some(
    (own) => own.objective === objective && (own.isComplete || own.networks.length >= WELL_KNOWN),
  );
