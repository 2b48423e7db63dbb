import { cardinality } from "../../space/sampling/cardinality.js";
import { enumerate } from "../../space/sampling/enumerate.js";
import type { Genotype } from "../../space/types.js";
import type { Problem } from "../ports.js";

/** Up to this many networks, a space is listed in full rather than sampled. */
const MAX_LISTED = 20_000;

/** Every network that can be evaluated, where there is a list of them or the space is small enough to make one. */
export function finiteCandidates(problem: Problem): readonly Genotype[] | undefined {
  if (problem.candidates !== undefined) return problem.candidates;
  return cardinality(problem.space) <= BigInt(MAX_LISTED) ? [...enumerate(problem.space)] : undefined;
}
