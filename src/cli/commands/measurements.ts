import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import type { CliDependencies } from "../dependencies.js";
import { examples } from "../input/options.js";
import { count } from "../output/format.js";
import { measurementJson, measurementTable } from "../output/measurements.js";
import { facts } from "../output/table.js";
import { withService } from "../session.js";
import { failCommand } from "./measurements-fail.js";
import { listCommand } from "./measurements-list.js";
import { retractCommand } from "./measurements-retract.js";
import { submitCommand } from "./measurements-submit.js";
import { suggestCommand } from "./measurements-suggest.js";

export function measurementsCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("measurements")
    .description(
      "measurements of networks: submit, list, show and retract them, and suggest what to measure next",
    )
    .addCommand(submitCommand(cli))
    .addCommand(listCommand(cli))
    .addCommand(show(cli))
    .addCommand(failCommand(cli))
    .addCommand(retractCommand(cli))
    .addCommand(suggestCommand(cli));
}

const show = (cli: CliDependencies) =>
  new Command("show")
    .description("shows every measurement of a network, including retracted ones")
    .argument(
      "<architecture>",
      "id of the network, or a beginning of it that no other network has (at least 6 characters)",
    )
    .addHelpText("after", examples("measurements show b5bb526f5149"))
    .action((id, _, command) =>
      withService(cli, command, async ({ service }) => {
        const report = await service.architecture(id);
        return {
          json: { ...report, measurements: report.measurements.map(measurementJson) },
          text: () =>
            [
              facts([
                ["architecture", report.id],
                ["search space", report.space],
                ["genes", JSON.stringify(report.architecture)],
                ["MACs", report.macs === undefined ? "-" : count(report.macs)],
                ["parameters", report.params === undefined ? "-" : count(report.params)],
              ]),
              measurementTable(report.measurements),
            ].join("\n"),
        };
      }),
    );
