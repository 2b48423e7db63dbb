import { pack, packIntegers, unpack, unpackIntegers } from "../../encoding.js";
import type { Matrix } from "../../port.js";

/** All nodes of all trees, one after the other. The right child of a node follows the left one. */
export interface Ensemble {
  /** The root node of each tree. */
  readonly roots: Int32Array;
  /** The column at which a node splits; -1 for a leaf. */
  readonly column: Int32Array;
  /** For a split, rows with a smaller number go to the left child; for a leaf, its prediction. */
  readonly value: Float64Array;
  /** The left child of a split. */
  readonly left: Int32Array;
}

/** Collects the nodes of an ensemble while it is grown. */
export class EnsembleBuilder {
  readonly #roots: number[] = [];
  readonly #column: number[] = [];
  readonly #value: number[] = [];
  readonly #left: number[] = [];

  /** Begins a new tree and returns its root, which is a leaf until it is split. */
  root(): number {
    this.#roots.push(this.#column.length);
    return this.#add();
  }

  /** Makes a node a leaf with this prediction. */
  leaf(node: number, value: number): void {
    this.#value[node] = value;
  }

  /** Splits a node and returns its left child; the right child is the next node. */
  split(node: number, column: number, value: number): number {
    const left = this.#add();
    this.#add();
    this.#column[node] = column;
    this.#value[node] = value;
    this.#left[node] = left;
    return left;
  }

  #add(): number {
    this.#column.push(-1);
    this.#value.push(0);
    return this.#left.push(-1) - 1;
  }

  /** The tree that was begun last, by itself; its root is node 0. */
  lastTree(): Ensemble {
    const first = this.#roots[this.#roots.length - 1];
    return {
      roots: Int32Array.of(0),
      column: Int32Array.from(this.#column.slice(first)),
      value: Float64Array.from(this.#value.slice(first)),
      left: Int32Array.from(this.#left.slice(first), (left) => left - first),
    };
  }

  build(): Ensemble {
    return {
      roots: Int32Array.from(this.#roots),
      column: Int32Array.from(this.#column),
      value: Float64Array.from(this.#value),
      left: Int32Array.from(this.#left),
    };
  }
}

/** The prediction of one tree for the row that starts at `data[from]`. */
export function treeValue(
  { column, value, left }: Ensemble,
  root: number,
  data: Float64Array,
  from: number,
): number {
  let node = root;
  while (column[node] >= 0) node = left[node] + (data[from + column[node]] < value[node] ? 0 : 1);
  return value[node];
}

/** For each row, the sum of the trees' predictions and the sum of their squares. */
export function sumTrees(
  ensemble: Ensemble,
  { rows, columns, data }: Matrix,
): { readonly sum: Float64Array; readonly squares: Float64Array } {
  const sum = new Float64Array(rows);
  const squares = new Float64Array(rows);
  for (const root of ensemble.roots) {
    for (let r = 0; r < rows; r++) {
      const value = treeValue(ensemble, root, data, r * columns);
      sum[r] += value;
      squares[r] += value * value;
    }
  }
  return { sum, squares };
}

/** An ensemble as plain JSON. */
export const packEnsemble = ({ roots, column, value, left }: Ensemble) => ({
  roots: packIntegers(roots),
  column: packIntegers(column),
  value: pack(value),
  left: packIntegers(left),
});

/** The ensemble in a state that `packEnsemble` is part of. */
export const unpackEnsemble = (state: Readonly<Record<string, unknown>>): Ensemble => ({
  roots: unpackIntegers(state.roots),
  column: unpackIntegers(state.column),
  value: unpack(state.value),
  left: unpackIntegers(state.left),
});
