import { listNetworks } from "../../space/sampling/list-networks.js";
import type { Genotype } from "../../space/types.js";
import type { Problem } from "../ports.js";

/**
 * All networks that can be evaluated: the candidates that the problem lists, or all networks of a space that is small
 * enough to be listed. Undefined if the space is too large.
 */
export const finiteCandidates = (problem: Problem): readonly Genotype[] | undefined =>
  problem.candidates ?? listNetworks(problem.space);
