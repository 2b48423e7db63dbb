import { setImmediate as nextTurn } from "node:timers/promises";
import { defined } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import { Random } from "../../base/random.js";
import { type Constraints, limitsStructure } from "../../search/constraints/constraints.js";
import { structureFilter } from "../../search/constraints/structure-filter.js";
import type { Evaluator, Problem, Resolve } from "../../search/ports.js";
import { fromArchitecture, toArchitecture } from "../../space/architecture.js";
import { distance } from "../../space/distance.js";
import { genotypeKey } from "../../space/identity.js";
import { narrow } from "../../space/narrow.js";
import { listNetworks } from "../../space/sampling/list-networks.js";
import { sampler } from "../../space/sampling/sample.js";
import type { Space } from "../../space/space.js";
import type { Genotype } from "../../space/types.js";

/** Number of networks to draw from a space that is too large to list. */
const DRAWN = 5000;
/** Draws after which no more networks are sought. */
const MOST_TRIES = 100_000;
/** Draws after which the search for a first network is given up. */
const MOST_TRIES_FOR_ONE = 20_000;
/** Draws (about 10 ms) after which the event loop gets a turn. */
const TRIES_PER_TURN = 200;

/**
 * The networks that a strategy may propose under constraints on genes, parameters and MACs. `evaluator` says which
 * networks can be evaluated at all. Throws `InvalidInput` on `constraints` where no network is left.
 */
export async function proposals(
  space: Space,
  constraints: Constraints,
  evaluator: Evaluator,
  seed: number,
): Promise<Pick<Problem, "candidates" | "resolve">> {
  const { candidates, resolve } = evaluator;
  if (!limitsStructure(constraints)) {
    return defined({ candidates, resolve });
  }
  const isAllowed = structureFilter(space, constraints);
  const allowed = candidates?.filter(isAllowed) ?? (await drawAllowed(space, constraints, isAllowed, seed));
  if (allowed.length === 0) {
    throw new InvalidInput(
      "constraints",
      "no network that can be evaluated keeps the constraints on genes, parameters and MACs",
    );
  }
  return { candidates: allowed, resolve: within(allowed, isAllowed, resolve) };
}

/** A `resolve` whose answers are allowed networks: the evaluator's answer, else the nearest allowed candidate. */
function within(
  allowed: readonly Genotype[],
  isAllowed: (network: Genotype) => boolean,
  resolve: Resolve = (proposal) => proposal,
): Resolve {
  return (proposal, isTaken) => {
    const network = resolve(proposal, (other) => isTaken(other) || !isAllowed(other));
    return network !== undefined && isAllowed(network) ? network : nearest(allowed, proposal, isTaken);
  };
}

/** The candidate that is not taken and differs in the fewest genes; the first of several such candidates. */
function nearest(
  candidates: readonly Genotype[],
  proposal: Genotype,
  isTaken: (network: Genotype) => boolean,
): Genotype | undefined {
  let best: Genotype | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const genes = distance(proposal, candidate);
    if (genes >= least || isTaken(candidate)) continue;
    best = candidate;
    least = genes;
  }
  return best;
}

/** Allowed networks of a whole space: all of them where the space can be listed, else distinct ones drawn at random. */
async function drawAllowed(
  space: Space,
  constraints: Constraints,
  isAllowed: (network: Genotype) => boolean,
  seed: number,
): Promise<Genotype[]> {
  const narrowed = narrow(space, new Map(Object.entries(constraints.genes ?? {})));
  const widen = (genotype: Genotype) => fromArchitecture(space, toArchitecture(narrowed, genotype));
  const listed = listNetworks(narrowed);
  if (listed !== undefined) return listed.map(widen).filter(isAllowed);
  const draw = sampler(narrowed);
  const random = new Random(seed).fork("allowed networks");
  const drawn = new Map<string, Genotype>();
  for (let tries = 0; drawn.size < DRAWN && tries < MOST_TRIES; tries++) {
    if (tries >= MOST_TRIES_FOR_ONE && drawn.size === 0) break;
    if (tries % TRIES_PER_TURN === 0) await nextTurn();
    const network = widen(draw(random));
    if (isAllowed(network)) drawn.set(genotypeKey(network), network);
  }
  return [...drawn.values()];
}
