import type { Parameters, Tensor } from "../../export/parameters.js";
import type { BackbonePlan, BlockPlan } from "../../export/plan.js";
import type { NormValues, StoredNorms } from "../nn/norm-source.js";

/** The parameters of a supernet in their shapes, by name. */
type Slices = ReadonlyMap<string, Tensor>;

/**
 * Returns the parameters of a sub-network: those parts of the supernet's that it uses, with the batch norms folded into
 * the convolutions before them and the kernels transformed to their size.
 *
 * @param classes number of classes that are kept, the first ones
 */
export function foldedBackbone(
  plan: BackbonePlan,
  slices: Slices,
  norms: StoredNorms,
  classes: number,
): Parameters {
  const { name, input, stem, blocks } = plan;
  const fold = new Fold(name, slices, norms.parts[0]);
  fold.convolution("stem", [stem, input[0], 3, 3], fold.matrix("stem", stem, input[0] * 9));
  fold.convolution("fixed.depthwise", [stem, 1, 3, 3], fold.matrix("fixed", stem, 9));
  fold.convolution("fixed.project", [stem, stem, 1, 1], fold.matrix("fixed.project", stem, stem));
  for (const block of blocks) foldBlock(fold, block);
  const [finalExpand, last] = fold.shapeOf("final");
  fold.convolution("final", [finalExpand, last, 1, 1], fold.matrix("final", finalExpand, last));
  const [features] = fold.shapeOf("mix");
  fold.plain("mix.weight", [features, finalExpand, 1, 1], fold.matrix("mix", features, finalExpand));
  fold.plain("classifier.weight", [classes, features], fold.matrix("classifier", classes, features));
  fold.plain("classifier.bias", [classes], fold.matrix("classifier.bias", classes, 1));
  return fold.parameters;
}

function foldBlock(fold: Fold, { name, inChannels, hidden, outChannels, kernel, squeezed }: BlockPlan): void {
  fold.convolution(
    `${name}.expand`,
    [hidden, inChannels, 1, 1],
    fold.matrix(`${name}.expand`, hidden, inChannels),
  );
  fold.convolution(`${name}.depthwise`, [hidden, 1, kernel, kernel], fold.kernels(name, hidden, kernel));
  if (squeezed > 0) {
    for (const [part, rows, columns] of [
      ["squeeze", squeezed, hidden],
      ["excite", hidden, squeezed],
    ] as const) {
      const key = `${name}.${part}`;
      fold.plain(`${key}.weight`, [rows, columns, 1, 1], fold.matrix(key, rows, columns));
      fold.plain(`${key}.bias`, [rows], fold.matrix(`${key}.bias`, rows, 1));
    }
  }
  fold.convolution(
    `${name}.project`,
    [outChannels, hidden, 1, 1],
    fold.matrix(`${name}.project`, outChannels, hidden),
  );
}

/** Collects the parameters of one backbone. Matrices are row-major. */
class Fold {
  readonly parameters = new Map<string, Tensor>();

  constructor(
    private readonly owner: string,
    private readonly slices: Slices,
    private readonly norms: NormValues,
  ) {}

  /** Adds the weights (rows, columns) of the convolution `name` with its batch norm folded in, and its bias (rows). */
  convolution(name: string, shape: readonly number[], weights: Float32Array): void {
    const both = this.norms[name];
    if (both === undefined) throw new RangeError(`no batch norm "${name}" was stored`);
    const rows = both.length / 2;
    const columns = weights.length / rows;
    this.plain(
      `${name}.weight`,
      shape,
      weights.map((value, i) => value * both[Math.floor(i / columns)]),
    );
    this.plain(`${name}.bias`, [rows], both.slice(rows));
  }

  plain(name: string, shape: readonly number[], values: Float32Array): void {
    this.parameters.set(`${this.owner}.${name}`, { shape, values });
  }

  shapeOf(name: string): readonly number[] {
    return this.#slice(name).shape;
  }

  /** The first rows and columns of a matrix of the supernet. */
  matrix(name: string, rows: number, columns: number): Float32Array {
    const { shape, values } = this.#slice(name);
    return Float32Array.from(
      { length: rows * columns },
      (_, i) => values[Math.floor(i / columns) * shape[1] + (i % columns)],
    );
  }

  /** Kernels (channels, size * size): the centre of the next larger ones times the learnt matrix. */
  kernels(block: string, channels: number, size: number): Float32Array {
    const [, positions] = this.shapeOf(`${block}.kernel`);
    let kernels = this.matrix(`${block}.kernel`, channels, positions);
    for (let k = Math.sqrt(positions) - 2; k >= size; k -= 2) {
      const transform = this.#slice(`${block}.transform${k}`).values;
      kernels = product(centre(kernels, channels, k), transform, k * k);
    }
    return kernels;
  }

  #slice(name: string): Tensor {
    const found = this.slices.get(name);
    if (found === undefined) throw new RangeError(`the supernet has no parameter "${name}"`);
    return found;
  }
}

/** The central k x k elements of kernels of side k + 2, as (channels, k * k). */
function centre(kernels: Float32Array, channels: number, k: number): Float32Array {
  const full = k + 2;
  return Float32Array.from({ length: channels * k * k }, (_, i) => {
    const place = i % (k * k);
    const row = Math.floor(place / k) + 1;
    return kernels[Math.floor(i / (k * k)) * full * full + row * full + (place % k) + 1];
  });
}

/** The product of `a` (rows, n) and `b` (n, n). */
const product = (a: Float32Array, b: Float32Array, n: number): Float32Array =>
  Float32Array.from({ length: a.length }, (_, i) => {
    const row = i - (i % n);
    let sum = 0;
    for (let k = 0; k < n; k++) sum += a[row + k] * b[k * n + (i % n)];
    return sum;
  });
