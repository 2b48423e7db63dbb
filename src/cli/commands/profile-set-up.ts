import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { defined } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import { pinToProcessors } from "../../profiling/machine/pin.js";
import { machineName, machineState } from "../../profiling/machine/state.js";
import { findMeter } from "../../profiling/meters/find-meter.js";
import type { Meter } from "../../profiling/meters/meter.js";
import type { FoundMeter } from "../../profiling/meters/powercap.js";
import { programMeter } from "../../profiling/meters/program.js";
import type { Timing } from "../../profiling/protocol/block.js";
import type { TimedOptions } from "../../profiling/protocol/timed.js";
import { commandRunner } from "../../profiling/runners/command.js";
import { onnxRunner } from "../../profiling/runners/onnx.js";
import { NotMeasured, Stopped } from "../../profiling/runners/runner.js";

/** How long idle power is measured [ms], and how often in that time [ms]. */
const IDLE_MS = 3_000;
const IDLE_STEP_MS = 50;

/** The options of `profile` that decide what measures. */
interface SetUpOptions {
  readonly command?: string | undefined;
  readonly meter?: string | undefined;
  readonly commandLimit: number;
  readonly threads: number;
  readonly subtractIdle?: true | undefined;
}

/**
 * Sets up what measures: onnxruntime with a meter of this machine, or the user's program.
 *
 * @throws InvalidInput on `--meter` if its program prints no counter of energy, or `--command` measures itself
 */
export async function profileSetUp(options: SetUpOptions, signal: AbortSignal) {
  const timing = interruptible(signal);
  const check = () => {
    if (signal.aborted) throw new Stopped();
  };
  const machine = { name: machineName(), ...machineState() };
  if (options.command !== undefined) {
    if (options.meter !== undefined) {
      throw new InvalidInput(
        "--meter",
        "--meter cannot be read around --command, which may run a network more than once: let the command print " +
          "energy_mj beside latency_ms",
      );
    }
    const limit = 1000 * options.commandLimit;
    const runner = commandRunner({ command: options.command, limit, signal });
    const about = { machine, processors: null, meter: null, idleWatts: null };
    return { runner, timing, timed: { timing, check }, release: () => undefined, about, notes: [] };
  }
  const plain: TimedOptions = { timing, check };
  await onnxRunner(options.threads, plain);
  const { meter, gauge, idleWatts, note } = await openMeter(options, timing);
  const pinned = pinToProcessors(options.threads);
  const metered = { ...plain, ...defined({ gauge, idleWatts }) };
  return {
    runner: await onnxRunner(options.threads, metered),
    timing,
    timed: plain,
    release: () => pinned?.release(),
    about: {
      machine,
      processors: pinned?.processors ?? null,
      meter: meter?.name ?? null,
      idleWatts: idleWatts ?? null,
    },
    notes: [
      ...(note === undefined ? [] : [note]),
      ...(pinned === undefined ? ["the system does not let this process be pinned to processors"] : []),
    ],
  };
}

/** The meter, ready to be read, and the idle power [W] where it is to be subtracted. */
async function openMeter(options: SetUpOptions, timing: Timing) {
  try {
    const { meter, note }: FoundMeter =
      options.meter === undefined ? findMeter() : { meter: programMeter(options.meter) };
    const idleWatts =
      options.subtractIdle === true && meter !== undefined ? await idlePower(meter, timing) : undefined;
    return { meter, note, idleWatts, gauge: meter?.open() };
  } catch (error) {
    if (error instanceof NotMeasured) throw new InvalidInput("--meter", error.message);
    throw error;
  }
}

async function idlePower(meter: Meter, timing: Timing): Promise<number> {
  const gauge = meter.open();
  const before = gauge.joules(timing.now());
  const started = timing.now();
  const step = gauge.atEdgesOnly === true ? IDLE_MS : IDLE_STEP_MS;
  for (let now = started; ; ) {
    await timing.sleep(step);
    now = timing.now();
    const joules = gauge.joules(now);
    if (now - started >= IDLE_MS) return (1000 * (joules - before)) / (now - started);
  }
}

const interruptible = (signal: AbortSignal): Timing => ({
  now: () => performance.now(),
  async sleep(ms) {
    await sleep(ms, undefined, { signal }).catch(() => {
      throw new Stopped();
    });
  },
});
