import type { Space } from "../../src/space/space.js";
import type { CellStructure } from "../../src/space/types.js";
import { pathsThrough } from "./paths.js";

/** A cell structure in terms of indices. */
export interface Cell {
  /** The gene position of each edge. */
  readonly edges: Int32Array;
  /** The paths from a source to a sink, as lists of edges; empty if there are more than `MOST_PATHS`. */
  readonly paths: readonly (readonly number[])[];
  /** The operators other than `none` and `identity`. */
  readonly operators: readonly string[];
  /** `[edge][choice index]`: the index of the operator, NONE or IDENTITY. */
  readonly operatorOf: readonly (readonly number[])[];
  /** `[edge]`: the choice index of `none`; -1 if the edge cannot be removed. */
  readonly noneChoice: Int32Array;
  /** The length of the longest operator sequences that have columns of their own. */
  readonly longest: number;
  /** `[length]`: the column where the sequences of that length start; one more entry for the end. */
  readonly starts: readonly number[];
  /** The sets of operators (indices) that are counted along paths. */
  readonly sets: readonly (readonly number[])[];
  /** The number of counts that are told apart per set: a path has from 0 to `counts - 1` operators of a set. */
  readonly counts: number;
  /** Whether the operator sequence of every path has a column. */
  readonly isComplete: boolean;
}

/** The paths of a cell with more paths than this are not followed; only its edges are counted. */
export const MOST_PATHS = 256;
/** Largest number of columns for operator sequences; longer sequences get none. */
const MOST_SEQUENCES = 400;
/** With more operators than this, only single operators and all together are counted along paths, not every set. */
const OPERATORS_FOR_SETS = 4;

/** Stands for the operator that removes its edge. */
export const NONE = -1;
/** Stands for the operator that passes its input on. */
export const IDENTITY = -2;

/** Converts the cell structure of a space to indices. */
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

/** Assigns columns to operator sequences by length, as far as `MOST_SEQUENCES` allows. */
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
