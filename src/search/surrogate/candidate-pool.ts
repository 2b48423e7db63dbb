import { stackRows, takeRows } from "../../../predictors/matrix.js";
import type { Matrix } from "../../../predictors/port.js";
import type { Random } from "../../base/random.js";
import { genotypeKey } from "../../space/identity.js";
import type { Genotype } from "../../space/types.js";
import { breed } from "../candidates/breeding.js";
import { connectionTest } from "../candidates/connected.js";
import { finiteCandidates } from "../candidates/finite-candidates.js";
import { randomNetworks } from "../candidates/random-networks.js";
import { withinKnownLimits } from "../known-objectives.js";
import type { Problem } from "../ports.js";
import { startsSmall } from "./first-design.js";

/** Networks that might be proposed, with their features, one row per network. */
export interface Pool {
  readonly networks: readonly Genotype[];
  readonly features: Matrix;
}

/** What guides the search for candidates in a space that is too large to list. */
export interface Guide {
  /** Networks to breed from in the first round. */
  readonly parents: readonly Genotype[];
  /** The acquisition function: one number per network of a pool; larger is better. */
  readonly acquisition: (pool: Pool) => Float64Array;
  readonly random: Random;
}

type Encode = (networks: readonly Genotype[]) => Matrix;

/** Number of random networks in the pool of a space that is too large to list. */
const RANDOM_NETWORKS = 700;
/** Number of children that are bred in each round. */
const CHILDREN = 700;
const ROUNDS = 3;
/** Number of the best networks so far that breed the children of the next round. */
const PARENTS = 60;
/** Number of attempts per wanted child. */
const TRIES_PER_CHILD = 5;

/**
 * The networks from which a search chooses its next batch: those that can learn (`connectionTest`) where it starts with
 * few networks (ADR 0153).
 */
export class CandidatePool {
  readonly #problem: Problem;
  readonly #encode: Encode;
  /** Whether a network belongs among the candidates as long as there are others. */
  readonly isConnected: (network: Genotype) => boolean;
  readonly #listed: Pool | undefined;

  constructor(problem: Problem, encode: Encode) {
    this.#problem = problem;
    this.#encode = encode;
    this.isConnected = startsSmall(problem) ? connectionTest(problem) : () => true;
    const networks = finiteCandidates(problem)?.filter(this.isConnected);
    if (networks !== undefined) this.#listed = { networks, features: encode(networks) };
  }

  /**
   * Gathers candidates that are not taken: all of them if they can be listed. Otherwise these are random networks and
   * children of the guide's parents and then, in further rounds, children of the best networks found so far by the
   * guide's acquisition function.
   */
  gather(isTaken: (network: Genotype) => boolean, guide: Guide): Pool {
    if (this.#listed !== undefined) return untaken(this.#listed, isTaken);
    const seen = new Set<string>();
    const isNew = (network: Genotype) => {
      const key = genotypeKey(network);
      if (seen.has(key) || isTaken(network) || !this.isConnected(network)) return false;
      seen.add(key);
      return true;
    };
    const networks: Genotype[] = [];
    const features: Matrix[] = [];
    const acquisitions: number[] = [];
    let fresh: readonly Genotype[] = [
      ...this.#draw(isNew, guide.random),
      ...this.#breed(guide.parents, isNew, guide.random),
    ];
    for (let round = 1; fresh.length > 0; round++) {
      const pool = { networks: fresh, features: this.#encode(fresh) };
      networks.push(...fresh);
      features.push(pool.features);
      if (round === ROUNDS) break;
      acquisitions.push(...guide.acquisition(pool));
      fresh = this.#breed(bestOf(networks, acquisitions), isNew, guide.random);
    }
    return { networks, features: stackRows(features) };
  }

  #draw(isNew: (network: Genotype) => boolean, random: Random): Genotype[] {
    const source = randomNetworks(this.#problem, random);
    return Array.from({ length: RANDOM_NETWORKS }, () => source.next(isNew)).filter(
      (network) => network !== undefined,
    );
  }

  #breed(
    parents: readonly Genotype[],
    isNew: (network: Genotype) => boolean,
    random: Random,
  ): readonly Genotype[] {
    const children: Genotype[] = [];
    const tries = parents.length === 0 ? 0 : CHILDREN * TRIES_PER_CHILD;
    for (let tried = 0; tried < tries && children.length < CHILDREN; tried++) {
      const child = breed(this.#problem.space, random.pick(parents), random.pick(parents), random);
      if (isNew(child)) children.push(child);
    }
    return withinKnownLimits(this.#problem, children);
  }
}

function untaken({ networks, features }: Pool, isTaken: (network: Genotype) => boolean): Pool {
  const rows = [...networks.keys()].filter((row) => !isTaken(networks[row]));
  return { networks: rows.map((row) => networks[row]), features: takeRows(features, rows) };
}

/** The networks with the largest acquisition values, ties in their order. */
function bestOf(networks: readonly Genotype[], acquisitions: readonly number[]): Genotype[] {
  const order = [...acquisitions.keys()].sort((a, b) => acquisitions[b] - acquisitions[a] || a - b);
  return order.slice(0, PARENTS).map((i) => networks[i]);
}
