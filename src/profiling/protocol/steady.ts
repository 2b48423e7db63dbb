import { defined } from "../../base/defined.js";
import type { Block, Measured, Timing } from "./block.js";
import { deviation, drift, median, quantile, spread } from "./statistics.js";

/** How often a network is measured at most. */
const MOST_ATTEMPTS = 3;
/** Pause before a second attempt [ms], in which a hot machine cools; it doubles for the next one. */
const COOLING_MS = 2_000;
/** Limits of the drift and of the spread, as shares of the median, on a machine without noise. */
const MOST_DRIFT = 0.05;
const MOST_SPREAD = 0.1;
/** Largest noise floor that is allowed for: on a noisier machine, measurements are doubtful. */
const MOST_FLOOR = 0.1;

/**
 * Measures blocks until they agree: neither drift over the blocks (a machine that throttles or warms up) beyond 5 % or
 * twice the noise floor, nor a spread beyond 10 % or three times the noise floor, which counts up to 10 %. It measures
 * again at most twice, after a pause, and returns the attempt with the smallest spread. What is still wrong with that
 * one is in its notes.
 *
 * @param takeBlocks measures the blocks of one attempt
 * @param floor noise floor of the machine, a share of the median
 */
export async function measureSteadily(
  takeBlocks: () => Promise<readonly Block[]>,
  floor: number,
  timing: Timing,
): Promise<Measured> {
  let best: Measured | undefined;
  let attempts = 0;
  for (;;) {
    attempts++;
    const measured = summary(await takeBlocks(), floor);
    if (best === undefined || measured.spread < best.spread) best = measured;
    if (measured.notes.length === 0) best = measured;
    if (measured.notes.length === 0 || attempts === MOST_ATTEMPTS) return { ...best, attempts };
    await timing.sleep(COOLING_MS * 2 ** (attempts - 1));
  }
}

function summary(blocks: readonly Block[], floor: number): Measured {
  const all = blocks.flatMap(({ latencies }) => latencies);
  const medians = blocks.map(({ latencies }) => median(latencies));
  const energies = blocks.flatMap(({ energy }) => (energy === undefined ? [] : [energy]));
  const hasEnergy = energies.length === blocks.length;
  const facts = { spread: spread(medians), drift: drift(medians) };
  return {
    latency: median(all),
    latencyP90: quantile(all, 0.9),
    latencySd: deviation(medians),
    ...facts,
    repeats: blocks.length,
    runs: all.length,
    ...defined({
      energy: hasEnergy ? energies.reduce((sum, energy) => sum + energy, 0) / energies.length : undefined,
      energySd: hasEnergy ? deviation(energies) : undefined,
    }),
    attempts: 1,
    notes: doubts(facts, floor),
  };
}

function doubts(found: Pick<Measured, "spread" | "drift">, noise: number): readonly string[] {
  const floor = Math.min(noise, MOST_FLOOR);
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  if (Math.abs(found.drift) > Math.max(MOST_DRIFT, 2 * floor)) {
    const how = found.drift > 0 ? "rose" : "fell";
    const cause = found.drift > 0 ? "the device may be throttling" : "something else may have been running";
    return [`the latency ${how} by ${percent(Math.abs(found.drift))} over the blocks: ${cause}`];
  }
  if (found.spread > Math.max(MOST_SPREAD, 3 * floor))
    return [
      `the medians of the blocks differ by ${percent(found.spread)}: something else may have been running`,
    ];
  return [];
}
