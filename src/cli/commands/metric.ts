import { Command, type CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import { defined } from "../../base/defined.js";
import type { CliDependencies } from "../dependencies.js";
import { examples } from "../input/options.js";
import { withUnit } from "../output/format.js";
import { left, table } from "../output/table.js";
import { withService } from "../session.js";

export function metricCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("metric")
    .description("metrics of your own, for example RAM or flash, beside accuracy, latency and energy")
    .addCommand(add(cli))
    .addCommand(list(cli));
}

const add = (cli: CliDependencies) =>
  new Command("add")
    .description(
      "declares a metric, whose values are numbers of at least 0; tables then have it in columns <task>.NAME or " +
        "<device>.NAME, --objectives, --limit and predictor train --metric take its name; the same command again " +
        "changes nothing",
    )
    .argument("<name>", "name of the metric: letters, digits and underscores, starting with a letter")
    .addOption(
      new Option(
        "--of <owner>",
        "what the metric belongs to: a task, as accuracy does, or a device, as latency does",
      )
        .choices(["task", "device"] as const)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option("--direction <direction>", "which values are better: smaller (min) or larger (max) ones")
        .choices(["min", "max"] as const)
        .makeOptionMandatory(),
    )
    .option("--unit <unit>", "unit of its values, e.g. MB (default: none)")
    .addHelpText(
      "after",
      examples(
        "metric add ram --of device --direction min --unit MB",
        "metric add f1 --of task --direction max",
      ),
    )
    .action((name, { unit, ...flags }, command) =>
      withService(cli, command, async ({ service }) => {
        const { metric, created } = await service.addMetric({ name, ...flags, ...defined({ unit }) });
        return {
          json: { ...metric, created },
          text: () =>
            created
              ? `added metric ${withUnit(metric.name, metric.unit)} of a ${metric.of}; ` +
                `tables have it in columns <${metric.of}>.${metric.name}`
              : `metric ${metric.name} was known already`,
        };
      }),
    );

const list = (cli: CliDependencies) =>
  new Command("list")
    .description("lists the metrics that were added")
    .addHelpText("after", examples("metric list"))
    .action((_, command) =>
      withService(cli, command, async ({ service }) => {
        const metrics = await service.metrics();
        return {
          json: { metrics },
          text: () =>
            metrics.length === 0
              ? "no metric was added; accuracy, latency [ms] and energy [mJ] are built in"
              : table(
                  [left("metric"), left("of"), left("direction"), left("unit")],
                  metrics.map(({ name, of, direction, unit }) => [
                    name,
                    of,
                    direction,
                    unit === "" ? "-" : unit,
                  ]),
                ),
        };
      }),
    );
