import type { Random } from "../../base/random.js";
import { sampler } from "../../space/sampling/sample.js";
import type { Genotype } from "../../space/types.js";
import type { Problem } from "../ports.js";
import { finiteCandidates } from "./finite-candidates.js";

/** After so many refused draws in a row an endless source counts as dry. */
const MAX_REFUSED = 10_000;

/** An endless source of networks. */
export interface NetworkSource {
  /** The next network that `accepts` takes; undefined when there is none left. */
  next(accepts: (network: Genotype) => boolean): Genotype | undefined;
}

/**
 * Networks in a random order that depends on `random` only, uniform over distinct ones: a shuffled list, passed through
 * once, where the problem is finite; else independent draws.
 */
export function randomNetworks(problem: Problem, random: Random): NetworkSource {
  const listed = finiteCandidates(problem);
  if (listed !== undefined) return inOrder(random.shuffle(listed));
  const draw = sampler(problem.space);
  return {
    next(accepts) {
      for (let tries = 0; tries < MAX_REFUSED; tries++) {
        const network = draw(random);
        if (accepts(network)) return network;
      }
      return undefined;
    },
  };
}

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
