import type { Space } from "../../src/space/space.js";
import type { CellStructure, Genotype } from "../../src/space/types.js";
import type { FeatureBlock } from "./block.js";
import { type Cell, compileCell, IDENTITY, NONE } from "./cell-graph.js";

/**
 * What a cell computes, whatever its operators are called: how many paths from a source to a sink apply which sequence of
 * operators (identities left out, a `none` removes the path), how many such paths there are, how many of each operator on
 * them and on all edges (some runtimes execute what leads nowhere), and the most operators of each set along one path.
 */
export function cellFeatures(space: Space, structure: CellStructure): FeatureBlock {
  const cell = compileCell(space, structure);
  const { names, groups } = columnsOf(cell, structure.identity);
  const reader = new CellReader(cell);
  return {
    names,
    groups,
    joins: new Set(cell.edges),
    write: (genotype, data, offset) => reader.write(genotype, data, offset),
    simplify: (genotype) => reader.simplify(genotype),
  };
}

function columnsOf(cell: Cell, identity: string): { names: string[]; groups: number[] } {
  const names: string[] = [];
  const groups: number[] = [];
  for (let length = 0; length <= cell.longest; length++) {
    for (let i = cell.starts[length]; i < cell.starts[length + 1]; i++) {
      names.push(`path:${sequenceName(i - cell.starts[length], length, cell.operators)}`);
      groups.push(length);
    }
  }
  const counts = [
    "paths",
    ...[identity, ...cell.operators].map((operator) => `live:${operator}`),
    ...[identity, ...cell.operators].map((operator) => `all:${operator}`),
    ...cell.sets.map((set) => `longest:${set.map((o) => cell.operators[o]).join("+")}`),
  ];
  counts.forEach((name, i) => {
    names.push(name);
    groups.push(cell.longest + 1 + i);
  });
  return { names, groups };
}

function sequenceName(code: number, length: number, operators: readonly string[]): string {
  const parts: string[] = [];
  for (let rest = code, i = 0; i < length; i++, rest = Math.floor(rest / operators.length)) {
    parts.unshift(operators[rest % operators.length]);
  }
  return parts.join(">");
}

/** Follows the paths of one genotype after the other; keeps its scratch space between them. */
class CellReader {
  readonly #cell: Cell;
  /** Operator per edge, NONE where the edge is on no live path. */
  readonly #live: Int32Array;
  readonly #along: Int32Array;
  readonly #most: Int32Array;

  constructor(cell: Cell) {
    this.#cell = cell;
    this.#live = new Int32Array(cell.edges.length);
    this.#along = new Int32Array(cell.operators.length);
    this.#most = new Int32Array(cell.sets.length);
  }

  write(genotype: Genotype, data: Float64Array, offset: number): void {
    const { starts, longest, operators } = this.#cell;
    const counts = offset + starts[longest + 1];
    data[counts] = this.#follow(genotype, data, offset);
    const width = operators.length + 1;
    for (let e = 0; e < this.#live.length; e++) {
      const operator = this.#operator(genotype, e);
      if (operator === NONE) continue;
      const column = counts + (operator === IDENTITY ? 1 : operator + 2);
      if (this.#live[e] !== NONE) data[column] += 1;
      data[column + width] += 1;
    }
    for (let s = 0; s < this.#most.length; s++) data[counts + 1 + 2 * width + s] = this.#most[s];
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
      this.#keepLongest();
    }
    return alive;
  }

  #operator(genotype: Genotype, edge: number): number {
    const { edges, operatorOf } = this.#cell;
    return operatorOf[edge][genotype[edges[edge]]] ?? NONE;
  }

  #keepLongest(): void {
    const { sets } = this.#cell;
    for (let s = 0; s < sets.length; s++) {
      let count = 0;
      for (const operator of sets[s]) count += this.#along[operator];
      if (count > this.#most[s]) this.#most[s] = count;
    }
  }
}
