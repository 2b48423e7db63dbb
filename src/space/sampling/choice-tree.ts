import { InvalidInput } from "../../base/errors.js";
import type { Space } from "../space.js";
import { INACTIVE } from "../types.js";

/** A gene that can be chosen independently of all others. */
export interface FreeGene {
  readonly kind: "gene";
  readonly position: number;
  readonly size: bigint;
}
/** An increasing pair that is independent of all other genes. */
export interface FreePair {
  readonly kind: "pair";
  readonly first: number;
  readonly second: number;
  readonly size: bigint;
}
/** A gene that other genes depend on, with what remains to be chosen under each of its choices. */
export interface Branch {
  readonly kind: "branch";
  readonly position: number;
  readonly options: readonly Product[];
  readonly size: bigint;
}
export type Part = FreeGene | FreePair | Branch;

/** Independent parts of a space. `size` is the number of distinct combinations. */
export interface Product {
  readonly parts: readonly Part[];
  readonly size: bigint;
}

/**
 * The number of gene visits after which conditions count as too entangled. The built-in spaces need a few thousand.
 */
const MAX_WORK = 500_000;
/** How long a chain of genes may be in which each depends on the one before. */
const MAX_DEPTH = 400;
const UNDECIDED = 253;

/**
 * Represents the distinct architectures of a space as a product of independent parts, with exact counts. It fixes one
 * controlling gene after another; what remains falls apart into independent components. Equal remainders are one
 * shared node, so the result is a directed acyclic graph in which long chains of conditions stay small. With
 * `partial`, tier-2 genes are left out. It is made once per compiled space.
 * @throws InvalidInput if the conditions are too entangled to count
 */
export function choiceTree(space: Space, partial: boolean): Product {
  const known = partial ? partialTrees : completeTrees;
  let tree = known.get(space);
  if (tree === undefined) {
    const positions = [...space.order].filter((p) => !partial || space.genes[p].tier === 1);
    tree = new TreeBuilder(space, positions).build();
    known.set(space, tree);
  }
  return tree;
}

const completeTrees = new WeakMap<Space, Product>();
const partialTrees = new WeakMap<Space, Product>();

class TreeBuilder {
  readonly #space: Space;
  /** The choices fixed on the current path; UNDECIDED for all other genes. */
  readonly #choice: Uint8Array;
  /**
   * The branches made so far, by the genes that they cover. These tell which conditions are open, too: those on genes
   * of the same branch, since an open condition connects two genes.
   */
  readonly #branches = new Map<string, Branch>();
  /** For each gene, the conditions of other genes on it. */
  readonly #dependants: { readonly position: number; readonly holds: readonly boolean[] }[][];
  /** Whether a gene is in the tree at all. */
  readonly #isIncluded: Uint8Array;
  /** Working memory of `#components`; -1 everywhere outside it. */
  readonly #leader: Int16Array;
  #work = 0;
  #depth = 0;

  /** @param positions the genes of the tree, in evaluation order */
  constructor(
    space: Space,
    private readonly positions: readonly number[],
  ) {
    this.#space = space;
    this.#isIncluded = new Uint8Array(space.genes.length);
    for (const p of positions) this.#isIncluded[p] = 1;
    this.#dependants = space.genes.map(() => []);
    space.conditions.forEach((conditions, position) => {
      for (const { position: controller, holds } of conditions)
        this.#dependants[controller].push({ position, holds });
    });
    this.#choice = new Uint8Array(space.genes.length).fill(UNDECIDED);
    this.#leader = new Int16Array(space.genes.length).fill(-1);
  }

  build(): Product {
    return this.#product(this.positions);
  }

  /** Represents the genes at `positions`, given in evaluation order. */
  #product(positions: readonly number[]): Product {
    this.#count(positions.length);
    const existing: number[] = [];
    const ruledOut: number[] = [];
    for (const p of positions) {
      if (this.#isRuledOut(p)) {
        this.#choice[p] = INACTIVE;
        ruledOut.push(p);
      } else existing.push(p);
    }
    const parts = this.#components(existing).map((component) => this.#part(component));
    for (const p of ruledOut) this.#choice[p] = UNDECIDED;
    return { parts, size: parts.reduce((size, part) => size * part.size, 1n) };
  }

  #part(component: readonly number[]): Part {
    const root = component.find((p) => this.#isOpenController(p));
    if (root !== undefined) return this.#branch(component, root);
    const [first, second] = component;
    const choices = BigInt(this.#space.genes[first].choices.length);
    if (second === undefined) return { kind: "gene", position: first, size: choices };
    return { kind: "pair", first, second, size: (choices * (choices - 1n)) / 2n };
  }

  /**
   * Fixes each choice of `root` in turn. `root` is the first of the controllers in evaluation order, so its own
   * existence is already settled.
   */
  #branch(component: readonly number[], root: number): Branch {
    const key = component.join();
    const known = this.#branches.get(key);
    if (known !== undefined) return known;
    const rest = component.filter((p) => p !== root);
    const byEffect = new Map<string, Product>();
    const options = this.#space.genes[root].choices.map((_, choice) => {
      const effect = this.#effect(root, choice);
      const option = byEffect.get(effect) ?? this.#fix(root, choice, rest);
      byEffect.set(effect, option);
      return option;
    });
    const size = options.reduce((sum, option) => sum + option.size, 0n);
    const branch: Branch = { kind: "branch", position: root, options, size };
    this.#branches.set(key, branch);
    return branch;
  }

  #fix(root: number, choice: number, rest: readonly number[]): Product {
    this.#choice[root] = choice;
    this.#depth++;
    const option = this.#product(rest);
    this.#depth--;
    this.#choice[root] = UNDECIDED;
    return option;
  }

  /**
   * Tells which conditions on `root` a choice of it fulfils. Choices with the same effect leave the same remainder.
   */
  #effect(root: number, choice: number): string {
    let effect = "";
    for (const { position, holds } of this.#dependants[root]) {
      if (this.#isOpen(position)) effect += holds[choice] ? "1" : "0";
    }
    return effect;
  }

  /**
   * Groups genes that are connected by undecided conditions or increasing pairs (union-find). Within a group, they
   * stay in evaluation order.
   */
  #components(positions: readonly number[]): number[][] {
    const leader = this.#leader;
    for (const p of positions) leader[p] = p;
    const find = (p: number): number => {
      let top = p;
      while (leader[top] !== top) {
        leader[top] = leader[leader[top]];
        top = leader[top];
      }
      return top;
    };
    for (const p of positions) {
      for (const { position } of this.#space.conditions[p]) {
        if (this.#choice[position] === UNDECIDED) leader[find(position)] = find(p);
      }
      const first = this.#space.greaterThan[p];
      if (first >= 0 && leader[first] >= 0) leader[find(first)] = find(p);
    }
    const groups = new Map<number, number[]>();
    for (const p of positions) {
      const top = find(p);
      const group = groups.get(top);
      if (group === undefined) groups.set(top, [p]);
      else group.push(p);
    }
    for (const p of positions) leader[p] = -1;
    return [...groups.values()];
  }

  /** Tells whether a decided gene rules out that `p` exists. */
  #isRuledOut(p: number): boolean {
    for (const { position, holds } of this.#space.conditions[p]) {
      const choice = this.#choice[position];
      if (choice !== UNDECIDED && holds[choice] !== true) return true;
    }
    return false;
  }

  /** Tells whether a gene of the tree is neither decided nor ruled out. */
  #isOpen(p: number): boolean {
    return this.#isIncluded[p] === 1 && this.#choice[p] === UNDECIDED;
  }

  /** Tells whether the existence of an open gene depends on `p`, which is open itself. */
  #isOpenController(p: number): boolean {
    for (const { position } of this.#dependants[p]) if (this.#isOpen(position)) return true;
    return false;
  }

  /** Limits the work on a space with entangled conditions. */
  #count(visits: number): void {
    this.#work += visits;
    if (this.#work > MAX_WORK || this.#depth > MAX_DEPTH) {
      throw new InvalidInput(
        "genes",
        `the conditions of space ${this.#space.spec.id} are too entangled to count its architectures; ` +
          "let fewer genes decide together which others exist",
      );
    }
  }
}
