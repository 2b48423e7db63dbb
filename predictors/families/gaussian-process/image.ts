import type { ConditionedModel } from "./evaluator.js";
import { AT_ONCE } from "./inputs.js";

/** Training rows in a block of inputs, and in a block of the root. */
const INPUT_BLOCK = 8;
const ROOT_BLOCK = 4;
const BYTES = 8;

/** A conditioned model in the layout that `kernels.as` reads. */
export interface ModelImage {
  readonly numbers: Float64Array;
  /** Number of training rows, padded to whole blocks. */
  readonly rows: number;
  /** Number of columns of a row, padded to what is processed at once. */
  readonly columns: number;
  /** Where a block of inputs has each column that is used [bytes]. */
  readonly places: Int32Array;
  readonly blockBytes: number;
  /** Where the parts begin [bytes]; the inputs are first. */
  readonly norms: number;
  readonly offsets: number;
  readonly alpha: number;
  readonly root: number;
}

export function imageOf({ inputs, alpha, root }: ConditionedModel): ModelImage {
  const n = inputs.rows;
  const { used } = inputs;
  const rows = Math.ceil(n / INPUT_BLOCK) * INPUT_BLOCK;
  // A model without columns still has a block, at which the padding of rows points.
  const width = Math.max(1, used.length) * INPUT_BLOCK;
  const norms = (rows / INPUT_BLOCK) * width;
  const offsets = norms + rows;
  const alphas = offsets + rows;
  const roots = alphas + rows;
  const numbers = new Float64Array(roots + (rows * (rows + ROOT_BLOCK)) / 2);
  for (let i = 0; i < n; i++) {
    const block = Math.floor(i / INPUT_BLOCK) * width + (i % INPUT_BLOCK);
    for (let u = 0; u < used.length; u++) numbers[block + u * INPUT_BLOCK] = inputs.values[used[u] * n + i];
  }
  numbers.set(inputs.norms, norms);
  numbers.set(inputs.offsets, offsets);
  numbers.set(alpha, alphas);
  for (let i = 0; i < n; i++) {
    const block = i - (i % ROOT_BLOCK);
    // Before this block there are block / 4 others, of 4, 8, ... columns with 4 numbers each.
    const at = roots + (block * (block + ROOT_BLOCK)) / 2 + (i % ROOT_BLOCK);
    for (let j = 0; j <= i; j++) numbers[at + j * ROOT_BLOCK] = root[i * n + j];
  }
  return {
    numbers,
    rows,
    columns: Math.ceil(used.length / AT_ONCE) * AT_ONCE,
    places: used.map((_, u) => u * INPUT_BLOCK * BYTES),
    blockBytes: width * BYTES,
    norms: norms * BYTES,
    offsets: offsets * BYTES,
    alpha: alphas * BYTES,
    root: roots * BYTES,
  };
}
