import { Random } from "../../base/random.js";
import { genotypeKey } from "../../space/identity.js";
import { crossover, mutate } from "../../space/sampling/variation.js";
import { isActive, type Space } from "../../space/space.js";
import { type Genotype, INACTIVE } from "../../space/types.js";
import { History } from "../history.js";
import type { Modality, Outcome, Problem, Strategy } from "../ports.js";
import { type Member, survive } from "./survival.js";
import { tournament } from "./tournament.js";

/** Backbones per modality, as published; a quarter of them goes on to fusion in each generation. */
export const DEFAULT_BACKBONES = 128;
const CROSSOVER = 0.8;
const MUTATION = 0.4;
/** Sizes of the fusion network, each left for another choice with this probability. */
const USUAL_SIZES: ReadonlyMap<string, number> = new Map([
  ["fusion.cells", 2],
  ["fusion.nodes", 1],
]);
const OTHER_SIZE = 0.4;
/** How many backbones are bred or drawn for each one wanted. */
const TRIES_PER_CHILD = 20;
/** After so many generations in a row without a new network nothing is left to propose. */
const PATIENCE = 20;

/**
 * Tier 1 of Harmonic-NAS (Ghebriout et al., ACML 2023): every backbone of the population is scored on its own modality, the best
 * quarter by non-dominated rank, then crowding distance, is paired at random across modalities, and each pair gets a fusion
 * size; the evaluator's tier 2 does the rest. The best pairs of all so far breed the next backbones: uniform crossover with
 * probability 0.8, mutation with 0.4 per gene. Genes of no modality are sizes of the fusion network.
 *
 * As with `Nsga2`, what is proposed depends on the seed and on values of earlier generations only, so that a run is
 * resumed by telling a new instance what was acknowledged.
 */
export class TwoTierNsga2 implements Strategy {
  readonly batchSize: number;
  readonly #random: Random;
  readonly #history = new History();
  readonly #visited = new Set<string>();
  readonly #sizes: readonly number[];
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
    this.#generation = this.#paired(modalities.map((modality) => this.#drawn(modality, [])));
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

  #advance(): void {
    const answered = this.#history.evaluated(this.#generation);
    this.#parents = survive(this.problem, [...this.#parents, ...answered], this.batchSize);
    this.#generation = this.#paired(
      this.modalities.map((modality) => this.#drawn(modality, this.#bred(modality))),
    );
  }

  /** Distinct backbones of a modality, bred from the pairs that survived; only the genes of the modality count. */
  #bred(modality: Modality): Genotype[] {
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

  /** `backbones` filled up with random ones to the size of a population, as far as there are distinct ones. */
  #drawn(modality: Modality, backbones: readonly Genotype[]): readonly Genotype[] {
    const drawn = new Map(backbones.map((backbone) => [partKey(modality, backbone), backbone]));
    for (let t = 0; t < this.backbones * TRIES_PER_CHILD && drawn.size < this.backbones; t++) {
      const backbone = uniformGenes(this.problem.space, this.#random);
      drawn.set(partKey(modality, backbone), backbone);
    }
    return [...drawn.values()];
  }

  /** The best quarter of each modality's population, paired at random, with fusion sizes; networks not proposed before. */
  #paired(populations: readonly (readonly Genotype[])[]): readonly Genotype[] {
    const chosen = this.modalities.map((modality, m) =>
      this.#random.shuffle([...this.#best(modality, populations[m])]),
    );
    const pairs: Genotype[] = [];
    const most = Math.max(...chosen.map(({ length }) => length));
    for (let i = 0; i < most; i++) {
      const pair = this.#joined(chosen.map((backbones) => backbones[i % backbones.length]));
      if (pair === undefined || this.#visited.has(genotypeKey(pair))) continue;
      this.#visited.add(genotypeKey(pair));
      pairs.push(pair);
    }
    return pairs;
  }

  /** By every objective, also one that only has a limit: a cheap backbone leaves room below it. */
  #best(modality: Modality, population: readonly Genotype[]): readonly Genotype[] {
    const alone = population.map((genotype) => ({ genotype, values: modality.valuesOf(genotype) }));
    const { space, objectives } = this.problem;
    return survive({ space, objectives, limits: [] }, alone, this.batchSize).map(({ genotype }) => genotype);
  }

  #joined(backbones: readonly Genotype[]): Genotype | undefined {
    const pair = new Uint8Array(this.problem.space.genes.length);
    this.modalities.forEach(({ genes }, m) => {
      for (const p of genes) pair[p] = backbones[m][p];
    });
    for (const p of this.#sizes) pair[p] = this.#size(p);
    if (this.problem.resolve === undefined) return pair;
    return this.problem.resolve(pair, (network) => this.#visited.has(genotypeKey(network)));
  }

  #size(position: number): number {
    const { name, choices } = this.problem.space.genes[position];
    const usual = choices.indexOf(USUAL_SIZES.get(name) ?? choices[0]);
    if (choices.length === 1 || this.#random.next() >= OTHER_SIZE) return usual;
    const other = this.#random.int(choices.length - 1);
    return other >= usual ? other + 1 : other;
  }
}

/** Every gene uniform in itself, so that each depth is as likely as another, although there are more deep networks. */
function uniformGenes(space: Space, random: Random): Genotype {
  const genotype = new Uint8Array(space.genes.length);
  for (const p of space.order) {
    genotype[p] = isActive(space, genotype, p) ? random.int(space.genes[p].choices.length) : INACTIVE;
  }
  return genotype;
}

const partKey = ({ genes }: Modality, genotype: Genotype): string => genes.map((p) => genotype[p]).join();
