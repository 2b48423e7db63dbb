import type { Matrix } from "../../port.js";

/** How raw columns become inputs of the kernel: centred, and scaled so that each group's mean squared distance is 1. */
export interface Scaling {
  readonly centre: Float64Array;
  readonly scale: Float64Array;
  /** For each column the group it counts to, without gaps; -1 where it is left out (as is a group that is constant). */
  readonly group: Int32Array;
  readonly groups: number;
}

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

/** Inner products of the scaled rows within each group: `[group][i (i + 1) / 2 + j]` for j <= i. */
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

/** Of some of the rows, given the products of all. */
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

const known = new WeakMap<Matrix, KernelProducts>();

/**
 * The products of a matrix, scaled as `whole` is, of which it may be a part. They are the same for every scale of the targets, and are
 * worked out once.
 */
export function kernelProducts(features: Matrix, groups: Int32Array, whole = features): KernelProducts {
  const before = known.get(features);
  if (before?.groups === groups && before.whole === whole) return before;
  const scaling = fitScaling(whole, groups);
  const made = { whole, groups, scaling, products: groupProducts(features, scaling) };
  known.set(features, made);
  return made;
}
