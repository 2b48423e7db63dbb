import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { Command, type CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import { requireId } from "../../base/validate.js";
import { Journal } from "../../profiling/client/journal.js";
import { httpServer } from "../../profiling/client/server.js";
import { machineName, machineState } from "../../profiling/machine/state.js";
import { noiseFloor } from "../../profiling/protocol/noise-floor.js";
import { profile } from "../../profiling/session/session.js";
import type { CliDependencies } from "../dependencies.js";
import { device, examples, task } from "../input/options.js";
import { integer, positive, text } from "../input/parsers.js";
import { profileExitCode, profileJson, profileText, Shown } from "../output/profile.js";
import { note, settingsOf, withoutService } from "../session.js";
import { profileSetUp } from "./profile-set-up.js";

const MOST_MINUTES = 100_000;

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
    .option(
      "--layers",
      "also measure the layers that an operator profile of the search space needs, each as a model of its own, for " +
        "at most half of the time, and submit them as the device's operator profile",
    )
    .option(
      "--meter <command>",
      "program that reads a meter of energy: the last line that it prints is a counter in joules that never " +
        "decreases; it is called at the start and the end of each block",
      text,
    )
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
        "profile --task av-mnist --device my-board --server http://localhost:4000 --layers --minutes 30",
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
          const set = await profileSetUp(options, abort.signal);
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
              onProgress: (elapsed, done) => shown.update(elapsed, done),
              note: (line) => note(cli, line),
            },
            {
              task: options.task,
              device: options.device,
              limit,
              description: machineName(),
              verifiesOnly: options.verify === true,
              metersEnergy: set.about.meter !== null,
              layers: options.layers === true,
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
