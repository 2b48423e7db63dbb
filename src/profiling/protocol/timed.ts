import type { Gauge } from "../meters/meter.js";
import type { Block, Timing } from "./block.js";
import { median, outlierShare } from "./statistics.js";

/** One call of what is measured, e.g. one inference. Inputs are ready before. */
export type Call = () => Promise<unknown>;

/** What the blocks of a call need beside the call. */
export interface TimedOptions {
  readonly timing: Timing;
  /** Reads the energy that the machine has used; absent without a meter. */
  readonly gauge?: Gauge;
  /** Power to subtract from what is measured [W]. Default: 0. */
  readonly idleWatts?: number;
  /** Is called between runs, and throws to end the measurement. */
  readonly check: () => void;
}

/** Number of blocks of a measurement. */
const BLOCKS = 5;
/** Least runs and least time of a block: five blocks have at least 65 runs and 1 s. */
const BLOCK_RUNS = 13;
const BLOCK_MS = 200;
/** Least time of a block whose energy is read at its edges only [ms]. */
const METERED_BLOCK_MS = 1_000;
/** Pause before each block [ms], and runs after it that do not count. */
const PAUSE_MS = 20;
const DROPPED = 3;
/** A block with a larger share of outliers is measured again, at most so many blocks per attempt. */
const MOST_OUTLIERS = 0.1;
const MOST_REPLACED = 5;
/** Warm-up: windows of so many runs and so long [ms], until three medians in a row agree or the time is over [ms]. */
const WINDOW_RUNS = 4;
const WINDOW_MS = 50;
const WINDOWS = 3;
const AGREEMENT = 0.02;
const MOST_WARM_UP_MS = 10_000;
/** Time between two readings of the energy within a block [ms]. */
const SAMPLE_MS = 5;

/** Warms up a call until its time is stable, and measures it in five separate blocks. */
export async function timedBlocks(call: Call, options: TimedOptions): Promise<readonly Block[]> {
  await warmUp(call, options);
  const blocks: Block[] = [];
  for (let replaced = 0; blocks.length < BLOCKS; ) {
    const block = await takeBlock(call, options);
    if (outlierShare(block.latencies) > MOST_OUTLIERS && replaced < MOST_REPLACED) replaced++;
    else blocks.push(block);
  }
  return blocks;
}

async function warmUp(call: Call, options: TimedOptions): Promise<void> {
  const { now } = options.timing;
  const end = now() + MOST_WARM_UP_MS;
  const medians: number[] = [];
  while (now() < end) {
    medians.push(median(await runs(call, { least: WINDOW_RUNS, ms: WINDOW_MS }, options)));
    const last = medians.slice(-WINDOWS);
    if (last.length === WINDOWS && Math.max(...last) <= (1 + AGREEMENT) * Math.min(...last)) return;
  }
}

async function takeBlock(call: Call, options: TimedOptions): Promise<Block> {
  const { timing, gauge, idleWatts = 0 } = options;
  await timing.sleep(PAUSE_MS);
  for (let i = 0; i < DROPPED; i++) await call();
  const ms = gauge?.atEdgesOnly === true ? METERED_BLOCK_MS : BLOCK_MS;
  const before = gauge?.joules(timing.now());
  const began = timing.now();
  const latencies = await runs(call, { least: BLOCK_RUNS, ms }, options);
  if (gauge === undefined || before === undefined) return { latencies };
  const end = timing.now();
  const joules = gauge.joules(end) - before - (idleWatts * (end - began)) / 1000;
  return joules > 0 ? { latencies, energy: (1000 * joules) / latencies.length } : { latencies };
}

/** Runs the call at least so often and so long; returns the latency of each run [ms]. */
async function runs(
  call: Call,
  { least, ms }: { readonly least: number; readonly ms: number },
  { timing, gauge, check }: TimedOptions,
): Promise<number[]> {
  const { now } = timing;
  const latencies: number[] = [];
  const end = now() + ms;
  let sampled = now();
  for (let finished = sampled; latencies.length < least || finished < end; ) {
    check();
    const started = now();
    await call();
    finished = now();
    latencies.push(finished - started);
    if (gauge !== undefined && gauge.atEdgesOnly !== true && finished - sampled >= SAMPLE_MS) {
      gauge.joules(finished);
      sampled = finished;
    }
  }
  return latencies;
}
