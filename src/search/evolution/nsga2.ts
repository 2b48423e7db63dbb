import { Random } from "../../base/random.js";
import { genotypeKey } from "../../space/identity.js";
import type { Genotype } from "../../space/types.js";
import { breed } from "../candidates/breeding.js";
import { type NetworkSource, randomNetworks } from "../candidates/random-networks.js";
import { History } from "../history.js";
import { withinKnownLimits } from "../known-objectives.js";
import type { Outcome, Problem, Strategy } from "../ports.js";
import { type Member, survive } from "./survival.js";
import { tournament } from "./tournament.js";

/** Population size unless another one is given. */
export const DEFAULT_POPULATION = 40;

/** Number of attempts per wanted child, before a generation is filled up with random networks. */
const TRIES_PER_CHILD = 20;
/** After this many generations in a row without a new network, half of the next generation is random. */
const PATIENCE = 5;

/**
 * NSGA-II (Deb, Pratap, Agarwal, Meyarivan 2002) over genotypes, with constrained dominance.
 *
 * A generation contains no network twice and no network of the population. It may contain networks whose outcomes were
 * told before; these cost nothing. Every decision depends only on the seed and on the outcomes of earlier generations.
 * A new instance that is told a history therefore repeats the same generations, and asks for the first networks whose
 * outcomes are missing.
 */
export class Nsga2 implements Strategy {
  readonly batchSize: number;
  readonly #problem: Problem;
  readonly #random: Random;
  /** Random immigrants: networks that are drawn, not bred. */
  readonly #immigrants: NetworkSource;
  readonly #history = new History();
  /** Keys of the networks of all generations so far. */
  readonly #visited = new Set<string>();
  #population: readonly Member[] = [];
  /** The generation under evaluation; empty once the search is exhausted. */
  #generation: readonly Genotype[];
  #staleGenerations = 0;

  constructor(problem: Problem, seed: number, populationSize = DEFAULT_POPULATION) {
    this.#problem = problem;
    this.batchSize = populationSize;
    this.#random = new Random(seed).fork("nsga2");
    this.#immigrants = randomNetworks(problem, this.#random.fork("immigrants"));
    const first: Genotype[] = [];
    this.#addImmigrants(first, populationSize);
    this.#generation = first;
    this.#visit(first);
  }

  async ask(count: number): Promise<readonly Genotype[]> {
    while (this.#generation.length > 0) {
      const next = this.#history.handOut(this.#generation, count);
      if (next !== undefined) return next;
      this.#advance();
    }
    return [];
  }

  tell(batch: readonly Outcome[]): void {
    this.#history.tell(batch);
  }

  /** Selects the survivors of the evaluated generation and breeds the next one. */
  #advance(): void {
    const answered = this.#history.evaluated(this.#generation);
    this.#population = survive(this.#problem, [...this.#population, ...answered], this.batchSize);
    const next = this.#breedGeneration();
    const isStale = this.#visit(next) === 0;
    const isExhausted = isStale && this.#staleGenerations >= PATIENCE;
    this.#staleGenerations = isStale ? this.#staleGenerations + 1 : 0;
    this.#generation = isExhausted ? [] : next;
  }

  #breedGeneration(): Genotype[] {
    const taken = new Set(this.#population.map((member) => genotypeKey(member.genotype)));
    const children: Genotype[] = [];
    const wanted = this.#staleGenerations < PATIENCE ? this.batchSize : this.batchSize >> 1;
    const tries = this.#population.length === 0 ? 0 : wanted * TRIES_PER_CHILD;
    for (let tried = 0; tried < tries && children.length < wanted; tried++) {
      const child = this.#child();
      if (child === undefined || taken.has(genotypeKey(child))) continue;
      taken.add(genotypeKey(child));
      children.push(child);
    }
    this.#addImmigrants(children, this.batchSize - children.length);
    return children;
  }

  /** Breeds a child of two tournament winners; undefined if no network is left that can be evaluated for it. */
  #child(): Genotype | undefined {
    const first = tournament(this.#population, this.#random);
    const second = tournament(this.#population, this.#random);
    const child = breed(this.#problem.space, first.genotype, second.genotype, this.#random);
    const { resolve } = this.#problem;
    const network = resolve === undefined ? child : resolve(child, (other) => this.#isOut(other));
    return network === undefined || !this.#keepsKnownLimits(network) ? undefined : network;
  }

  #isOut(network: Genotype): boolean {
    return this.#visited.has(genotypeKey(network)) || !this.#keepsKnownLimits(network);
  }

  #keepsKnownLimits(network: Genotype): boolean {
    return withinKnownLimits(this.#problem, [network]).length === 1;
  }

  /** Adds up to `count` random networks that were in no generation yet. */
  #addImmigrants(generation: Genotype[], count: number): void {
    const own = new Set(generation.map(genotypeKey));
    for (let added = 0; added < count; added++) {
      const network = this.#immigrants.next(
        (candidate) => !this.#visited.has(genotypeKey(candidate)) && !own.has(genotypeKey(candidate)),
      );
      if (network === undefined) return;
      own.add(genotypeKey(network));
      generation.push(network);
    }
  }

  /** Marks the networks of a generation as visited; returns how many of them are new. */
  #visit(generation: readonly Genotype[]): number {
    const before = this.#visited.size;
    for (const network of generation) this.#visited.add(genotypeKey(network));
    return this.#visited.size - before;
  }
}
