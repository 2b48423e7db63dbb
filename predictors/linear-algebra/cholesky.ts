/**
 * Dense symmetric positive definite matrices, row-major `n` x `n` in a Float64Array. Only the lower triangle is read
 * or written unless stated. Rows are worked on four at a time, so that each loaded number serves four products.
 */

/** Replaces the lower triangle of `a` by its Cholesky factor L (a = L L'). Returns false where `a` is not positive definite. */
export function factorise(a: Float64Array, n: number): boolean {
  for (let i = 0; i < n; i++) {
    const row = i * n;
    let j = 0;
    for (; j + 4 <= i; j += 4) solveFour(a, n, row, j);
    for (; j < i; j++) a[row + j] = (a[row + j] - dot(a, row, a, j * n, j)) / a[j * n + j];
    const pivot = a[row + i] - dot(a, row, a, row, i);
    if (!(pivot > 0)) return false;
    a[row + i] = Math.sqrt(pivot);
  }
  return true;
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
  s0 /= a[r0 + j];
  s1 = (s1 - s0 * a[r1 + j]) / a[r1 + j + 1];
  s2 = (s2 - s0 * a[r2 + j] - s1 * a[r2 + j + 1]) / a[r2 + j + 2];
  s3 = (s3 - s0 * a[r3 + j] - s1 * a[r3 + j + 1] - s2 * a[r3 + j + 2]) / a[r3 + j + 3];
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
  for (let i = 0; i < n; i++) {
    const row = i * n;
    let k = 0;
    for (; k + 4 <= i; k += 4) subtractFour(inverse, row, k * n, n, l, row + k, k + 4);
    for (; k < i; k++) {
      const factor = l[row + k];
      for (let j = 0; j <= k; j++) inverse[row + j] -= factor * inverse[k * n + j];
    }
    const scale = 1 / l[row + i];
    for (let j = 0; j < i; j++) inverse[row + j] *= scale;
    inverse[row + i] = scale;
  }
  return inverse;
}

function subtractFour(
  a: Float64Array,
  target: number,
  source: number,
  n: number,
  factors: Float64Array,
  f: number,
  length: number,
): void {
  const f0 = factors[f];
  const f1 = factors[f + 1];
  const f2 = factors[f + 2];
  const f3 = factors[f + 3];
  const s1 = source + n;
  const s2 = s1 + n;
  const s3 = s2 + n;
  for (let j = 0; j < length; j++) {
    a[target + j] -= f0 * a[source + j] + f1 * a[s1 + j] + f2 * a[s2 + j] + f3 * a[s3 + j];
  }
}

/** Lower triangle of M' M for a lower triangular M: the inverse of L L' where M is the inverse of L. */
export function gramOfLower(m: Float64Array, n: number): Float64Array {
  const gram = new Float64Array(n * n);
  let k = 0;
  for (; k + 4 <= n; k += 4) addFourOuter(gram, m, n, k);
  for (; k < n; k++) {
    for (let i = 0; i <= k; i++) {
      const factor = m[k * n + i];
      for (let j = 0; j <= i; j++) gram[i * n + j] += factor * m[k * n + j];
    }
  }
  return gram;
}

/** The rows k..k+3 of a lower triangular matrix end at column k+3, and what lies right of the diagonal is zero. */
function addFourOuter(gram: Float64Array, m: Float64Array, n: number, k: number): void {
  const r0 = k * n;
  const r1 = r0 + n;
  const r2 = r1 + n;
  const r3 = r2 + n;
  for (let i = 0; i < k + 4; i++) {
    const f0 = m[r0 + i];
    const f1 = m[r1 + i];
    const f2 = m[r2 + i];
    const f3 = m[r3 + i];
    const row = i * n;
    for (let j = 0; j <= i; j++) {
      gram[row + j] += f0 * m[r0 + j] + f1 * m[r1 + j] + f2 * m[r2 + j] + f3 * m[r3 + j];
    }
  }
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
