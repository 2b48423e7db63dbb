import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { profilerRuntimes } from "../../profiling/machine/runtimes.js";
import type { QueueState } from "../../service/evaluations/queue-state.js";
import type { CliDependencies } from "../dependencies.js";
import { examples } from "../input/options.js";
import { facts } from "../output/table.js";
import { withService } from "../session.js";
import { type Settings, withoutPassword } from "../settings.js";

export function doctorCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("doctor")
    .description("reports what this installation has, and what it lacks with how to get it")
    .addHelpText("after", examples("doctor"))
    .action((_, command) =>
      withService(cli, command, async ({ service, settings }) => {
        const { location, architectures } = await service.archiveInfo();
        const tensors = await cli.probeTensorBackend(settings);
        const queue = await service.queueState();
        const { advice: missing, ...profiler } = await profilerRuntimes();
        const report = {
          tensorBackend: tensors.name,
          archive: location,
          queue: withoutPassword(settings.queue),
          seeds: settings.seeds,
          profiler,
          advice: [
            ...tensors.advice,
            ...queueAdvice(queue),
            ...adviceFor(settings, architectures),
            ...missing,
          ],
        };
        return {
          json: report,
          text: () =>
            [
              facts([
                ["tensor backend", tensors.description],
                ["archive", report.archive],
                ["queue", `${report.queue}${queue.isAway ? ", which does not answer" : ""}`],
                [
                  "evaluations",
                  `${queue.waiting} wait, ${queue.claimed} claimed, ${queue.dead} dead letters`,
                ],
                ["seeds", report.seeds],
                [
                  "profiler runtime",
                  profiler.onnxruntime === null ? "none" : `onnxruntime ${profiler.onnxruntime}`,
                ],
                ["meter of energy", profiler.meter ?? "none"],
                ["pinning to processors", profiler.taskset ? "taskset" : "none"],
              ]),
              ...report.advice.map((line) => `- ${line}`),
            ].join("\n"),
        };
      }),
    );
}

const queueAdvice = ({ isAway }: QueueState): readonly string[] =>
  isAway
    ? ["the queue (QUEUE) does not answer: start Redis there, or set QUEUE=local for a server alone"]
    : [];

function adviceFor(settings: Settings, architectures: number): readonly string[] {
  return [
    ...(architectures === 0
      ? [
          "the archive has no architectures; `harmonic archive reset --yes` with SEEDS=all fills it from the seeds, " +
            "`harmonic samples import` from a table",
        ]
      : []),
    ...(settings.archive === "sqlite::memory:"
      ? [
          "the archive is in memory (ARCHIVE=sqlite::memory:) and lost at the end; " +
            "ARCHIVE=sqlite:FILE or ARCHIVE=mongodb://... keeps it",
        ]
      : []),
    ...(settings.apiToken === undefined
      ? ["API_TOKEN is not set: on other than loopback addresses, `harmonic serve` then needs an admin token"]
      : []),
  ];
}
