import { listNetworks } from "../../space/sampling/list-networks.js";
import type { Genotype } from "../../space/types.js";
import { withinKnownLimits } from "../known-objectives.js";
import type { Problem } from "../ports.js";

/**
 * All networks that may be proposed: the candidates that the problem lists, or all networks of a space that is small
 * enough to be listed, without those that are known to break a limit. Undefined if the space is too large.
 */
export function finiteCandidates(problem: Problem): readonly Genotype[] | undefined {
  const listed = problem.candidates ?? listNetworks(problem.space);
  return listed && withinKnownLimits(problem, listed);
}
