import { median, spread } from "./statistics.js";
import { type Call, type TimedOptions, timedBlocks } from "./timed.js";

/** Steps of the reference calculation, about a millisecond on a processor of today. */
const STEPS = 1_000_000;

/**
 * The noise floor of the machine: by which share of their median the medians of five blocks of one fixed calculation
 * differ. Differences between networks that are smaller than this say nothing.
 */
export async function noiseFloor(options: TimedOptions, call: Call = reference): Promise<number> {
  const blocks = await timedBlocks(call, options);
  return spread(blocks.map(({ latencies }) => median(latencies)));
}

/** A fixed calculation in registers, which needs neither memory nor the system. It yields once, as a run does. */
async function reference(): Promise<number> {
  await new Promise((resolve) => setImmediate(resolve));
  let state = 1;
  for (let i = 0; i < STEPS; i++) state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
  return state;
}
