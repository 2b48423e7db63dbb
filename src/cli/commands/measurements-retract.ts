import { Command } from "@commander-js/extra-typings";
import { defined } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import type { Origin } from "../../service/measurements/origin.js";
import type { CliDependencies } from "../dependencies.js";
import { examples } from "../input/options.js";
import { text } from "../input/parsers.js";
import { count, short } from "../output/format.js";
import { type Answer, type Session, withService } from "../session.js";

/** The command `measurements retract`. */
export const retractCommand = (cli: CliDependencies) =>
  new Command("retract")
    .description(
      "retracts a measurement, or all of an import, a run or a submission: they are kept, but no longer used",
    )
    .argument(
      "[id]",
      "id of the measurement, or a unique beginning of it; `harmonic measurements list` shows them",
    )
    .option("--import <name>", "retracts all measurements of this imported table (default: none)", text)
    .option("--run <run>", "retracts all measurements that this run made or waited for (default: none)", text)
    .option(
      "--submission <key>",
      "retracts all measurements of the submission with this key (default: none)",
      text,
    )
    .addHelpText(
      "after",
      examples(
        "measurements retract 0b6f7c1e",
        "measurements retract --import my-space-my-table",
        "measurements retract --submission night-1",
      ),
    )
    .action((id, flags, command) =>
      withService(cli, command, (session) => retract(session, id, defined(flags))),
    );

async function retract({ service }: Session, id: string | undefined, origin: Origin): Promise<Answer> {
  const isBulk = Object.keys(origin).length > 0;
  if (id === undefined && !isBulk) {
    throw new InvalidInput("ID", "name the measurement, or give --import, --run or --submission");
  }
  if (id !== undefined && isBulk) {
    throw new InvalidInput("ID", "give either the id of a measurement or --import, --run or --submission");
  }
  if (id !== undefined) {
    const measurement = await service.retractMeasurement(id);
    return {
      json: measurement,
      text: () => `retracted measurement ${measurement.id} of network ${short(measurement.architecture)}`,
    };
  }
  const { measurements, before } = await service.retractMeasurements(origin);
  return {
    json: { retracted: measurements.length, before, measurements: measurements.map((one) => one.id) },
    text: () =>
      `retracted ${count(measurements.length)} measurements` +
      (before === 0 ? "" : `; ${count(before)} had been retracted before`),
  };
}
