import type { Space } from "../../src/space/space.js";
import type { CellStructure, Genotype } from "../../src/space/types.js";
import type { FeatureBlock } from "./block.js";
import { pathsThrough } from "./paths.js";

/** More paths, or more operator sequences, than this are not told apart: the counts describe them. */
const MOST_PATHS = 256;
const MOST_SEQUENCES = 400;
/** Up to this many operators, every set of operators is counted along paths; beyond, single ones and all together. */
const OPERATORS_FOR_SETS = 4;

const NONE = -1;
const IDENTITY = -2;

interface Cell {
  /** Gene position of each edge. */
  readonly edges: Int32Array;
  readonly paths: readonly (readonly number[])[];
  /** Operators besides `none` and `identity`. */
  readonly operators: readonly string[];
  /** `[edge][choice index]`: operator index, NONE or IDENTITY. */
  readonly operatorOf: readonly Int32Array[];
  /** Longest sequence that has a column of its own, and where the sequences of each length start. */
  readonly longest: number;
  readonly starts: readonly number[];
  readonly sets: readonly (readonly number[])[];
}

/**
 * What a cell computes, whatever its operators are called: which operator sequences lead from a source to a sink
 * (identities left out, a `none` removes the path), and, on edges that are part of such a path only, how many of each
 * operator there are, how many paths, and the most operators of each set that follow one another.
 */
export function cellFeatures(space: Space, structure: CellStructure): FeatureBlock {
  const cell = compileCell(space, structure);
  const width = cell.operators.length + 1;
  const sequences = cell.starts[cell.longest + 1];
  const names: string[] = [];
  const groups: number[] = [];
  for (let length = 0; length <= cell.longest; length++) {
    for (let i = cell.starts[length]; i < cell.starts[length + 1]; i++) {
      names.push(`path:${sequenceName(i - cell.starts[length], length, cell.operators)}`);
      groups.push(length);
    }
  }
  const edgeNames = Object.keys(structure.edges);
  const live = sequences;
  edgeNames.forEach((edge, e) => {
    for (const operator of [structure.identity, ...cell.operators]) {
      names.push(`live:${edge}=${operator}`);
      groups.push(cell.longest + 1 + e);
    }
  });
  const counts = live + edgeNames.length * width;
  const firstCountGroup = cell.longest + 1 + edgeNames.length;
  const countNames = [
    "paths",
    ...[structure.identity, ...cell.operators].map((operator) => `count:${operator}`),
    ...cell.sets.map((set) => `longest:${set.map((o) => cell.operators[o]).join("+")}`),
  ];
  countNames.forEach((name, i) => {
    names.push(name);
    groups.push(firstCountGroup + i);
  });
  const scratch = {
    usedAs: new Int32Array(edgeNames.length),
    along: new Int32Array(cell.operators.length),
    most: new Int32Array(cell.sets.length),
  };
  const write = (genotype: Genotype, data: Float64Array, offset: number): void => {
    const { usedAs, along, most } = scratch;
    usedAs.fill(NONE);
    most.fill(0);
    let alive = 0;
    for (const path of cell.paths) {
      let length = 0;
      let code = 0;
      let dead = false;
      along.fill(0);
      for (const e of path) {
        const choice = genotype[cell.edges[e]];
        const operator = choice < cell.operatorOf[e].length ? cell.operatorOf[e][choice] : NONE;
        if (operator === NONE) {
          dead = true;
          break;
        }
        if (operator === IDENTITY) continue;
        along[operator]++;
        code = code * cell.operators.length + operator;
        length++;
      }
      if (dead) continue;
      alive++;
      for (const e of path) usedAs[e] = cell.operatorOf[e][genotype[cell.edges[e]]];
      if (length <= cell.longest) data[offset + cell.starts[length] + code] += 1;
      for (let s = 0; s < cell.sets.length; s++) {
        let count = 0;
        for (const operator of cell.sets[s]) count += along[operator];
        if (count > most[s]) most[s] = count;
      }
    }
    data[offset + counts] = alive;
    for (let e = 0; e < usedAs.length; e++) {
      if (usedAs[e] === NONE) continue;
      const column = usedAs[e] === IDENTITY ? 0 : usedAs[e] + 1;
      data[offset + live + e * width + column] = 1;
      data[offset + counts + 1 + column] += 1;
    }
    for (let s = 0; s < most.length; s++) data[offset + counts + 1 + width + s] = most[s];
  };
  return { names, groups, write };
}

function compileCell(space: Space, { edges, none, identity }: CellStructure): Cell {
  const names = Object.keys(edges);
  const positions = names.map((name) => space.position.get(name)!);
  const choices = positions.map((p) => space.genes[p].choices.map(String));
  const operators = [...new Set(choices.flat())].filter((name) => name !== none && name !== identity);
  const operatorOf = choices.map((list) =>
    Int32Array.from(list, (name) =>
      name === none ? NONE : name === identity ? IDENTITY : operators.indexOf(name),
    ),
  );
  const paths = pathsThrough(
    names.map((name) => edges[name]),
    MOST_PATHS,
  );
  const longestPath = paths.reduce((longest, path) => Math.max(longest, path.length), 0);
  const starts = [0, 1];
  let longest = 0;
  while (longest < longestPath) {
    const next = starts[longest + 1] + operators.length ** (longest + 1);
    if (next > MOST_SEQUENCES) break;
    starts.push(next);
    longest++;
  }
  return {
    edges: Int32Array.from(positions),
    paths,
    operators,
    operatorOf,
    longest,
    starts,
    sets: operatorSets(operators.length),
  };
}

function operatorSets(operators: number): number[][] {
  const all = Array.from({ length: operators }, (_, i) => i);
  if (operators > OPERATORS_FOR_SETS) return [...all.map((i) => [i]), all];
  return Array.from({ length: 2 ** operators - 1 }, (_, bits) => all.filter((i) => ((bits + 1) >> i) & 1));
}

function sequenceName(code: number, length: number, operators: readonly string[]): string {
  const parts: string[] = [];
  for (let rest = code, i = 0; i < length; i++, rest = Math.floor(rest / operators.length)) {
    parts.unshift(operators[rest % operators.length]);
  }
  return parts.join(">");
}
