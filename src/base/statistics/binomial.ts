/**
 * Returns the probability of at least `k` successes in `n` independent trials that each succeed with probability `p`,
 * where 0 < p < 1.
 */
export function binomialTail(n: number, k: number, p: number): number {
  if (k <= 0) return 1;
  let [logTerm, sum] = [n * Math.log1p(-p), 0];
  const step = Math.log(p) - Math.log1p(-p);
  for (let i = 0; i <= n; i++) {
    if (i >= k) sum += Math.exp(logTerm);
    logTerm += Math.log(n - i) - Math.log(i + 1) + step;
  }
  return Math.min(1, sum);
}
