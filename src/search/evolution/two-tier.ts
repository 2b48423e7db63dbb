import { Random } from "../../base/random.js";
import { genotypeKey } from "../../space/identity.js";
import { crossover, mutate } from "../../space/sampling/variation.js";
import { isActive, type Space } from "../../space/space.js";
import { type Genotype, INACTIVE } from "../../space/types.js";
import { History } from "../history.js";
import { withinKnownLimits } from "../known-objectives.js";
import type { Modality, Outcome, Problem, Strategy } from "../ports.js";
import { type Member, survive } from "./survival.js";
import { tournament } from "./tournament.js";

/** Number of backbones per modality, as published; a quarter of them is fused in each generation. */
export const DEFAULT_BACKBONES = 128;
/** Probability that a child is a crossover of its parents; otherwise it starts as a copy of the first. */
const CROSSOVER = 0.8;
/** Probability that a gene mutates. */
const MUTATION = 0.4;
/** The usual sizes of the fusion network. */
const USUAL_SIZES: ReadonlyMap<string, number> = new Map([
  ["fusion.cells", 2],
  ["fusion.nodes", 1],
]);
/** Probability that a size of the fusion network is another than the usual one. */
const OTHER_SIZE = 0.4;
/** Number of attempts per wanted backbone, both for breeding and for drawing. */
const TRIES_PER_CHILD = 20;
/** After this many generations in a row without a new network, the search ends. */
const PATIENCE = 20;

/**
 * Tier 1 of Harmonic-NAS (Ghebriout et al., ACML 2023). Every modality has a population of backbones, each scored on
 * its own modality. The best quarter of each population, by non-dominated rank and then crowding distance, is combined
 * at random with the backbones of the other modalities, and each combination ("pair") gets a fusion size. Tier 2, in
 * the evaluator, decides the rest of the fusion network. The best pairs found so far breed the next backbones, by
 * uniform crossover with probability 0.8 and mutation with probability 0.4 per gene. Genes that belong to no modality
 * are sizes of the fusion network.
 *
 * Proposals depend only on the seed and on the outcomes of earlier generations. A run is therefore resumed by telling a
 * new instance the acknowledged outcomes (see `Nsga2`).
 */
export class TwoTierNsga2 implements Strategy {
  readonly batchSize: number;
  readonly #random: Random;
  readonly #history = new History();
  /** Keys of all pairs so far. */
  readonly #visited = new Set<string>();
  /** Positions of the genes that are sizes of the fusion network. */
  readonly #sizes: readonly number[];
  /** The best pairs found so far. */
  #parents: readonly Member[] = [];
  #generation: readonly Genotype[];

  constructor(
    private readonly problem: Problem,
    private readonly modalities: readonly Modality[],
    seed: number,
    private readonly backbones = DEFAULT_BACKBONES,
  ) {
    this.batchSize = Math.max(1, Math.round(backbones / 4));
    this.#random = new Random(seed).fork("two-tier nsga2");
    const backboneGenes = new Set(modalities.flatMap(({ genes }) => genes));
    this.#sizes = problem.space.genes.flatMap((_, p) => (backboneGenes.has(p) ? [] : [p]));
    this.#generation = this.#pairUp(modalities.map((modality) => this.#fillUp(modality, [])));
  }

  async ask(count: number): Promise<readonly Genotype[]> {
    for (let stale = 0; stale < PATIENCE; stale++) {
      const next = this.#history.handOut(this.#generation, count);
      if (next !== undefined) return next;
      this.#advance();
    }
    return [];
  }

  tell(batch: readonly Outcome[]): void {
    this.#history.tell(batch);
  }

  /** Selects the best pairs so far and forms the next generation from backbones that they breed. */
  #advance(): void {
    const answered = this.#history.evaluated(this.#generation);
    this.#parents = survive(this.problem, [...this.#parents, ...answered], this.batchSize);
    this.#generation = this.#pairUp(
      this.modalities.map((modality) => this.#fillUp(modality, this.#breed(modality))),
    );
  }

  /** Breeds distinct backbones of a modality from the best pairs; only the modality's own genes of a child are used. */
  #breed(modality: Modality): Genotype[] {
    if (this.#parents.length === 0) return [];
    const children = new Map<string, Genotype>();
    for (let t = 0; t < this.backbones * TRIES_PER_CHILD && children.size < this.backbones; t++) {
      const [first, second] = [0, 1].map(() => tournament(this.#parents, this.#random).genotype);
      const { space } = this.problem;
      const mixed = this.#random.next() < CROSSOVER ? crossover(space, first, second, this.#random) : first;
      const child = mutate(space, mixed, MUTATION, this.#random);
      children.set(partKey(modality, child), child);
    }
    return [...children.values()];
  }

  /** Fills a population up with random backbones, as far as distinct ones are found. */
  #fillUp(modality: Modality, backbones: readonly Genotype[]): readonly Genotype[] {
    const population = new Map(backbones.map((backbone) => [partKey(modality, backbone), backbone]));
    for (let t = 0; t < this.backbones * TRIES_PER_CHILD && population.size < this.backbones; t++) {
      const backbone = uniformGenes(this.problem.space, this.#random);
      population.set(partKey(modality, backbone), backbone);
    }
    return [...population.values()];
  }

  /** Pairs the best quarter of each modality's population at random, adds fusion sizes, and leaves out known pairs. */
  #pairUp(populations: readonly (readonly Genotype[])[]): readonly Genotype[] {
    const chosen = this.modalities.map((modality, m) =>
      this.#random.shuffle([...this.#best(modality, populations[m])]),
    );
    const pairs: Genotype[] = [];
    const most = Math.max(...chosen.map(({ length }) => length));
    for (let i = 0; i < most; i++) {
      const pair = this.#join(chosen.map((backbones) => backbones[i % backbones.length]));
      if (pair === undefined || this.#visited.has(genotypeKey(pair))) continue;
      if (withinKnownLimits(this.problem, [pair]).length === 0) continue;
      this.#visited.add(genotypeKey(pair));
      pairs.push(pair);
    }
    return pairs;
  }

  /**
   * The best backbones of a modality's population by all objectives, those included that only have to keep a limit: a
   * cheap backbone leaves more of the limit to the others.
   */
  #best(modality: Modality, population: readonly Genotype[]): readonly Genotype[] {
    const alone = population.map((genotype) => ({ genotype, values: modality.valuesOf(genotype) }));
    const { space, objectives } = this.problem;
    return survive({ space, objectives, limits: [] }, alone, this.batchSize).map(({ genotype }) => genotype);
  }

  /** Joins one backbone per modality and random fusion sizes to a network; undefined if it cannot be evaluated. */
  #join(backbones: readonly Genotype[]): Genotype | undefined {
    const pair = new Uint8Array(this.problem.space.genes.length);
    this.modalities.forEach(({ genes }, m) => {
      for (const p of genes) pair[p] = backbones[m][p];
    });
    for (const p of this.#sizes) pair[p] = this.#size(p);
    if (this.problem.resolve === undefined) return pair;
    return this.problem.resolve(pair, (network) => this.#visited.has(genotypeKey(network)));
  }

  /** Draws the choice (an index) of a fusion size. */
  #size(position: number): number {
    const { name, choices } = this.problem.space.genes[position];
    const usual = choices.indexOf(USUAL_SIZES.get(name) ?? choices[0]);
    if (choices.length === 1 || this.#random.next() >= OTHER_SIZE) return usual;
    const other = this.#random.int(choices.length - 1);
    return other >= usual ? other + 1 : other;
  }
}

/**
 * Draws the choice of every active gene uniformly. All depths are then equally likely, although there are more deep
 * networks than shallow ones.
 */
function uniformGenes(space: Space, random: Random): Genotype {
  const genotype = new Uint8Array(space.genes.length);
  for (const p of space.order) {
    genotype[p] = isActive(space, genotype, p) ? random.int(space.genes[p].choices.length) : INACTIVE;
  }
  return genotype;
}

/** A key of a genotype's backbone of one modality. */
const partKey = ({ genes }: Modality, genotype: Genotype): string => genes.map((p) => genotype[p]).join();
