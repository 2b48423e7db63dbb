import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import type { Measurement } from "../../records/measurement.js";
import type { CliDependencies } from "../dependencies.js";
import { examples } from "../input/options.js";
import { count, number, short } from "../output/format.js";
import { facts, left, right, table, wrapped } from "../output/table.js";
import { withService } from "../session.js";
import { submitCommand } from "./measurements-submit.js";
import { suggestCommand } from "./measurements-suggest.js";

export function measurementsCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("measurements")
    .description("measurements of networks: submit, show and retract them, and suggest what to measure next")
    .addCommand(submitCommand(cli))
    .addCommand(show(cli))
    .addCommand(retract(cli))
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
          json: report,
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

const networkOf = (measurement: Measurement): string | undefined =>
  measurement.subject === "task" ? measurement.network : undefined;

function measurementTable(measurements: readonly Measurement[]): string {
  const keepsNetworks = measurements.some((measurement) => networkOf(measurement) !== undefined);
  const columns = [
    left("measurement"),
    left("task or device"),
    right("accuracy"),
    right("latency [ms]"),
    right("energy [mJ]"),
    right("repeats"),
    left("origin"),
    left("retracted"),
    ...(keepsNetworks ? [left("network")] : []),
  ];
  const rows = measurements.map((measurement) => {
    const byDevice = measurement.subject === "device";
    return [
      measurement.id,
      byDevice ? measurement.device : measurement.task,
      byDevice ? "-" : number(measurement.accuracy),
      byDevice ? number(measurement.latency) : "-",
      byDevice ? number(measurement.energy) : "-",
      String(measurement.repeats),
      wrapped(measurement.origin, 40),
      measurement.retracted ? "yes" : "no",
      ...(keepsNetworks ? [networkOf(measurement) ?? "-"] : []),
    ];
  });
  return table(columns, rows);
}

const retract = (cli: CliDependencies) =>
  new Command("retract")
    .description("retracts a measurement: it is kept, but no longer used")
    .argument(
      "<id>",
      "id of the measurement, or a unique beginning of it; `harmonic measurements show` lists them",
    )
    .addHelpText("after", examples("measurements retract 0b6f7c1e"))
    .action((id, _, command) =>
      withService(cli, command, async ({ service }) => {
        const measurement = await service.retractMeasurement(id);
        return {
          json: measurement,
          text: () => `retracted measurement ${measurement.id} of network ${short(measurement.architecture)}`,
        };
      }),
    );
