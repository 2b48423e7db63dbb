/**
 * Learning rate at `step` of `steps`: rises linearly over the first `warmup` steps, then falls as a cosine to `end`.
 */
export function cosineRate(
  step: number,
  { start, end, steps, warmup }: { start: number; end: number; steps: number; warmup: number },
): number {
  if (step < warmup) return (start * (step + 1)) / warmup;
  const progress = (step - warmup) / Math.max(1, steps - warmup);
  return end + 0.5 * (start - end) * (1 + Math.cos(Math.PI * Math.min(1, progress)));
}
