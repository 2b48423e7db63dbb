import { listNetworks } from "../../space/sampling/list-networks.js";
import type { Genotype } from "../../space/types.js";
import type { Problem } from "../ports.js";

/** Every network that can be evaluated, where there is a list of them or the space is small enough to make one. */
export const finiteCandidates = (problem: Problem): readonly Genotype[] | undefined =>
  problem.candidates ?? listNetworks(problem.space);
