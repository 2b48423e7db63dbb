/**
 * Dense symmetric positive definite matrices, row-major `n` x `n` in a Float64Array. Only the lower triangle is read
 * or written unless stated. Rows are worked on four at a time, so that each loaded number serves four products.
 */

/** Replaces the lower triangle of `a` by its Cholesky factor L (a = L L'). Returns false where `a` is not positive definite. */
export function factorise(a: Float64Array, n: number): boolean {
  for (let i = 0; i < n; i += 2) {
    let j = 0;
    if (i + 1 < n) for (; j + 4 <= i; j += 4) solveTwoByFour(a, n, i * n, j);
    if (!finishRow(a, n, i, j)) return false;
    if (i + 1 < n && !finishRow(a, n, i + 1, j)) return false;
  }
  return true;
}

/** Row i from column j on; four columns at a time are left to a last row without a partner only. */
function finishRow(a: Float64Array, n: number, i: number, j: number): boolean {
  const row = i * n;
  for (; j + 4 <= i; j += 4) solveFour(a, n, row, j);
  for (; j < i; j++) a[row + j] = (a[row + j] - dot(a, row, a, j * n, j)) / a[j * n + j];
  const pivot = a[row + i] - dot(a, row, a, row, i);
  if (!(pivot > 0)) return false;
  a[row + i] = Math.sqrt(pivot);
  return true;
}

/** `solveFour` of two rows, the first of which starts at `row`. */
function solveTwoByFour(a: Float64Array, n: number, row: number, j: number): void {
  const r0 = j * n;
  const r1 = r0 + n;
  const r2 = r1 + n;
  const r3 = r2 + n;
  const next = row + n;
  let s0 = a[row + j];
  let s1 = a[row + j + 1];
  let s2 = a[row + j + 2];
  let s3 = a[row + j + 3];
  let t0 = a[next + j];
  let t1 = a[next + j + 1];
  let t2 = a[next + j + 2];
  let t3 = a[next + j + 3];
  for (let k = 0; k < j; k++) {
    const x = a[row + k];
    const y = a[next + k];
    const c0 = a[r0 + k];
    const c1 = a[r1 + k];
    const c2 = a[r2 + k];
    const c3 = a[r3 + k];
    s0 -= x * c0;
    s1 -= x * c1;
    s2 -= x * c2;
    s3 -= x * c3;
    t0 -= y * c0;
    t1 -= y * c1;
    t2 -= y * c2;
    t3 -= y * c3;
  }
  a[row + j] = s0;
  a[row + j + 1] = s1;
  a[row + j + 2] = s2;
  a[row + j + 3] = s3;
  a[next + j] = t0;
  a[next + j + 1] = t1;
  a[next + j + 2] = t2;
  a[next + j + 3] = t3;
  divideFour(a, n, row, j);
  divideFour(a, n, next, j);
}

function solveFour(a: Float64Array, n: number, row: number, j: number): void {
  const r0 = j * n;
  const r1 = r0 + n;
  const r2 = r1 + n;
  const r3 = r2 + n;
  let s0 = a[row + j];
  let s1 = a[row + j + 1];
  let s2 = a[row + j + 2];
  let s3 = a[row + j + 3];
  for (let k = 0; k < j; k++) {
    const x = a[row + k];
    s0 -= x * a[r0 + k];
    s1 -= x * a[r1 + k];
    s2 -= x * a[r2 + k];
    s3 -= x * a[r3 + k];
  }
  a[row + j] = s0;
  a[row + j + 1] = s1;
  a[row + j + 2] = s2;
  a[row + j + 3] = s3;
  divideFour(a, n, row, j);
}

/** Solves the small triangle that is left of four columns. */
function divideFour(a: Float64Array, n: number, row: number, j: number): void {
  const r1 = (j + 1) * n + j;
  const r2 = r1 + n;
  const r3 = r2 + n;
  const s0 = a[row + j] / a[j * n + j];
  const s1 = (a[row + j + 1] - s0 * a[r1]) / a[r1 + 1];
  const s2 = (a[row + j + 2] - s0 * a[r2] - s1 * a[r2 + 1]) / a[r2 + 2];
  const s3 = (a[row + j + 3] - s0 * a[r3] - s1 * a[r3 + 1] - s2 * a[r3 + 2]) / a[r3 + 3];
  a[row + j] = s0;
  a[row + j + 1] = s1;
  a[row + j + 2] = s2;
  a[row + j + 3] = s3;
}

/** Sum of `x[i0 + k] * y[j0 + k]` for k < `length`. */
export function dot(x: Float64Array, i0: number, y: Float64Array, j0: number, length: number): number {
  let a = 0;
  let b = 0;
  let k = 0;
  for (; k + 2 <= length; k += 2) {
    a += x[i0 + k] * y[j0 + k];
    b += x[i0 + k + 1] * y[j0 + k + 1];
  }
  if (k < length) a += x[i0 + k] * y[j0 + k];
  return a + b;
}

/** The inverse of the lower triangular `l`; the upper triangle of the result is zero. */
export function invertLower(l: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  for (let i = 0; i < n; i += 2) {
    let k = 0;
    if (i + 1 < n) for (; k + 4 <= i; k += 4) subtractTwoByFour(inverse, l, n, i * n, k);
    finishInverse(inverse, l, n, i, k);
    if (i + 1 < n) finishInverse(inverse, l, n, i + 1, k);
  }
  return inverse;
}

/** Row i from what row k of the inverse contributes on; four at a time as in `finishRow`. */
function finishInverse(inverse: Float64Array, l: Float64Array, n: number, i: number, k: number): void {
  const row = i * n;
  for (; k + 4 <= i; k += 4) subtractFour(inverse, l, n, row, k);
  for (; k < i; k++) {
    const factor = l[row + k];
    for (let j = 0; j <= k; j++) inverse[row + j] -= factor * inverse[k * n + j];
  }
  const scale = 1 / l[row + i];
  for (let j = 0; j < i; j++) inverse[row + j] *= scale;
  inverse[row + i] = scale;
}

function subtractFour(a: Float64Array, l: Float64Array, n: number, row: number, k: number): void {
  const f0 = l[row + k];
  const f1 = l[row + k + 1];
  const f2 = l[row + k + 2];
  const f3 = l[row + k + 3];
  const s0 = k * n;
  const s1 = s0 + n;
  const s2 = s1 + n;
  const s3 = s2 + n;
  for (let j = 0; j < k + 4; j++) {
    a[row + j] -= f0 * a[s0 + j] + f1 * a[s1 + j] + f2 * a[s2 + j] + f3 * a[s3 + j];
  }
}

/** `subtractFour` of two rows, the first of which starts at `row`. */
function subtractTwoByFour(a: Float64Array, l: Float64Array, n: number, row: number, k: number): void {
  const next = row + n;
  const f0 = l[row + k];
  const f1 = l[row + k + 1];
  const f2 = l[row + k + 2];
  const f3 = l[row + k + 3];
  const g0 = l[next + k];
  const g1 = l[next + k + 1];
  const g2 = l[next + k + 2];
  const g3 = l[next + k + 3];
  const s0 = k * n;
  const s1 = s0 + n;
  const s2 = s1 + n;
  const s3 = s2 + n;
  for (let j = 0; j < k + 4; j++) {
    const x0 = a[s0 + j];
    const x1 = a[s1 + j];
    const x2 = a[s2 + j];
    const x3 = a[s3 + j];
    a[row + j] -= f0 * x0 + f1 * x1 + f2 * x2 + f3 * x3;
    a[next + j] -= g0 * x0 + g1 * x1 + g2 * x2 + g3 * x3;
  }
}

/** Lower triangle of M' M for a lower triangular M: the inverse of L L' where M is the inverse of L. */
export function gramOfLower(m: Float64Array, n: number): Float64Array {
  const gram = new Float64Array(n * n);
  let k = 0;
  for (; k + 4 <= n; k += 4) {
    for (let i = 0; i < k + 4; i += 2) addTwoByFour(gram, m, n, i, k);
  }
  for (; k < n; k++) {
    for (let i = 0; i <= k; i++) {
      const factor = m[k * n + i];
      for (let j = 0; j <= i; j++) gram[i * n + j] += factor * m[k * n + j];
    }
  }
  return gram;
}

/**
 * What rows k to k + 3 add to rows i and i + 1 of the result. They end at column k + 3, and what lies right of the diagonal is
 * zero; row i gets one number right of its diagonal, which is not read.
 */
function addTwoByFour(gram: Float64Array, m: Float64Array, n: number, i: number, k: number): void {
  const r0 = k * n;
  const r1 = r0 + n;
  const r2 = r1 + n;
  const r3 = r2 + n;
  const f0 = m[r0 + i];
  const f1 = m[r1 + i];
  const f2 = m[r2 + i];
  const f3 = m[r3 + i];
  const g0 = m[r0 + i + 1];
  const g1 = m[r1 + i + 1];
  const g2 = m[r2 + i + 1];
  const g3 = m[r3 + i + 1];
  const row = i * n;
  const next = row + n;
  for (let j = 0; j <= i + 1; j++) {
    const x0 = m[r0 + j];
    const x1 = m[r1 + j];
    const x2 = m[r2 + j];
    const x3 = m[r3 + j];
    gram[row + j] += f0 * x0 + f1 * x1 + f2 * x2 + f3 * x3;
    gram[next + j] += g0 * x0 + g1 * x1 + g2 * x2 + g3 * x3;
  }
}

/** Solves L L' x = b. */
export function solveFactorised(l: Float64Array, n: number, b: Float64Array): Float64Array {
  const x = b.slice();
  solveLower(l, n, x);
  solveLowerTransposed(l, n, x);
  return x;
}

/** Solves L x = b in place. */
export function solveLower(l: Float64Array, n: number, b: Float64Array): void {
  for (let i = 0; i < n; i++) b[i] = (b[i] - dot(l, i * n, b, 0, i)) / l[i * n + i];
}

/** Solves L' x = b in place. */
export function solveLowerTransposed(l: Float64Array, n: number, b: Float64Array): void {
  for (let i = n - 1; i >= 0; i--) {
    const x = b[i] / l[i * n + i];
    b[i] = x;
    for (let j = 0; j < i; j++) b[j] -= x * l[i * n + j];
  }
}
