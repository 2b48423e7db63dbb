import { RandomForestRegression } from "ml-random-forest";
import { pack, unpack } from "../encoding.js";
import { subset } from "../matrix.js";
import type { Family, Matrix, Regressor, RegressorState } from "../port.js";

const NAME = "random-forest";
const TREES = 40;
const LEAST_TREES = 8;
/**
 * `ml-random-forest` tries every distinct value of every column against every row at every level of a tree. What it may
 * try in one fit, in values times rows: about a second's worth.
 */
const BUDGET = 2e7;
const MOST_ROWS = 400;
const LEVELS = 8;
/** Rows times columns up to which it is tried unasked. */
const CHEAP = 2_500;

/** All trees' nodes, one after the other; a leaf has column -1 and its prediction as `value`. */
interface Trees {
  readonly roots: Int32Array;
  readonly column: Int32Array;
  readonly value: Float64Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** What even the training rows are off by. */
  readonly noise: number;
}

/**
 * Random forest by `ml-random-forest`, without its out-of-bag pass. Beyond 400 rows it is grown on a seeded subset of
 * that size, and with fewer trees (40 down to 8) the more distinct values there are to split at. The standard deviation
 * is the spread of the trees plus the training residual.
 */
export const randomForest: Family = {
  name: NAME,
  fit(features, targets, { seed }) {
    const kept = subset(features, targets, MOST_ROWS, seed);
    const rows = asRows(kept.features);
    const forest = new RandomForestRegression({
      seed: seed | 0,
      nEstimators: affordableTrees(kept.features),
      maxFeatures: 0.5,
      replacement: false,
      useSampleBagging: true,
      noOOB: true,
      treeOptions: { minNumSamples: 3, maxDepth: 2 * LEVELS },
    });
    forest.train(rows, [...kept.targets]);
    const grown = flatten(forest.toJSON() as unknown as GrownForest);
    const { mean } = predict({ ...grown, noise: 0 }, kept.features);
    const squares = kept.targets.map((y, i) => (y - mean[i]) ** 2).reduce((sum, e) => sum + e, 0);
    return regressor({ ...grown, noise: Math.max(1e-6, Math.sqrt(squares / kept.targets.length)) });
  },
  isCheap: (rows, columns) => rows * columns <= CHEAP,
  revive(state) {
    return regressor({
      roots: Int32Array.from(unpack(state.roots)),
      column: Int32Array.from(unpack(state.column)),
      value: unpack(state.value),
      left: Int32Array.from(unpack(state.left)),
      right: Int32Array.from(unpack(state.right)),
      noise: state.noise as number,
    });
  },
};

function affordableTrees(features: Matrix): number {
  const { rows, columns, data } = features;
  let splits = 0;
  for (let c = 0; c < columns; c++) {
    const values = new Set<number>();
    for (let r = 0; r < rows; r++) values.add(data[r * columns + c]);
    splits += values.size - 1;
  }
  const perTree = Math.max(1, splits * rows * LEVELS);
  return Math.max(LEAST_TREES, Math.min(TREES, Math.floor(BUDGET / perTree)));
}

function asRows({ rows, columns, data }: Matrix): number[][] {
  return Array.from({ length: rows }, (_, r) => [...data.subarray(r * columns, (r + 1) * columns)]);
}

/** The part of the library's JSON that predictions need. */
interface GrownForest {
  readonly baseModel: {
    /** Per tree, the column of the features behind each column that the tree was grown on. */
    readonly indexes: readonly (readonly number[])[];
    readonly estimators: readonly { readonly root: GrownNode }[];
  };
}

interface GrownNode {
  readonly splitColumn?: number;
  readonly splitValue?: number;
  readonly left?: GrownNode;
  readonly right?: GrownNode;
  readonly distribution?: number;
}

function flatten({ baseModel }: GrownForest): Omit<Trees, "noise"> {
  const column: number[] = [];
  const value: number[] = [];
  const left: number[] = [];
  const right: number[] = [];
  const add = (node: GrownNode, indexes: readonly number[]): number => {
    const at = column.length;
    const isLeaf = node.left === undefined || node.right === undefined;
    column.push(isLeaf ? -1 : indexes[node.splitColumn!]);
    value.push(isLeaf ? Number(node.distribution) : node.splitValue!);
    left.push(-1);
    right.push(-1);
    if (!isLeaf) {
      left[at] = add(node.left!, indexes);
      right[at] = add(node.right!, indexes);
    }
    return at;
  };
  const roots = baseModel.estimators.map(({ root }, tree) => add(root, baseModel.indexes[tree]));
  return {
    roots: Int32Array.from(roots),
    column: Int32Array.from(column),
    value: Float64Array.from(value),
    left: Int32Array.from(left),
    right: Int32Array.from(right),
  };
}

function predict({ roots, column, value, left, right, noise }: Trees, features: Matrix) {
  const { rows, columns, data } = features;
  const mean = new Float64Array(rows);
  const sd = new Float64Array(rows);
  for (let r = 0; r < rows; r++) {
    let sum = 0;
    let squares = 0;
    for (const root of roots) {
      let node = root;
      while (column[node] >= 0)
        node = data[r * columns + column[node]] < value[node] ? left[node] : right[node];
      sum += value[node];
      squares += value[node] ** 2;
    }
    mean[r] = sum / roots.length;
    sd[r] = Math.sqrt(Math.max(0, squares / roots.length - mean[r] ** 2) + noise * noise);
  }
  return { mean, sd };
}

function regressor(trees: Trees): Regressor {
  const state: RegressorState = {
    family: NAME,
    roots: pack(Float64Array.from(trees.roots)),
    column: pack(Float64Array.from(trees.column)),
    value: pack(trees.value),
    left: pack(Float64Array.from(trees.left)),
    right: pack(Float64Array.from(trees.right)),
    noise: trees.noise,
  };
  return { state, predict: (features) => predict(trees, features) };
}
