import type { Random } from "../../base/random.js";
import { sampler } from "../../space/sampling/sample.js";
import type { Genotype } from "../../space/types.js";
import { withinKnownLimits } from "../known-objectives.js";
import type { Problem } from "../ports.js";
import { finiteCandidates } from "./finite-candidates.js";

/** A sequence of random networks. */
export interface NetworkSource {
  /** The next network for which `accepts` is true; undefined if there is none left. */
  next(accepts: (network: Genotype) => boolean): Genotype | undefined;
}

/** After this many refused draws in a row, a space that is not listed counts as exhausted. */
const MAX_REFUSED = 10_000;

/**
 * Draws networks uniformly among the distinct networks of a problem, in an order that depends on `random` only. If the
 * candidates can be listed (`finiteCandidates`), each comes at most once, in shuffled order. Otherwise the draws are
 * independent, so a network may come again.
 */
export function randomNetworks(problem: Problem, random: Random): NetworkSource {
  const listed = finiteCandidates(problem);
  if (listed !== undefined) return inOrder(random.shuffle(listed));
  const draw = sampler(problem.space);
  return {
    next(accepts) {
      for (let tries = 0; tries < MAX_REFUSED; tries++) {
        const network = draw(random);
        if (accepts(network) && withinKnownLimits(problem, [network]).length === 1) return network;
      }
      return undefined;
    },
  };
}

/** Goes through a list once. */
function inOrder(networks: readonly Genotype[]): NetworkSource {
  let position = 0;
  return {
    next(accepts) {
      while (position < networks.length) {
        const network = networks[position++];
        if (accepts(network)) return network;
      }
      return undefined;
    },
  };
}
