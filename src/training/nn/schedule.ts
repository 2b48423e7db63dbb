/**
 * Returns the learning rate at `step` (from 0) of `steps`: a linear rise to `start` over the first `warmup` steps, then
 * a cosine decay to `end` (Loshchilov and Hutter, 2017, without restarts).
 */
export function cosineRate(
  step: number,
  { start, end, steps, warmup }: { start: number; end: number; steps: number; warmup: number },
): number {
  if (step < warmup) return (start * (step + 1)) / warmup;
  const progress = (step - warmup) / Math.max(1, steps - warmup);
  return end + 0.5 * (start - end) * (1 + Math.cos(Math.PI * Math.min(1, progress)));
}
