import type { Random } from "../base/random.js";
import { paretoFront } from "../pareto/front.js";
import { genotypeKey } from "../space/identity.js";
import type { Genotype } from "../space/types.js";
import { type Aim, type Belief, chooseBatch, expectedGains } from "./acquisition.js";
import { CandidatePool, type Pool } from "./candidate-pool.js";
import { LEAST_KNOWN, SurrogateModels } from "./models.js";
import { normalPoints } from "./normal-points.js";
import type { Outcome, Problem } from "./ports.js";
import { minimisedColumns, minimisedLimits, referencePoint } from "./problem.js";
import { randomNetworks } from "./random-networks.js";
import type { Evaluated } from "./survival.js";

/** Joint outcomes that the expected improvement is averaged over. */
const SCENARIOS = 16;
/** Where nothing promises a gain on average, a network is judged by what it might be at best: so many sd better. */
const OPTIMISM = 3;

/** Chooses batches by models of the objectives; a batch depends on the outcomes it is given and on `random` only. */
export class Proposer {
  readonly #problem: Problem;
  readonly #models: SurrogateModels;
  readonly #pool: CandidatePool;

  constructor(problem: Problem, seed: number) {
    this.#problem = problem;
    this.#models = new SurrogateModels(problem, seed);
    this.#pool = new CandidatePool(problem, (networks) => this.#models.encode(networks));
  }

  /** At most `count` distinct networks that are not among the outcomes, best first; fewer only if no more are left. */
  propose(outcomes: readonly Outcome[], count: number, random: Random): Genotype[] {
    const taken = new Set(outcomes.map((outcome) => genotypeKey(outcome.genotype)));
    const known = outcomes.filter((outcome) => outcome.kind === "evaluated");
    const batch = known.length < LEAST_KNOWN ? [] : this.#promising(known, taken, count, random);
    for (const network of batch) taken.add(genotypeKey(network));
    const source = randomNetworks(this.#problem, random);
    while (batch.length < count) {
      const network = source.next((candidate) => !taken.has(genotypeKey(candidate)));
      if (network === undefined) break;
      taken.add(genotypeKey(network));
      batch.push(network);
    }
    return batch;
  }

  #promising(
    known: readonly Evaluated[],
    taken: ReadonlySet<string>,
    count: number,
    random: Random,
  ): Genotype[] {
    const values = known.map((network) => network.values);
    const columns = minimisedColumns(this.#problem, values);
    const aim: Aim = {
      known: columns,
      reference: referencePoint(this.#problem, values),
      scenarios: normalPoints(SCENARIOS, columns.length),
    };
    const believe = this.#models.fit(known);
    const pool = this.#pool.gather((network) => taken.has(genotypeKey(network)), {
      parents: [...paretoFront(columns)].map((i) => known[i].genotype),
      promise: (candidates) => expectedGains(aim, believe(candidates.features)),
      random,
    });
    if (pool.networks.length === 0) return [];
    return this.#choose(pool, aim, believe(pool.features), count);
  }

  /** By expected gain; then by the gain at best; then, under limits that nothing seems to keep, by how nearly they are kept. */
  #choose(pool: Pool, aim: Aim, beliefs: readonly Belief[], count: number): Genotype[] {
    const chosen = new Set(chooseBatch(aim, beliefs, count));
    const atBest = { ...aim, scenarios: [beliefs.map(() => -OPTIMISM)] };
    if (chosen.size < count) for (const i of chooseBatch(atBest, beliefs, count)) chosen.add(i);
    if (chosen.size < count) for (const i of this.#nearestToLimits(beliefs, count)) chosen.add(i);
    return [...chosen].slice(0, count).map((i) => pool.networks[i]);
  }

  #nearestToLimits(beliefs: readonly Belief[], count: number): number[] {
    const limits = minimisedLimits(this.#problem);
    if (limits.every((limit) => limit === Number.POSITIVE_INFINITY)) return [];
    const excess = beliefs.map((belief, m) =>
      belief.at(-1).map((value) => Math.max(0, value - limits[m]) / (Math.abs(limits[m]) || 1)),
    );
    const total = excess[0].map((_, i) => excess.reduce((sum, column) => sum + column[i], 0));
    return [...total.keys()].sort((a, b) => total[a] - total[b] || a - b).slice(0, count);
  }
}
