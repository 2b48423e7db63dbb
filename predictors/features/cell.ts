import type { Space } from "../../src/space/space.js";
import type { CellStructure, Genotype } from "../../src/space/types.js";
import type { Bearing, FeatureBlock } from "./block.js";
import { type Cell, compileCell, IDENTITY, MOST_PATHS, NONE } from "./cell-graph.js";

/**
 * Features of a cell, which do not depend on the names of its operators. A path from a source to a sink is live if none
 * of its edges is removed by `none`; an edge is live if it is on a live path.
 *
 * Columns on what the cell computes: the number of live paths per sequence of operators (identities left out), the
 * number of live edges per operator and, for every set of operators, the logarithm of one plus the number of live paths
 * that apply 0, 1, 2, ... operators of the set. Columns on what the cell executes: the operator on each live edge, the
 * number of edges per operator (some runtimes execute edges that lead nowhere, too) and, for every set, the largest
 * number of its operators on one live path. The number of live paths belongs to both.
 *
 * If not every sequence has a column, these columns cannot tell all functions apart; then every column bears on both
 * function and cost.
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

/** The columns in the order in which `CellReader` writes them. */
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

/** The operators of a sequence from its number among the sequences of its length. */
function sequenceName(code: number, length: number, operators: readonly string[]): string {
  const parts: string[] = [];
  for (let rest = code, i = 0; i < length; i++, rest = Math.floor(rest / operators.length)) {
    parts.unshift(operators[rest % operators.length]);
  }
  return parts.join(">");
}

/** The logarithm of one plus each number of paths. */
const LOGARITHMS = Float64Array.from({ length: MOST_PATHS + 1 }, (_, paths) => Math.log1p(paths));

/** Computes the columns of one genotype after the other; its scratch space is kept between them. */
class CellReader {
  readonly #cell: Cell;
  /** `[edge]`: the operator of a live edge; NONE for other edges. */
  readonly #live: Int32Array;
  /** `[operator]`: how often the path that is being followed applies the operator. */
  readonly #along: Int32Array;
  /** `[set]`: the largest number of the set's operators on one live path. */
  readonly #most: Int32Array;
  /** `[set][count]`: the number of live paths with that many operators of the set. */
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

  /** Removes the edges that are not live, if they can be removed. */
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

  /** Marks the live edges, counts the sequences into `data` if given, and returns the number of live paths. */
  #follow(genotype: Genotype, data: Float64Array | undefined, offset: number): number {
    const { paths, longest, starts, operators } = this.#cell;
    this.#live.fill(NONE);
    this.#most.fill(0);
    this.#histograms.fill(0);
    let livePaths = 0;
    for (const path of paths) {
      this.#along.fill(0);
      let code = 0;
      let length = 0;
      let isRemoved = false;
      for (const e of path) {
        const operator = this.#operator(genotype, e);
        isRemoved = operator === NONE;
        if (isRemoved) break;
        if (operator === IDENTITY) continue;
        this.#along[operator]++;
        code = code * operators.length + operator;
        length++;
      }
      if (isRemoved) continue;
      livePaths++;
      if (data !== undefined && length <= longest) data[offset + starts[length] + code] += 1;
      for (const e of path) this.#live[e] = this.#operator(genotype, e);
      this.#countSets();
    }
    return livePaths;
  }

  /** The operator of an edge: its index, NONE or IDENTITY. */
  #operator(genotype: Genotype, edge: number): number {
    const { edges, operatorOf } = this.#cell;
    return operatorOf[edge][genotype[edges[edge]]] ?? NONE;
  }

  /** Adds the path counted in `#along` to the figures of every set. */
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
