import { describe, expect, test } from "vitest";
import { noiseFloor } from "../../src/profiling/protocol/noise-floor.js";
import { drift, median, outlierShare, quantile } from "../../src/profiling/protocol/statistics.js";
import { measureSteadily } from "../../src/profiling/protocol/steady.js";
import { timedBlocks } from "../../src/profiling/protocol/timed.js";
import { Stopped } from "../../src/profiling/runners/runner.js";
import { FakeTime } from "./support.js";

const nothing = () => undefined;

/** Measures a call whose latency [ms] follows from how often it was called and from the time [ms]. */
async function measured(latency: (run: number, now: number) => number, floor = 0) {
  const timing = new FakeTime();
  let run = 0;
  const call = async () => {
    timing.time += latency(run++, timing.time);
  };
  const found = await measureSteadily(() => timedBlocks(call, { timing, check: nothing }), floor, timing);
  return { ...found, timing, calls: run };
}

describe("measuring a network", () => {
  test.each([0.05, 1, 40, 900])(
    "of %d ms takes at least 64 runs and a second, in five blocks",
    async (ms) => {
      const found = await measured(() => ms);
      expect(found.latency).toBeCloseTo(ms, 9);
      expect(found).toMatchObject({ repeats: 5, attempts: 1, notes: [] });
      expect(found.runs).toBeGreaterThanOrEqual(64);
      expect(found.runs * ms).toBeGreaterThanOrEqual(999);
    },
  );

  test("begins once the first, slow runs are over", async () => {
    const found = await measured((run) => (run < 300 ? 5 - run / 75 : 1));
    expect(found.latency).toBeCloseTo(1, 9);
    expect(found.spread).toBeLessThan(1e-6);
  });

  test("reports the median and the 90th percentile, which single slow runs do not move", async () => {
    const found = await measured((run) => (run % 50 === 7 ? 30 : 1 + (run % 10) / 100));
    expect(found.latency).toBeCloseTo(1.05, 1);
    expect(found.latencyP90).toBeGreaterThan(found.latency);
    expect(found.latencyP90).toBeLessThan(1.2);
    expect(found.notes).toEqual([]);
  });

  test("measures a block again in which too many runs are outliers", async () => {
    const found = await measured((run) => (run > 400 && run < 700 && run % 3 === 0 ? 4 : 1));
    expect(found).toMatchObject({ attempts: 1, notes: [] });
    expect(found.calls).toBeGreaterThan(found.runs + 200);
    expect(found.latencyP90).toBeCloseTo(1, 9);
  });

  test("measures again after a pause while the latency drifts, and takes the steady attempt", async () => {
    const found = await measured((_, now) => (now < 1800 ? 1 + now / 4000 : 1.5));
    expect(found.attempts).toBe(2);
    expect(found.timing.slept).toContain(2000);
    expect(found.notes).toEqual([]);
    expect(found.latency).toBeCloseTo(1.5, 6);
  });

  test("gives up on a device that keeps throttling after three attempts, and says so", async () => {
    const found = await measured((run) => 1 + run / 5000);
    expect(found.attempts).toBe(3);
    expect(found.notes).toEqual([expect.stringMatching(/rose by .* %.*throttling/)]);
    expect(found.drift).toBeGreaterThan(0.05);
  });

  test("takes differences below the noise floor for noise", async () => {
    const found = await measured((run) => 1 + run / 5000, 0.5);
    expect(found).toMatchObject({ attempts: 1, notes: [] });
  });

  test("does not take everything for noise on a machine that is very noisy", async () => {
    const found = await measured((run) => 1.005 ** run, 0.6);
    expect(found).toMatchObject({ attempts: 3, notes: [expect.stringContaining("rose by")] });
  });

  test("ends at once where it is interrupted", async () => {
    const timing = new FakeTime();
    const check = () => {
      if (timing.time > 300) throw new Stopped();
    };
    const call = async () => timing.pass(1);
    await expect(timedBlocks(call, { timing, check })).rejects.toThrow(Stopped);
    expect(timing.time).toBeLessThan(310);
  });

  test("takes the energy from the gauge, per run, and subtracts the idle power only if asked", async () => {
    const energyAt = async (idleWatts?: number) => {
      const timing = new FakeTime();
      const call = async () => timing.pass(2);
      const gauge = { joules: (now: number) => 5 * (now / 1000) };
      const options = { timing, check: nothing, gauge, ...(idleWatts === undefined ? {} : { idleWatts }) };
      return measureSteadily(() => timedBlocks(call, options), 0, timing);
    };
    expect((await energyAt()).energy).toBeCloseTo(10, 6);
    expect((await energyAt()).energySd).toBeCloseTo(0, 6);
    expect((await energyAt(4)).energy).toBeCloseTo(2, 6);
    expect((await energyAt(6)).energy).toBeUndefined();
  });

  test("reads a slow gauge at the edges of longer blocks only, and its time does not count", async () => {
    const timing = new FakeTime();
    let readings = 0;
    const gauge = {
      atEdgesOnly: true as const,
      joules: () => {
        readings++;
        const joules = 5 * (timing.time / 1000);
        timing.pass(100);
        return joules;
      },
    };
    const call = async () => timing.pass(2);
    const blocks = await timedBlocks(call, { timing, check: nothing, gauge, idleWatts: 1 });
    expect(readings).toBe(10);
    for (const { latencies, energy } of blocks) {
      expect(latencies.every((latency) => Math.abs(latency - 2) < 1e-9)).toBe(true);
      expect(latencies).toHaveLength(500);
      expect(energy).toBeCloseTo((1000 * (5 * 1.1 - 1)) / 500, 6);
    }
  });
});

test("the noise floor is the spread of the blocks of one calculation", async () => {
  const timing = new FakeTime();
  const steady = async () => timing.pass(1);
  expect(await noiseFloor({ timing, check: nothing }, steady)).toBeCloseTo(0, 6);
  const drifting = async () => timing.pass(1 + timing.time / 1e5);
  expect(await noiseFloor({ timing, check: nothing }, drifting)).toBeGreaterThan(0.005);
});

describe("statistics", () => {
  test("quantiles lie between neighbours", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(quantile([1, 2, 3, 4], 0.9)).toBeCloseTo(3.7, 12);
  });

  test("a drift is a trend, and scatter is none", () => {
    expect(drift([1, 1.1, 1.2, 1.3, 1.4])).toBeCloseTo(1 / 3, 9);
    expect(drift([1.4, 1.3, 1.2, 1.1, 1])).toBeCloseTo(-1 / 3, 9);
    expect(drift([1, 1.3, 0.9, 1.4, 1])).toBe(0);
    expect(drift([1, 1, 1, 1, 1])).toBe(0);
  });

  test("outliers are slow runs only", () => {
    expect(outlierShare([1, 1, 1, 1, 1, 1, 1, 1, 1, 9])).toBeCloseTo(0.1, 9);
    expect(outlierShare([1, 1, 1, 1, 0.1])).toBe(0);
  });
});
