import type { Random } from "../../base/random.js";
import { genotypeKey } from "../identity.js";
import { isActive, type Space } from "../space.js";
import { type Genotype, INACTIVE, OPEN } from "../types.js";
import { type Branch, choiceTree, type Product } from "./choice-tree.js";
import { enumerate } from "./enumerate.js";

/** Which networks are drawn. */
export interface SampleOptions {
  /** Whether tier-2 genes stay open. */
  readonly partial?: boolean;
}

/** The size up to which a large share of a space is drawn by shuffling the whole space. */
const MAX_SHUFFLED = 200_000n;

/**
 * Makes a function that draws architectures uniformly from the *distinct* ones: a shallow network counts once, no
 * matter how many genotypes spell it. Each controlling gene is drawn with weights equal to the exact number of
 * architectures under each of its choices. The tables are built here, once; a draw takes microseconds.
 *
 * ```ts
 * const draw = sampler(space);
 * const genotype = draw(new Random(1));
 * ```
 * @throws InvalidInput if the space's conditions are too entangled to count
 */
export function sampler(space: Space, options: SampleOptions = {}): (random: Random) => Genotype {
  const partial = options.partial ?? false;
  const tree = choiceTree(space, partial);
  const draws = new Map<Branch, (random: Random) => number>();
  collectDraws(tree, draws);
  return (random) => {
    const genotype = new Uint8Array(space.genes.length).fill(INACTIVE);
    drawProduct(space, tree, draws, random, genotype);
    if (partial) openTierTwo(space, genotype);
    return genotype;
  };
}

/**
 * Draws `count` distinct architectures uniformly without replacement. If the space has fewer, it returns the whole
 * space in random order.
 * @throws InvalidInput if the space's conditions are too entangled to count
 */
export function sampleDistinct(
  space: Space,
  count: number,
  random: Random,
  options: SampleOptions = {},
): Genotype[] {
  const size = choiceTree(space, options.partial ?? false).size;
  if (BigInt(count) * 2n > size && size <= MAX_SHUFFLED) {
    return random.shuffle([...enumerate(space, options)]).slice(0, count);
  }
  const draw = sampler(space, options);
  const wanted = BigInt(count) < size ? count : Number(size);
  const drawn = new Map<string, Genotype>();
  while (drawn.size < wanted) {
    const genotype = draw(random);
    drawn.set(genotypeKey(genotype), genotype);
  }
  return [...drawn.values()];
}

/** Marks every tier-2 gene that exists as OPEN. */
function openTierTwo(space: Space, genotype: Uint8Array): void {
  for (const p of space.order) {
    if (space.genes[p].tier === 2 && isActive(space, genotype, p)) genotype[p] = OPEN;
  }
}

/** Draws two different indices below `n` in increasing order, uniformly over such pairs. */
function drawPair(n: number, random: Random): [number, number] {
  const i = random.int(n);
  const j = random.int(n - 1);
  return j >= i ? [i, j + 1] : [j, i];
}

/** Draws every part of a product into `genotype`. */
function drawProduct(
  space: Space,
  product: Product,
  draws: ReadonlyMap<Branch, (random: Random) => number>,
  random: Random,
  genotype: Uint8Array,
): void {
  for (const part of product.parts) {
    if (part.kind === "gene") {
      genotype[part.position] = random.int(space.genes[part.position].choices.length);
    } else if (part.kind === "pair") {
      const [low, high] = drawPair(space.genes[part.first].choices.length, random);
      genotype[part.first] = low;
      genotype[part.second] = high;
    } else {
      const choice = draws.get(part)!(random);
      genotype[part.position] = choice;
      drawProduct(space, part.options[choice], draws, random, genotype);
    }
  }
}

/** Builds the weighted draw of each branch once. */
function collectDraws(product: Product, draws: Map<Branch, (random: Random) => number>): void {
  for (const part of product.parts) {
    if (part.kind !== "branch" || draws.has(part)) continue;
    draws.set(part, weightedDraw(part.options.map((option) => option.size)));
    for (const option of part.options) collectDraws(option, draws);
  }
}

/**
 * Makes a function that draws index i with probability weights[i] / sum, exactly. It uses plain numbers where the
 * reduced weights are small enough, else big integers.
 */
function weightedDraw(weights: readonly bigint[]): (random: Random) => number {
  const divisor = weights.reduce(greatestCommonDivisor, 0n);
  let sum = 0n;
  const cumulative = weights.map((weight) => {
    sum += weight / divisor;
    return sum;
  });
  if (sum > 2n ** 32n) {
    return (random) => {
      const drawn = random.bigint(sum);
      return cumulative.findIndex((limit) => drawn < limit);
    };
  }
  const limits = cumulative.map(Number);
  const total = Number(sum);
  return (random) => {
    const drawn = random.int(total);
    return limits.findIndex((limit) => drawn < limit);
  };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
