import { Command, type CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import type { CliDependencies } from "../dependencies.js";
import { examples } from "../input/options.js";
import { text } from "../input/parsers.js";
import { count } from "../output/format.js";
import { facts } from "../output/table.js";
import { note, settingsOf, withoutService } from "../session.js";
import { placesOf } from "../settings.js";
import { importCommand } from "./dataset-import.js";
import { out, replace, withProgress } from "./dataset-report.js";

export function datasetCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("dataset")
    .description("data sets that networks are trained on")
    .addCommand(buildCommand(cli))
    .addCommand(importCommand(cli))
    .addCommand(exportCommand(cli));
}

function buildCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("build")
    .description(
      "pairs MNIST images with spoken digits: 840 pairs for training, 210 for validation, 450 for testing",
    )
    .argument(
      "<dataset>",
      "av-mnist, or av-mnist-hard: images keep 25 % of their PCA energy, and another digit sounds at 0 dB",
      text,
    )
    .requiredOption("--mnist <dir>", "folder of the four MNIST idx files, plain or .gz", text)
    .requiredOption(
      "--fsdd <dir>",
      "folder of the Free Spoken Digit Dataset, {digit}_{speaker}_{n}.wav",
      text,
    )
    .addOption(out)
    .addOption(replace)
    .addHelpText("after", examples("dataset build av-mnist-hard --mnist mnist --fsdd recordings"))
    .action((variant, flags, command) => {
      const request = { variant, ...flags, out: flags.out ?? settingsOf(cli, command).datasets };
      return withoutService(cli, command, (terminal) =>
        withProgress(cli, terminal, (tools, onStage) => tools.buildAvMnist(request, onStage)),
      );
    });
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
