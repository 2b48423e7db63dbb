import { setImmediate as nextTurn } from "node:timers/promises";
import { defined } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import { Random } from "../../base/random.js";
import type { Constraints } from "../../search/constraints/constraints.js";
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

/** So many networks are drawn of a space too large to list, with so many tries in all and before the first is found. */
const DRAWN = 5000;
const MOST_TRIES = 100_000;
const MOST_TRIES_FOR_ONE = 20_000;
/** Other work has its turn after so many tries (some 10 ms). */
const TRIES_PER_TURN = 200;

/** What a strategy may propose under constraints on genes and parameters; `evaluator` says what can be evaluated at all. */
export async function proposals(
  space: Space,
  constraints: Constraints,
  evaluator: Evaluator,
  seed: number,
): Promise<Pick<Problem, "candidates" | "resolve">> {
  const { candidates, resolve } = evaluator;
  if (constraints.genes === undefined && constraints.maxParams === undefined) {
    return defined({ candidates, resolve });
  }
  const isAllowed = structureFilter(space, constraints);
  const allowed = candidates?.filter(isAllowed) ?? (await drawAllowed(space, constraints, isAllowed, seed));
  if (allowed.length === 0) {
    throw new InvalidInput(
      "constraints",
      "no network that can be evaluated keeps the constraints on genes and parameters",
    );
  }
  return { candidates: allowed, resolve: within(allowed, isAllowed, resolve) };
}

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

/** The candidate with the fewest genes that differ, the first of equals, that is not taken. */
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

/** Allowed networks of a whole space: all of them where they can be listed, else distinct ones drawn at random. */
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
