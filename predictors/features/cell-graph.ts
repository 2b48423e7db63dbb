import type { Space } from "../../src/space/space.js";
import type { CellStructure } from "../../src/space/types.js";
import { pathsThrough } from "./paths.js";

/** More paths, or more operator sequences, than this are not told apart: the counts describe them. */
export const MOST_PATHS = 256;
const MOST_SEQUENCES = 400;
/** Up to this many operators, every set of operators is counted along paths; beyond, single ones and all together. */
const OPERATORS_FOR_SETS = 4;

export const NONE = -1;
export const IDENTITY = -2;

/** A cell structure by number. */
export interface Cell {
  /** Gene position of each edge. */
  readonly edges: Int32Array;
  /** Lists of edges; none where there are too many. */
  readonly paths: readonly (readonly number[])[];
  /** Operators besides `none` and `identity`. */
  readonly operators: readonly string[];
  /** `[edge][choice index]`: operator index, NONE or IDENTITY. */
  readonly operatorOf: readonly (readonly number[])[];
  /** `[edge]`: the choice index of `none`, -1 where the edge cannot be removed. */
  readonly noneChoice: Int32Array;
  /** The longest sequences that have columns of their own. */
  readonly longest: number;
  /** `[length]`: the column where the sequences of that length start; one more entry for the end. */
  readonly starts: readonly number[];
  readonly sets: readonly (readonly number[])[];
  /** How many operators of a set a path may have: 0 up to one less than this. */
  readonly counts: number;
  /** Whether the columns tell every path's sequence. */
  readonly isComplete: boolean;
}

export function compileCell(space: Space, { edges, none, identity }: CellStructure): Cell {
  const names = Object.keys(edges);
  const positions = names.map((name) => space.position.get(name)!);
  const choices = positions.map((p) => space.genes[p].choices.map(String));
  const operators = [...new Set(choices.flat())].filter((name) => name !== none && name !== identity);
  const numberOf = (name: string): number =>
    name === none ? NONE : name === identity ? IDENTITY : operators.indexOf(name);
  const paths = pathsThrough(
    names.map((name) => edges[name]),
    MOST_PATHS,
  );
  const longestPath = Math.max(0, ...paths.map((path) => path.length));
  const sequences = sequenceColumns(operators.length, longestPath);
  return {
    edges: Int32Array.from(positions),
    paths,
    operators,
    operatorOf: choices.map((list) => list.map(numberOf)),
    noneChoice: Int32Array.from(choices, (list) => list.indexOf(none)),
    ...sequences,
    sets: operatorSets(operators.length),
    counts: longestPath + 1,
    isComplete: paths.length > 0 && sequences.longest === longestPath,
  };
}

function sequenceColumns(operators: number, longestPath: number): Pick<Cell, "longest" | "starts"> {
  const starts = [0, 1];
  let longest = 0;
  while (longest < longestPath) {
    const next = starts[longest + 1] + operators ** (longest + 1);
    if (next > MOST_SEQUENCES) break;
    starts.push(next);
    longest++;
  }
  return { longest, starts };
}

function operatorSets(operators: number): number[][] {
  const all = Array.from({ length: operators }, (_, i) => i);
  if (operators > OPERATORS_FOR_SETS) return [...all.map((i) => [i]), all];
  return Array.from({ length: 2 ** operators - 1 }, (_, bits) => all.filter((i) => ((bits + 1) >> i) & 1));
}
