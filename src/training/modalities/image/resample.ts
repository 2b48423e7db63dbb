/** The source elements that one element of the result is averaged from: element `from + i` has weight `weights[i]`. */
interface Kernel {
  readonly from: number;
  readonly weights: readonly number[];
}

/** Width and height [pixels]. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Stretches a plane of values, row-major, to another size by linear interpolation. Where it shrinks, the triangular
 * filter is widened by the factor, so that every source value counts. A plane of the wanted size stays as it is.
 */
export function resample(plane: Float32Array, from: Size, to: Size): Float32Array {
  const across = kernels(from.width, to.width);
  const down = kernels(from.height, to.height);
  const narrow = new Float64Array(to.width * from.height);
  for (let y = 0; y < from.height; y++)
    for (let x = 0; x < to.width; x++)
      narrow[y * to.width + x] = weighted(across[x], (column) => plane[y * from.width + column]);
  const out = new Float32Array(to.width * to.height);
  for (let y = 0; y < to.height; y++)
    for (let x = 0; x < to.width; x++)
      out[y * to.width + x] = weighted(down[y], (row) => narrow[row * to.width + x]);
  return out;
}

const weighted = ({ from, weights }: Kernel, value: (i: number) => number): number =>
  weights.reduce((sum, weight, i) => sum + weight * value(from + i), 0);

/** Returns the weights of a triangular filter that takes `source` elements to `target` ones. */
function kernels(source: number, target: number): readonly Kernel[] {
  const scale = source / target;
  const reach = Math.max(1, scale);
  return Array.from({ length: target }, (_, i) => {
    const centre = (i + 0.5) * scale - 0.5;
    const from = Math.max(0, Math.floor(centre - reach) + 1);
    const end = Math.min(source, Math.ceil(centre + reach));
    const raw = Array.from({ length: end - from }, (_, k) => 1 - Math.abs(from + k - centre) / reach);
    const total = raw.reduce((sum, weight) => sum + weight, 0);
    return { from, weights: raw.map((weight) => weight / total) };
  });
}
