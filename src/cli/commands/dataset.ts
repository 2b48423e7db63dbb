import { Command, type CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import type { CliDependencies } from "../dependencies.js";
import { examples } from "../input/options.js";
import { text } from "../input/parsers.js";
import { count } from "../output/format.js";
import { facts } from "../output/table.js";
import { note, settingsOf, withoutService } from "../session.js";
import { placesOf } from "../settings.js";
import { buildCommand } from "./dataset-build.js";
import { checkCommand } from "./dataset-check.js";
import { importCommand } from "./dataset-import.js";

export function datasetCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("dataset")
    .description("data sets that networks are trained on")
    .addCommand(buildCommand(cli))
    .addCommand(importCommand(cli))
    .addCommand(checkCommand(cli))
    .addCommand(exportCommand(cli));
}

function exportCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("export")
    .description(
      "writes the inputs and labels of one split, pre-processed as networks read them, to an .npz file of NumPy; " +
        "run.py and run.mjs of an exported network score it with --split",
    )
    .argument("<dataset>", "task of the data set", text)
    .addOption(
      new Option("--split <name>", "examples to write")
        .choices(["train", "validation", "test"])
        .default("validation"),
    )
    .requiredOption("--out <file>", "file to write; an existing one is replaced", text)
    .addHelpText("after", examples("dataset export av-mnist-hard --split validation --out validation.npz"))
    .action((task, { split, out }, command) => {
      const places = placesOf(settingsOf(cli, command));
      return withoutService(cli, command, async (terminal) => {
        const tools = await cli.openTraining((line) => note(terminal, line));
        const report = await tools.exportSplit({ task, split, out }, places);
        return {
          json: report,
          text: () =>
            facts([
              ["file", report.file],
              ["examples", count(report.examples)],
            ]),
        };
      });
    });
}
