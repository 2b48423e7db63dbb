import type { Matrix } from "../../port.js";

/** The scaling from raw columns to inputs of the kernel: centred, and with mean squared distance 1 in each group. */
export interface Scaling {
  readonly centre: Float64Array;
  readonly scale: Float64Array;
  /** The group of each column, without gaps; -1 for a column that is left out or whose group is constant. */
  readonly group: Int32Array;
  /** Number of groups. */
  readonly groups: number;
}

/** Fits the scaling to the rows of a matrix. `groups` is the group of each column; -1 for columns to leave out. */
export function fitScaling(features: Matrix, groups: Int32Array): Scaling {
  const { rows, columns, data } = features;
  const centre = new Float64Array(columns);
  const spread = new Float64Array(columns);
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) centre[c] += data[r * columns + c] / rows;
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) spread[c] += (data[r * columns + c] - centre[c]) ** 2 / rows;
  }
  const total = new Map<number, number>();
  groups.forEach((group, c) => {
    if (group < 0) return;
    total.set(group, (total.get(group) ?? 0) + spread[c]);
  });
  const used = [...total.keys()].filter((group) => total.get(group)! > 1e-12);
  const place = new Map(used.map((group, i) => [group, i]));
  const group = groups.map((g) => place.get(g) ?? -1);
  const scale = Float64Array.from(groups, (g, c) => (group[c] < 0 ? 0 : 1 / Math.sqrt(2 * total.get(g)!)));
  return { centre, scale, group, groups: used.length };
}

/** The inner products of the scaled rows i and j <= i within each group: `[group][i (i + 1) / 2 + j]`. */
export function groupProducts(features: Matrix, scaling: Scaling): Float64Array[] {
  const { rows, columns, data } = features;
  const products = Array.from({ length: scaling.groups }, () => new Float64Array((rows * (rows + 1)) / 2));
  for (let c = 0; c < columns; c++) {
    if (scaling.group[c] < 0) continue;
    const target = products[scaling.group[c]];
    const column = Float64Array.from(
      { length: rows },
      (_, r) => (data[r * columns + c] - scaling.centre[c]) * scaling.scale[c],
    );
    for (let i = 0, at = 0; i < rows; i++) {
      const x = column[i];
      for (let j = 0; j <= i; j++) target[at++] += x * column[j];
    }
  }
  return products;
}

/** The inner products among some of the rows, selected from those among all rows. */
export function productsAmong(products: readonly Float64Array[], rows: readonly number[]): Float64Array[] {
  const places = new Int32Array((rows.length * (rows.length + 1)) / 2);
  let at = 0;
  for (let i = 0; i < rows.length; i++) {
    for (let j = 0; j <= i; j++) {
      const [low, high] = rows[i] < rows[j] ? [rows[i], rows[j]] : [rows[j], rows[i]];
      places[at++] = (high * (high + 1)) / 2 + low;
    }
  }
  return products.map((product) => {
    const among = new Float64Array(places.length);
    for (let p = 0; p < places.length; p++) among[p] = product[places[p]];
    return among;
  });
}

interface KernelProducts {
  readonly whole: Matrix;
  readonly groups: Int32Array;
  readonly scaling: Scaling;
  readonly products: readonly Float64Array[];
}

const cache = new WeakMap<Matrix, KernelProducts>();

/**
 * The inner products of a matrix with the scaling of `whole`, of which the matrix may be a part. They do not depend on
 * the targets and are cached by matrix, so that they are computed once for all scales of the targets.
 */
export function kernelProducts(features: Matrix, groups: Int32Array, whole = features): KernelProducts {
  const cached = cache.get(features);
  if (cached?.groups === groups && cached.whole === whole) return cached;
  const scaling = fitScaling(whole, groups);
  const made = { whole, groups, scaling, products: groupProducts(features, scaling) };
  cache.set(features, made);
  return made;
}
