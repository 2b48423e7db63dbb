import { readFileSync } from "node:fs";
import { expect } from "vitest";

/** How long it is looked at how busy the machine is [ms]. */
const LOOK_MS = 150;

/**
 * Expects that something took less than `most` ms. The bound is that of a machine with nothing else to do: where it is
 * passed, it is looked at how much longer than its own processor time a computation takes at present, and the
 * bound grows by as much, so that other programs on the machine fail no test.
 *
 * @param took what was measured [ms]
 */
export function expectWithin(took: number, most: number): void {
  if (took >= most) expect(took).toBeLessThan(most * delayOfOthers());
}

/** How many times longer than its processor time a computation on this thread takes at present; at least 1. */
function delayOfOthers(): number {
  const [began, before] = [performance.now(), ownTime()];
  while (performance.now() - began < LOOK_MS);
  return Math.max(1, (performance.now() - began) / Math.max(1, ownTime() - before));
}

/** The processor time of this thread so far [ms]; where the system does not tell, that of the process. */
function ownTime(): number {
  try {
    return Number(readFileSync("/proc/thread-self/schedstat", "utf8").split(" ")[0]) / 1e6;
  } catch {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  }
}
