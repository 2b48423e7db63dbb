// Dense symmetric positive definite matrices and their Cholesky factors, row-major (n, n). Only the lower triangle is
// read or written unless stated. Rows are processed four at a time, so that each number loaded serves four products.

/**
 * Replaces the lower triangle of `a`, row-major (n, n), by its Cholesky factor L, where a = L L'. Returns false, with
 * `a` partly overwritten, if `a` is not positive definite.
 */
export function factorise(a: Float64Array, n: number): boolean {
  for (let i = 0; i < n; i += 2) {
    let j = 0;
    if (i + 1 < n) for (; j + 4 <= i; j += 4) solveTwoByFour(a, n, i * n, j);
    if (!finishRow(a, n, i, j)) return false;
    if (i + 1 < n && !finishRow(a, n, i + 1, j)) return false;
  }
  return true;
}

/**
 * Computes row i of the factor from column j on. The columns before j are computed for two rows together; only a last
 * row without a partner has four or more columns left.
 */
function finishRow(a: Float64Array, n: number, i: number, j: number): boolean {
  const row = i * n;
  for (; j + 4 <= i; j += 4) solveFour(a, n, row, j);
  for (; j < i; j++) a[row + j] = (a[row + j] - dot(a, row, a, j * n, j)) / a[j * n + j];
  const pivot = a[row + i] - dot(a, row, a, row, i);
  if (!(pivot > 0)) return false;
  a[row + i] = Math.sqrt(pivot);
  return true;
}

/** Does what `solveFour` does for two consecutive rows, the first of which starts at `row`. */
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

/** Computes the columns j to j + 3 of the row that starts at `row`. */
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

/** Completes the columns j to j + 3 of a row by the triangle of the rows j to j + 3. */
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

/** The sum of `x[i0 + k] * y[j0 + k]` over k < `length`. */
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

/** The inverse of the lower triangular matrix `l`, row-major (n, n); the upper triangle of the result is zero. */
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

/** Completes row i of the inverse with the contributions of row k and later ones (compare `finishRow`). */
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

/** Subtracts the contributions of rows k to k + 3 from the row that starts at `row`. */
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

/** Does what `subtractFour` does for two consecutive rows, the first of which starts at `row`. */
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

/**
 * The lower triangle of M' M for a lower triangular matrix M, row-major (n, n). If M is the inverse of L, the result is
 * the inverse of L L'.
 */
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
 * Adds the contributions of the rows k to k + 3 of M to the rows i and i + 1 of the result. Row i also gets one number
 * to the right of its diagonal, which is never read.
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

/** Solves L L' x = b for a lower triangular L; `b` stays as it is. */
export function solveFactorised(l: Float64Array, n: number, b: Float64Array): Float64Array {
  const x = b.slice();
  solveLower(l, n, x);
  solveLowerTransposed(l, n, x);
  return x;
}

/** Solves L x = b; x replaces `b`. */
export function solveLower(l: Float64Array, n: number, b: Float64Array): void {
  for (let i = 0; i < n; i++) b[i] = (b[i] - dot(l, i * n, b, 0, i)) / l[i * n + i];
}

/** Solves L' x = b; x replaces `b`. */
export function solveLowerTransposed(l: Float64Array, n: number, b: Float64Array): void {
  for (let i = n - 1; i >= 0; i--) {
    const x = b[i] / l[i * n + i];
    b[i] = x;
    for (let j = 0; j < i; j++) b[j] -= x * l[i * n + j];
  }
}
