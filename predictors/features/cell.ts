import type { Space } from "../../src/space/space.js";
import type { CellStructure, Genotype } from "../../src/space/types.js";
import type { Bearing, FeatureBlock } from "./block.js";
import { type Cell, compileCell, IDENTITY, MOST_PATHS, NONE } from "./cell-graph.js";

/**
 * What a cell computes and what it executes, whatever its operators are called. Computes: how many paths from a source to
 * a sink apply which sequence of operators (identities left out, a `none` removes the path), and, for every set of
 * operators, the logarithm of one more than how many paths apply 0, 1, 2, ... of them; counts on all paths. Executes: the operator on each edge
 * of such a path, the counts on all edges (some runtimes execute what leads nowhere), and the most operators of each set
 * along one path. Columns are told apart by that only where every path's sequence has a column.
 */
export function cellFeatures(space: Space, structure: CellStructure): FeatureBlock {
  const cell = compileCell(space, structure);
  const columns = columnsOf(space, cell, structure.identity);
  const reader = new CellReader(cell);
  return {
    names: columns.names,
    groups: columns.groups,
    fine: columns.fine,
    ...(cell.isComplete ? { bearing: columns.bearing } : {}),
    joins: new Set(cell.edges),
    write: (genotype, data, offset) => reader.write(genotype, data, offset),
    simplify: (genotype) => reader.simplify(genotype),
  };
}

function columnsOf(space: Space, cell: Cell, identity: string) {
  const names: string[] = [];
  const groups: number[] = [];
  const bearing: Bearing[] = [];
  const add = (bears: Bearing, group: number, name: string): void => {
    names.push(name);
    groups.push(group);
    bearing.push(bears);
  };
  for (let length = 0; length <= cell.longest; length++) {
    for (let i = cell.starts[length]; i < cell.starts[length + 1]; i++) {
      add("function", length, `path:${sequenceName(i - cell.starts[length], length, cell.operators)}`);
    }
  }
  let group = cell.longest + 1;
  const operators = [identity, ...cell.operators];
  const setNames = cell.sets.map((set) => set.map((o) => cell.operators[o]).join("+"));
  add("both", group++, "paths");
  for (const operator of operators) add("function", group++, `live:${operator}`);
  for (const operator of operators) add("cost", group++, `all:${operator}`);
  for (const set of setNames) add("cost", group++, `longest:${set}`);
  const coarse = names.length;
  for (const set of setNames) {
    for (let count = 0; count < cell.counts; count++) add("function", group, `paths with ${count} of ${set}`);
    group++;
  }
  for (const position of cell.edges) {
    operators.forEach((operator, o) => {
      add("cost", group + o, `live:${space.genes[position].name}=${operator}`);
    });
  }
  const fine = new Set([...names.keys()].slice(coarse));
  return { names, groups, bearing, fine };
}

function sequenceName(code: number, length: number, operators: readonly string[]): string {
  const parts: string[] = [];
  for (let rest = code, i = 0; i < length; i++, rest = Math.floor(rest / operators.length)) {
    parts.unshift(operators[rest % operators.length]);
  }
  return parts.join(">");
}

/** Of one more than each number of paths. */
const LOGARITHMS = Float64Array.from({ length: MOST_PATHS + 1 }, (_, paths) => Math.log1p(paths));

/** Follows the paths of one genotype after the other; keeps its scratch space between them. */
class CellReader {
  readonly #cell: Cell;
  /** Operator per edge, NONE where the edge is on no live path. */
  readonly #live: Int32Array;
  readonly #along: Int32Array;
  readonly #most: Int32Array;
  /** `[set][count]`: live paths with so many operators of the set. */
  readonly #histograms: Int32Array;

  constructor(cell: Cell) {
    this.#cell = cell;
    this.#live = new Int32Array(cell.edges.length);
    this.#along = new Int32Array(cell.operators.length);
    this.#most = new Int32Array(cell.sets.length);
    this.#histograms = new Int32Array(cell.sets.length * cell.counts);
  }

  write(genotype: Genotype, data: Float64Array, offset: number): void {
    const { starts, longest, operators } = this.#cell;
    const counts = offset + starts[longest + 1];
    data[counts] = this.#follow(genotype, data, offset);
    const width = operators.length + 1;
    const sets = counts + 1 + 2 * width;
    const histograms = sets + this.#most.length;
    const edges = histograms + this.#histograms.length;
    for (let e = 0; e < this.#live.length; e++) {
      const operator = this.#operator(genotype, e);
      if (operator === NONE) continue;
      const column = operator === IDENTITY ? 0 : operator + 1;
      data[counts + 1 + width + column] += 1;
      if (this.#live[e] === NONE) continue;
      data[counts + 1 + column] += 1;
      data[edges + e * width + column] = 1;
    }
    for (let s = 0; s < this.#most.length; s++) data[sets + s] = this.#most[s];
    for (let h = 0; h < this.#histograms.length; h++) {
      data[histograms + h] = LOGARITHMS[this.#histograms[h]];
    }
  }

  simplify(genotype: Genotype): Genotype {
    const { edges, noneChoice, paths } = this.#cell;
    if (paths.length === 0) return genotype;
    this.#follow(genotype, undefined, 0);
    const simple = genotype.slice();
    for (let e = 0; e < edges.length; e++) {
      if (this.#live[e] === NONE && noneChoice[e] >= 0) simple[edges[e]] = noneChoice[e];
    }
    return simple;
  }

  /** Marks the live edges, counts the sequences into `data` where it is given, and returns how many paths are alive. */
  #follow(genotype: Genotype, data: Float64Array | undefined, offset: number): number {
    const { paths, longest, starts, operators } = this.#cell;
    this.#live.fill(NONE);
    this.#most.fill(0);
    this.#histograms.fill(0);
    let alive = 0;
    for (const path of paths) {
      this.#along.fill(0);
      let code = 0;
      let length = 0;
      let dead = false;
      for (const e of path) {
        const operator = this.#operator(genotype, e);
        dead = operator === NONE;
        if (dead) break;
        if (operator === IDENTITY) continue;
        this.#along[operator]++;
        code = code * operators.length + operator;
        length++;
      }
      if (dead) continue;
      alive++;
      if (data !== undefined && length <= longest) data[offset + starts[length] + code] += 1;
      for (const e of path) this.#live[e] = this.#operator(genotype, e);
      this.#countSets();
    }
    return alive;
  }

  #operator(genotype: Genotype, edge: number): number {
    const { edges, operatorOf } = this.#cell;
    return operatorOf[edge][genotype[edges[edge]]] ?? NONE;
  }

  /** Takes the path in `#along` into what is known of every set. */
  #countSets(): void {
    const { sets, counts } = this.#cell;
    for (let s = 0; s < sets.length; s++) {
      let count = 0;
      for (const operator of sets[s]) count += this.#along[operator];
      if (count > this.#most[s]) this.#most[s] = count;
      this.#histograms[s * counts + count]++;
    }
  }
}
