import { takeRows } from "../../predictors/matrix.js";
import type { Matrix } from "../../predictors/port.js";
import type { Random } from "../base/random.js";
import { genotypeKey } from "../space/identity.js";
import type { Genotype } from "../space/types.js";
import { breed } from "./breeding.js";
import { finiteCandidates } from "./finite-candidates.js";
import type { Problem } from "./ports.js";
import { randomNetworks } from "./random-networks.js";

/** Networks that might be proposed, with their features. */
export interface Pool {
  readonly networks: readonly Genotype[];
  readonly features: Matrix;
}

type Encode = (networks: readonly Genotype[]) => Matrix;

/** For a space too large to list: random networks, and in each round so many children of the best ones. */
const RANDOM_NETWORKS = 1_000;
const CHILDREN = 1_000;
const ROUNDS = 3;
const PARENTS = 60;
const TRIES_PER_CHILD = 5;

/** The networks among which a search looks for its next batch. */
export class CandidatePool {
  readonly #problem: Problem;
  readonly #encode: Encode;
  #listed: Pool | undefined;

  constructor(problem: Problem, encode: Encode) {
    this.#problem = problem;
    this.#encode = encode;
    const networks = finiteCandidates(problem);
    if (networks !== undefined) this.#listed = { networks, features: encode(networks) };
  }

  /**
   * Every candidate that is not taken, where they can be listed; else random networks and children of `parents`, then
   * twice more children of what `promise` (larger is better) finds best so far.
   */
  gather(
    isTaken: (network: Genotype) => boolean,
    parents: readonly Genotype[],
    promise: (pool: Pool) => Float64Array,
    random: Random,
  ): Pool {
    if (this.#listed !== undefined) return untaken(this.#listed, isTaken);
    const found = new Map<string, Genotype>();
    const add = (network: Genotype) => {
      if (!isTaken(network)) found.set(genotypeKey(network), network);
    };
    const source = randomNetworks(this.#problem, random);
    for (let i = 0; i < RANDOM_NETWORKS; i++) {
      const network = source.next(() => true);
      if (network !== undefined) add(network);
    }
    let best = parents;
    for (let round = 0; round < ROUNDS; round++) {
      this.#addChildren(best, found, add, random);
      if (round + 1 < ROUNDS) best = mostPromising(this.#poolOf(found), promise);
    }
    return this.#poolOf(found);
  }

  #addChildren(
    parents: readonly Genotype[],
    found: ReadonlyMap<string, Genotype>,
    add: (network: Genotype) => void,
    random: Random,
  ): void {
    if (parents.length === 0) return;
    const wanted = found.size + CHILDREN;
    for (let tries = 0; tries < CHILDREN * TRIES_PER_CHILD && found.size < wanted; tries++) {
      add(breed(this.#problem.space, random.pick(parents), random.pick(parents), random));
    }
  }

  #poolOf(found: ReadonlyMap<string, Genotype>): Pool {
    const networks = [...found.values()];
    return { networks, features: this.#encode(networks) };
  }
}

function untaken({ networks, features }: Pool, isTaken: (network: Genotype) => boolean): Pool {
  const rows = [...networks.keys()].filter((row) => !isTaken(networks[row]));
  return { networks: rows.map((row) => networks[row]), features: takeRows(features, rows) };
}

function mostPromising(pool: Pool, promise: (pool: Pool) => Float64Array): Genotype[] {
  const scores = promise(pool);
  const order = [...scores.keys()].sort((a, b) => scores[b] - scores[a] || a - b);
  return order.slice(0, PARENTS).map((i) => pool.networks[i]);
}
