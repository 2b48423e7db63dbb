import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { defined } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import type { Measurement } from "../../records/measurement.js";
import type { MeasurementInput } from "../../service/measurements/read-measurement.js";
import type { SubmitMeasurements } from "../../service/measurements/submit.js";
import type { CliDependencies } from "../dependencies.js";
import { readJsonFile } from "../input/files.js";
import { device, examples, task } from "../input/options.js";
import { integer, text } from "../input/parsers.js";
import { count, number, short } from "../output/format.js";
import { pointJson, pointTable } from "../output/points.js";
import { facts, left, right, table, wrapped } from "../output/table.js";
import { withService } from "../session.js";

export function measurementsCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("measurements")
    .description("measurements of networks: submit, show and retract them, and suggest what to measure next")
    .addCommand(submit(cli))
    .addCommand(show(cli))
    .addCommand(retract(cli))
    .addCommand(suggest(cli));
}

const submit = (cli: CliDependencies) =>
  new Command("submit")
    .description("stores the measurements of a JSON file, all of them or none")
    .argument(
      "<file>",
      'JSON: {"task", "device", "measurements": [{"architecture": {gene: choice}, "accuracy": 0 to 1, "latency": ms, ' +
        '"energy": mJ, "repeats", "latencySd": ms, "examples": that the accuracy was scored on, ...}], ' +
        '"idempotencyKey"}, or the bare list of measurements',
    )
    .option("--task <id>", "id of the task of the accuracies (default: the task in the file)", text)
    .option(
      "--device <id>",
      "id of the device of the latencies and energies (default: the device in the file)",
      text,
    )
    .option(
      "--idempotency-key <key>",
      "text that identifies this submission: a second one with the same key gets the first answer and stores nothing " +
        "(default: the key in the file, or none)",
      text,
    )
    .addHelpText("after", examples("measurements submit results.json --task imagenet --device 2080ti-b1"))
    .action((file, flags, command) =>
      withService(cli, command, async ({ service }) => {
        const content = requestIn(await readJsonFile(file, "FILE"), file);
        const report = await service.submitMeasurements({ ...content, ...defined(flags) });
        return {
          json: report,
          text: () =>
            [
              `${count(report.stored)} of ${count(report.measurements.length)} measurements were new`,
              ...report.clashing.map(
                (id) =>
                  `the measurements of ${id} differ by more than their spread; see: harmonic measurements show ${id}`,
              ),
            ].join("\n"),
        };
      }),
    );

/** The request in a file. Only its shape is checked here; the service checks its values. */
function requestIn(content: unknown, file: string): SubmitMeasurements {
  const request = Array.isArray(content) ? { measurements: content } : content;
  if (typeof request !== "object" || request === null) throw notARequest(file);
  const { task, device, idempotencyKey, measurements } = request as Readonly<Record<string, unknown>>;
  if (
    !Array.isArray(measurements) ||
    !measurements.every((item) => typeof item === "object" && item !== null)
  ) {
    throw notARequest(file);
  }
  return {
    measurements: measurements as readonly MeasurementInput[],
    ...defined({
      task: textOrNothing(task, "task", file),
      device: textOrNothing(device, "device", file),
      idempotencyKey: textOrNothing(idempotencyKey, "idempotencyKey", file),
    }),
  };
}

const notARequest = (file: string) =>
  new InvalidInput(
    "FILE",
    `${file} must hold a list of measurements, or an object with one under "measurements"`,
  );

function textOrNothing(value: unknown, name: string, file: string): string | undefined {
  if (value === undefined || typeof value === "string") return value;
  throw new InvalidInput("FILE", `${name} in ${file} must be text`);
}

const show = (cli: CliDependencies) =>
  new Command("show")
    .description("shows every measurement of a network, including retracted ones")
    .argument("<architecture>", "id of the network, 64 hexadecimal digits")
    .addHelpText(
      "after",
      examples("measurements show b5bb526f51497ced0a4995567765ef6219773e323c29462eb46bfa1cbdf64321"),
    )
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
    .argument("<id>", "id of the measurement; `harmonic measurements show` lists them")
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

const suggest = (cli: CliDependencies) =>
  new Command("suggest")
    .description("suggests networks to measure next: near the front, and with the least certain predictions")
    .addOption(task)
    .addOption(device)
    .option("--count <n>", "number of networks", integer(1, 1000), 10)
    .addHelpText("after", examples("measurements suggest --task imagenet --device 2080ti-b1 --count 5"))
    .action(({ task, device, count }, command) =>
      withService(cli, command, async ({ service }) => {
        const { points, notes } = await service.suggestMeasurements({ task, device, count });
        return {
          json: { points: points.map(pointJson), notes },
          text: () => [pointTable(points), ...notes].join("\n"),
        };
      }),
    );
