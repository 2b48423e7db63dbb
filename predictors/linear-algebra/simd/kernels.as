// Kernels of predictions, with vectors of two numbers, in AssemblyScript (a subset of TypeScript with pointers).
// `node scripts/assemble-kernels.mjs` turns this file into generated/kernels.ts.
//
// Each number is rounded in the same order as in the plain code that a kernel replaces, so that both give the same
// bits. Lengths are padded with zeros, which changes no sum. Pointers are bytes; all numbers are of 64 bits.
//
// The first three serve Gaussian processes (families/gaussian-process). n is the number of training rows, a multiple of
// 8. Rows that are predicted come in groups of 4, and `k` holds their covariances with the training rows:
// [group][training row][4].

const BYTES: usize = 8;
const VECTOR: usize = 16;
/** Bytes of one training row in a group of `k`. */
const GROUP_ROW: usize = 4 * BYTES;

/** exp(x) for x <= 0, in the steps of fdlibm, which Math.exp follows; 0 below -708. */
// @ts-ignore: decorator
@inline
function exponential(x: v128): v128 {
  const one = f64x2.splat(1);
  const k = f64x2.trunc(f64x2.sub(f64x2.mul(f64x2.splat(1.4426950408889634), x), f64x2.splat(0.5)));
  const high = f64x2.sub(x, f64x2.mul(k, f64x2.splat(6.93147180369123816490e-1)));
  const low = f64x2.mul(k, f64x2.splat(1.90821492927058770002e-10));
  const r = f64x2.sub(high, low);
  const t = f64x2.mul(r, r);
  let p = f64x2.splat(4.13813679705723846039e-8);
  p = f64x2.add(f64x2.splat(-1.65339022054652515390e-6), f64x2.mul(t, p));
  p = f64x2.add(f64x2.splat(6.61375632143793436117e-5), f64x2.mul(t, p));
  p = f64x2.add(f64x2.splat(-2.77777777770155933842e-3), f64x2.mul(t, p));
  p = f64x2.add(f64x2.splat(1.66666666666666019037e-1), f64x2.mul(t, p));
  const c = f64x2.sub(r, f64x2.mul(t, p));
  const fraction = f64x2.div(f64x2.mul(r, c), f64x2.sub(f64x2.splat(2), c));
  const y = f64x2.sub(one, f64x2.sub(f64x2.sub(low, fraction), high));
  const exponent = i64x2.extend_low_i32x4_s(i32x4.trunc_sat_f64x2_s_zero(k));
  const power = i64x2.shl(i64x2.add(exponent, i64x2.splat(1023)), 52);
  const usual = v128.and(f64x2.mul(y, power), f64x2.ge(x, f64x2.splat(-708)));
  // fdlibm adds numbers below 2^-28 to 1.
  return v128.bitselect(f64x2.add(one, x), usual, f64x2.gt(x, f64x2.splat(-3.7252902984619140625e-9)));
}

/** m matern(squared) + l (product + own - offset), with squared = max(0, norm + itsNorm - 2 product). */
// @ts-ignore: decorator
@inline
function covariance(
  product: v128,
  norm: v128,
  itsNorm: v128,
  own: v128,
  offset: v128,
  m: v128,
  l: v128,
): v128 {
  const sum = f64x2.sub(f64x2.add(norm, itsNorm), f64x2.mul(f64x2.splat(2), product));
  const squared = f64x2.max(f64x2.splat(0), sum);
  const a = f64x2.mul(f64x2.splat(2.23606797749979), f64x2.sqrt(squared));
  const third = f64x2.div(f64x2.mul(a, a), f64x2.splat(3));
  const factor = f64x2.add(f64x2.add(f64x2.splat(1), a), third);
  const matern = f64x2.mul(factor, exponential(f64x2.neg(a)));
  return f64x2.add(f64x2.mul(m, matern), f64x2.mul(l, f64x2.sub(f64x2.add(product, own), offset)));
}

// @ts-ignore: decorator
@inline
function store(k: usize, i: usize, value: v128): void {
  v128.store_lane<f64>(k + i * GROUP_ROW, value, 0);
  v128.store_lane<f64>(k + (i + 1) * GROUP_ROW, value, 1);
}

/**
 * Writes the covariances of `rows` rows with all training rows to `k`.
 *
 * `inputs` are the training rows: [block of 8 rows][column][8]. Each of the rows is a list of its columns that are not
 * zero: `length` entries, a multiple of 8, of offsets within a block [bytes] in `columns` and of values in `factors`.
 * Per row, `heads` has the number of entries in use, the squared length, and the offset of the linear kernel.
 */
export function covariances(
  n: usize,
  inputs: usize,
  blockBytes: usize,
  norms: usize,
  offsets: usize,
  rows: usize,
  length: usize,
  columns: usize,
  factors: usize,
  heads: usize,
  m: f64,
  l: f64,
  k: usize,
): void {
  const ms = f64x2.splat(m);
  const ls = f64x2.splat(l);
  for (let i: usize = 0; i < n; i += 8) {
    const block = inputs + (i >> 3) * blockBytes;
    for (let row: usize = 0; row < rows; row++) {
      const head = heads + row * 24;
      const used = <usize>load<f64>(head);
      let itsColumns = columns + row * length * 4;
      let itsFactors = factors + row * length * BYTES;
      let p0 = f64x2.splat(0);
      let p1 = f64x2.splat(0);
      let p2 = f64x2.splat(0);
      let p3 = f64x2.splat(0);
      for (let u: usize = 0; u < used; u += 4) {
        let column = block + <usize>load<u32>(itsColumns);
        let factor = v128.load_splat<f64>(itsFactors);
        let s0 = f64x2.mul(factor, v128.load(column));
        let s1 = f64x2.mul(factor, v128.load(column, 16));
        let s2 = f64x2.mul(factor, v128.load(column, 32));
        let s3 = f64x2.mul(factor, v128.load(column, 48));
        column = block + <usize>load<u32>(itsColumns, 4);
        factor = v128.load_splat<f64>(itsFactors, 8);
        s0 = f64x2.add(s0, f64x2.mul(factor, v128.load(column)));
        s1 = f64x2.add(s1, f64x2.mul(factor, v128.load(column, 16)));
        s2 = f64x2.add(s2, f64x2.mul(factor, v128.load(column, 32)));
        s3 = f64x2.add(s3, f64x2.mul(factor, v128.load(column, 48)));
        column = block + <usize>load<u32>(itsColumns, 8);
        factor = v128.load_splat<f64>(itsFactors, 16);
        s0 = f64x2.add(s0, f64x2.mul(factor, v128.load(column)));
        s1 = f64x2.add(s1, f64x2.mul(factor, v128.load(column, 16)));
        s2 = f64x2.add(s2, f64x2.mul(factor, v128.load(column, 32)));
        s3 = f64x2.add(s3, f64x2.mul(factor, v128.load(column, 48)));
        column = block + <usize>load<u32>(itsColumns, 12);
        factor = v128.load_splat<f64>(itsFactors, 24);
        s0 = f64x2.add(s0, f64x2.mul(factor, v128.load(column)));
        s1 = f64x2.add(s1, f64x2.mul(factor, v128.load(column, 16)));
        s2 = f64x2.add(s2, f64x2.mul(factor, v128.load(column, 32)));
        s3 = f64x2.add(s3, f64x2.mul(factor, v128.load(column, 48)));
        p0 = f64x2.add(p0, s0);
        p1 = f64x2.add(p1, s1);
        p2 = f64x2.add(p2, s2);
        p3 = f64x2.add(p3, s3);
        itsColumns += 16;
        itsFactors += 32;
      }
      const norm = v128.load_splat<f64>(head, 8);
      const own = v128.load_splat<f64>(head, 16);
      const target = k + (row >> 2) * n * GROUP_ROW + (row & 3) * BYTES;
      const atNorm = norms + i * BYTES;
      const atOffset = offsets + i * BYTES;
      store(target, i, covariance(p0, norm, v128.load(atNorm), own, v128.load(atOffset), ms, ls));
      store(target, i + 2, covariance(p1, norm, v128.load(atNorm, 16), own, v128.load(atOffset, 16), ms, ls));
      store(target, i + 4, covariance(p2, norm, v128.load(atNorm, 32), own, v128.load(atOffset, 32), ms, ls));
      store(target, i + 6, covariance(p3, norm, v128.load(atNorm, 48), own, v128.load(atOffset, 48), ms, ls));
    }
  }
}

/** Writes the inner products of `alpha` with the covariances of each row to `out`: [group][4]. */
export function means(n: usize, alpha: usize, groups: usize, k: usize, out: usize): void {
  for (let g: usize = 0; g < groups; g++) {
    let even0 = f64x2.splat(0);
    let even1 = f64x2.splat(0);
    let odd0 = f64x2.splat(0);
    let odd1 = f64x2.splat(0);
    let at = k + g * n * GROUP_ROW;
    for (let i: usize = 0; i < n; i += 2) {
      const a = v128.load_splat<f64>(alpha + i * BYTES);
      const b = v128.load_splat<f64>(alpha + i * BYTES, 8);
      even0 = f64x2.add(even0, f64x2.mul(v128.load(at), a));
      even1 = f64x2.add(even1, f64x2.mul(v128.load(at, 16), a));
      odd0 = f64x2.add(odd0, f64x2.mul(v128.load(at, 32), b));
      odd1 = f64x2.add(odd1, f64x2.mul(v128.load(at, 48), b));
      at += 2 * GROUP_ROW;
    }
    v128.store(out + g * GROUP_ROW, f64x2.add(even0, odd0));
    v128.store(out + g * GROUP_ROW + VECTOR, f64x2.add(even1, odd1));
  }
}

// @ts-ignore: decorator
@inline
function addSquare(out: usize, value: v128): void {
  v128.store(out, f64x2.add(v128.load(out), f64x2.mul(value, value)));
}

/**
 * Writes the squared length of L^-1 times the covariances of each row to `out`: [group][4]. `root` is L^-1, lower
 * triangular: [block b of 4 rows][column, 4 b + 4 of them][4]. It is read once for all groups.
 */
export function explainedVariances(n: usize, root: usize, groups: usize, k: usize, out: usize): void {
  memory.fill(out, 0, groups * GROUP_ROW);
  let block = root;
  for (let width: usize = 4; width <= n; width += 4) {
    for (let g: usize = 0; g < groups; g++) {
      let a0 = f64x2.splat(0);
      let a1 = f64x2.splat(0);
      let b0 = f64x2.splat(0);
      let b1 = f64x2.splat(0);
      let c0 = f64x2.splat(0);
      let c1 = f64x2.splat(0);
      let d0 = f64x2.splat(0);
      let d1 = f64x2.splat(0);
      let at = k + g * n * GROUP_ROW;
      let its = block;
      const end = block + width * GROUP_ROW;
      while (its < end) {
        const x0 = v128.load(at);
        const x1 = v128.load(at, 16);
        const a = v128.load_splat<f64>(its);
        a0 = f64x2.add(a0, f64x2.mul(a, x0));
        a1 = f64x2.add(a1, f64x2.mul(a, x1));
        const b = v128.load_splat<f64>(its, 8);
        b0 = f64x2.add(b0, f64x2.mul(b, x0));
        b1 = f64x2.add(b1, f64x2.mul(b, x1));
        const c = v128.load_splat<f64>(its, 16);
        c0 = f64x2.add(c0, f64x2.mul(c, x0));
        c1 = f64x2.add(c1, f64x2.mul(c, x1));
        const d = v128.load_splat<f64>(its, 24);
        d0 = f64x2.add(d0, f64x2.mul(d, x0));
        d1 = f64x2.add(d1, f64x2.mul(d, x1));
        at += GROUP_ROW;
        its += GROUP_ROW;
      }
      const first = out + g * GROUP_ROW;
      const second = first + VECTOR;
      addSquare(first, a0);
      addSquare(second, a1);
      addSquare(first, b0);
      addSquare(second, b1);
      addSquare(first, c0);
      addSquare(second, c1);
      addSquare(first, d0);
      addSquare(second, d1);
    }
    block += width * GROUP_ROW;
  }
}

/**
 * Writes the products of `rows` rows of numbers, each of `length`, with a matrix to `out`: row-major
 * (length, width) and (rows, width), where the width is a multiple of 8.
 */
export function products(rows: usize, length: usize, width: usize, x: usize, matrix: usize, out: usize): void {
  const rowBytes = width * BYTES;
  for (let row: usize = 0; row < rows; row++) {
    for (let at: usize = 0; at < rowBytes; at += 64) {
      let s0 = f64x2.splat(0);
      let s1 = f64x2.splat(0);
      let s2 = f64x2.splat(0);
      let s3 = f64x2.splat(0);
      let its = matrix + at;
      const first = x + row * length * BYTES;
      const end = first + length * BYTES;
      for (let value = first; value < end; value += BYTES) {
        const factor = v128.load_splat<f64>(value);
        s0 = f64x2.add(s0, f64x2.mul(factor, v128.load(its)));
        s1 = f64x2.add(s1, f64x2.mul(factor, v128.load(its, 16)));
        s2 = f64x2.add(s2, f64x2.mul(factor, v128.load(its, 32)));
        s3 = f64x2.add(s3, f64x2.mul(factor, v128.load(its, 48)));
        its += rowBytes;
      }
      const target = out + row * rowBytes + at;
      v128.store(target, s0);
      v128.store(target, s1, 16);
      v128.store(target, s2, 32);
      v128.store(target, s3, 48);
    }
  }
}
