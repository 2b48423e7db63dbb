import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { Command, type CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import { defined } from "../../base/defined.js";
import { requireId } from "../../base/validate.js";
import { Journal } from "../../profiling/client/journal.js";
import { httpServer } from "../../profiling/client/server.js";
import { pinToProcessors } from "../../profiling/machine/pin.js";
import { machineName, machineState } from "../../profiling/machine/state.js";
import { findMeter } from "../../profiling/meters/find-meter.js";
import type { Meter } from "../../profiling/meters/meter.js";
import type { Timing } from "../../profiling/protocol/block.js";
import { noiseFloor } from "../../profiling/protocol/noise-floor.js";
import type { TimedOptions } from "../../profiling/protocol/timed.js";
import { commandRunner } from "../../profiling/runners/command.js";
import { onnxRunner } from "../../profiling/runners/onnx.js";
import { Stopped } from "../../profiling/runners/runner.js";
import { profile } from "../../profiling/session/session.js";
import type { CliDependencies } from "../dependencies.js";
import { device, examples, task } from "../input/options.js";
import { integer, positive, text } from "../input/parsers.js";
import { profileExitCode, profileJson, profileText, Shown } from "../output/profile.js";
import { note, settingsOf, withoutService } from "../session.js";

const MOST_MINUTES = 100_000;
/** How long idle power is measured [ms], and how often in that time [ms]. */
const IDLE_MS = 3_000;
const IDLE_STEP_MS = 50;

/** The command `profile`: measures networks on this machine for a server. */
export function profileCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("profile")
    .description(
      "measures latency [ms] and, where this machine has a meter, energy [mJ] of the networks that a server " +
        "suggests, on the machine that it runs on, and submits each as soon as it is measured; a device that the " +
        "server does not know is registered; Ctrl-C or a lost network connection lose nothing that was measured",
    )
    .addOption(task)
    .addOption(device)
    .requiredOption("--server <url>", "address of the server, e.g. http://localhost:4000 (required)", text)
    .option(
      "--command <command>",
      "program that measures instead of onnxruntime: its last argument is the path of an ONNX model, and its last " +
        'line of output JSON such as {"latency_ms": 1.5, "energy_mj": 3}; it is called five times per network',
      text,
    )
    .option("--command-limit <s>", "longest time of one call of --command, in seconds", positive, 300)
    .addOption(
      new Option("--minutes <n>", "time after the first network after which no other is begun, in minutes")
        .argParser(positive)
        .default(10),
    )
    .option(
      "--verify",
      "measure only points of fronts that wait to be verified (`harmonic front --verify`), and end once none waits; " +
        "without it they are measured first, and then what the server suggests",
    )
    .option("--threads <n>", "threads of onnxruntime", integer(1, 1024), 1)
    .option("--subtract-idle", "subtract the power of the idle machine, measured first, from the energy")
    .option(
      "--journal <dir>",
      "folder of the file that keeps what was measured (default: data/profile/SERVER/TASK/DEVICE)",
      text,
    )
    .addHelpText(
      "after",
      examples(
        "profile --task av-mnist-hard --device my-board --server http://localhost:4000 --minutes 10",
        "profile --task av-mnist --device my-board --server http://localhost:4000 --verify",
        "profile --task av-mnist --device my-phone --server http://host:4000 --command 'python3 on-phone.py'",
      ),
    )
    .action((options, command) =>
      withoutService(cli, command, async () => {
        const { apiToken } = settingsOf(cli, command);
        const abort = new AbortController();
        const server = httpServer(options.server, apiToken, abort.signal);
        requireId(options.device, "--device");
        const limit = 60_000 * Math.min(options.minutes, MOST_MINUTES);
        const journal = new Journal(options.journal ?? journalFolder(options));
        const stopListening = cli.onInterrupt(() => abort.abort());
        const shown = new Shown(cli.stderr, limit);
        let release = () => {};
        try {
          const set = await setUp(options, abort.signal);
          release = set.release;
          for (const line of set.notes) note(cli, line);
          const report = await profile(
            {
              server,
              runner: set.runner,
              journal,
              timing: set.timing,
              noiseFloor: () => noiseFloor(set.timed),
              machineState,
              clock: Date.now,
              newId: randomUUID,
              onProgress: (elapsed, measured) => shown.update(elapsed, measured),
              note: (line) => note(cli, line),
            },
            {
              task: options.task,
              device: options.device,
              limit,
              description: machineName(),
              verifiesOnly: options.verify === true,
              metersEnergy: set.about.meter !== null,
              ...(options.command === undefined ? { deviceRuntime: "onnxruntime" } : {}),
            },
          );
          const about = { ...set.about, journal: journal.file };
          return {
            json: profileJson(report, about),
            text: () => profileText(report, about),
            exitCode: profileExitCode(report),
          };
        } finally {
          release();
          shown.stop();
          stopListening();
          journal.close();
        }
      }),
    );
}

interface SetUpOptions {
  readonly command?: string | undefined;
  readonly commandLimit: number;
  readonly threads: number;
  readonly subtractIdle?: true | undefined;
}

/** What measures: onnxruntime with the meter of this machine, or the user's program. */
async function setUp(options: SetUpOptions, signal: AbortSignal) {
  const timing = interruptible(signal);
  const check = () => {
    if (signal.aborted) throw new Stopped();
  };
  const machine = { name: machineName(), ...machineState() };
  if (options.command !== undefined) {
    const limit = 1000 * options.commandLimit;
    const runner = commandRunner({ command: options.command, limit, signal });
    const about = { machine, processors: null, meter: null, idleWatts: null };
    return { runner, timing, timed: { timing, check }, release: () => undefined, about, notes: [] };
  }
  const { meter, note: noMeter } = findMeter();
  const plain: TimedOptions = { timing, check };
  await onnxRunner(options.threads, plain);
  const pinned = pinToProcessors(options.threads);
  const idleWatts =
    options.subtractIdle === true && meter !== undefined ? await idlePower(meter, timing) : null;
  const metered = {
    ...plain,
    ...defined({ gauge: meter?.open(), idleWatts }),
  };
  return {
    runner: await onnxRunner(options.threads, metered),
    timing,
    timed: plain,
    release: () => pinned?.release(),
    about: { machine, processors: pinned?.processors ?? null, meter: meter?.name ?? null, idleWatts },
    notes: [
      ...(noMeter === undefined ? [] : [noMeter]),
      ...(pinned === undefined ? ["the system does not let this process be pinned to processors"] : []),
    ],
  };
}

async function idlePower(meter: Meter, timing: Timing): Promise<number> {
  const gauge = meter.open();
  const started = timing.now();
  const before = gauge.joules(started);
  let now = started;
  let joules = before;
  while (now - started < IDLE_MS) {
    await timing.sleep(IDLE_STEP_MS);
    now = timing.now();
    joules = gauge.joules(now);
  }
  return (1000 * (joules - before)) / (now - started);
}

const interruptible = (signal: AbortSignal): Timing => ({
  now: () => performance.now(),
  async sleep(ms) {
    await sleep(ms, undefined, { signal }).catch(() => {
      throw new Stopped();
    });
  },
});

/** The folder of a server, task and device below `data/profile`. */
function journalFolder({
  server,
  task,
  device,
}: Readonly<Record<"server" | "task" | "device", string>>): string {
  const { hostname, port, protocol } = new URL(server);
  const place = `${hostname}_${port || (protocol === "https:" ? "443" : "80")}`;
  return join("data", "profile", ...[place, task, device].map((name) => name.replaceAll(/[^\w.-]/g, "_")));
}
