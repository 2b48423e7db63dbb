import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import type { SearchRun } from "../../records/run.js";
import type { RunProgress } from "../../runs/view/run-progress.js";
import { statusName } from "../../runs/view/status-name.js";
import type { CliDependencies } from "../dependencies.js";
import { examples, genes } from "../input/options.js";
import { integer } from "../input/parsers.js";
import { axesOption, plotOption, plotRequest, scaleOption, widthOption } from "../input/plot-options.js";
import { count, short } from "../output/format.js";
import { genesOfSpace } from "../output/genes/gene-text.js";
import { runPlot } from "../output/plots/run-plot.js";
import { writePlot } from "../output/plots/write-plot.js";
import { endJson, runJson, runText, statusText } from "../output/runs.js";
import { left, right, table } from "../output/table.js";
import { note, withService } from "../session.js";
import { deleteCommand } from "./delete.js";
import { evaluationsCommand } from "./run-evaluations.js";

export function runCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("run")
    .description("search runs: list, show and cancel them, and list what they evaluated")
    .addCommand(list(cli))
    .addCommand(show(cli))
    .addCommand(evaluationsCommand(cli))
    .addCommand(cancel(cli))
    .addCommand(
      deleteCommand(
        cli,
        "run",
        "key of the run, or a unique beginning of it; `harmonic run list` shows them",
      ),
    );
}

const list = (cli: CliDependencies) =>
  new Command("list")
    .description("lists search runs, newest first")
    .option("--limit <n>", "largest number of runs", integer(1, 1000), 50)
    .addHelpText("after", examples("run list --limit 10"))
    .action(({ limit }, command) =>
      withService(cli, command, async ({ service }) => {
        const runs = await service.runs({ limit });
        return {
          json: { runs: runs.map(summary) },
          text: () =>
            table(
              [
                left("run"),
                left("task"),
                left("devices"),
                left("strategy"),
                right("evaluations"),
                right("budget"),
                left("status"),
                left("started"),
              ],
              runs.map((run) => [
                short(run.id),
                run.settings.task,
                run.settings.devices.join(", "),
                run.settings.strategy,
                count(run.evaluations),
                count(run.settings.budget),
                statusText(run.status),
                `${run.createdAt.slice(0, 19)}Z`,
              ]),
            ),
        };
      }),
    );

function summary({ id, space, settings, status, createdAt, evaluations }: SearchRun) {
  return { run: id, status: statusName(status), evaluations, space, settings, createdAt };
}

const show = (cli: CliDependencies) =>
  new Command("show")
    .description("shows the progress of a search run, the networks that it waits for, and its Pareto front")
    .argument("<id>", "id of the run, or a unique beginning of it; `harmonic run list` shows them")
    .addOption(genes)
    .addOption(plotOption("the run: its hypervolume over evaluations, and its front"))
    .addOption(axesOption)
    .addOption(widthOption)
    .addOption(scaleOption)
    .addHelpText("after", examples("run show 7c0e...", "run show 7c0e... --genes full --plot run.svg"))
    .action((id, { genes: form, ...flags }, command) =>
      withService(cli, command, async ({ service, terminal }) => {
        const plot = await plotRequest(flags);
        const progress = await service.run(id);
        if (plot !== undefined) {
          const { evaluations } = await service.evaluations(progress.run.id);
          await writePlot(runPlot(progress, evaluations, plot.axes), plot);
          note(terminal, `the figure is in ${plot.file}`);
        }
        const shown = await genesOfSpace(service, progress.run.space, form);
        return { json: details(progress), text: () => runText(progress, shown) };
      }),
    );

const details = (progress: RunProgress) => ({
  ...runJson(progress),
  ...summary(progress.run),
  ...endJson(progress.run.status),
  failed: progress.failed,
  referencePoint: progress.referencePoint,
  pending: progress.pending,
  deadLetters: progress.deadLetters,
  elapsedSeconds: progress.elapsedSeconds,
});

const cancel = (cli: CliDependencies) =>
  new Command("cancel")
    .description("stops a search run; `harmonic search --resume` continues it")
    .argument("<id>", "id of the run, or a unique beginning of it; `harmonic run list` shows them")
    .addHelpText("after", examples("run cancel 7c0e..."))
    .action((id, _, command) =>
      withService(cli, command, async ({ service }) => {
        const run = await service.cancelSearch(id);
        return { json: summary(run), text: () => `run ${run.id}: ${statusText(run.status)}` };
      }),
    );
