import { Command, type CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import { EXPORT_FORMATS } from "../../export/folder/files.js";
import type { CliDependencies } from "../dependencies.js";
import { readArchitectureArgument } from "../input/files.js";
import { examples, seed, task } from "../input/options.js";
import { integer, text } from "../input/parsers.js";
import { facts } from "../output/table.js";
import { note, withService } from "../session.js";
import { placesOf } from "../settings.js";
import type { ExportReport } from "../training-tools.js";

/** The largest number of examples per call that a model can be fixed to. */
const MOST_PER_BATCH = 65_536;

export function exportCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("export")
    .description(
      "writes a folder with a network that runs without this program: model.onnx, manifest.json, run.py and run.mjs; " +
        "its weights are the newest trained ones that are stored for the task, else random ones of a seed",
    )
    .argument(
      "<architecture>",
      "network: its id or a unique beginning of it, as `front` shows it, a JSON map gene -> choice, or @FILE with it",
      text,
    )
    .addOption(task)
    .addOption(
      new Option("--format <name>", "format of the model").choices(EXPORT_FORMATS).default("onnx" as const),
    )
    .requiredOption("--out <dir>", "folder to write, which must not exist yet or be empty", text)
    .option(
      "--batch <n>",
      "examples of every call, for runtimes that need a fixed number (default: any number)",
      integer(1, MOST_PER_BATCH),
    )
    .addOption(seed)
    .addHelpText("after", examples("export 51d075bf --task av-mnist --format onnx --out network"))
    .action((architecture, { task, format, out, batch, seed = 1 }, command) =>
      withService(cli, command, async ({ service, settings, terminal }) => {
        const genes = await readArchitectureArgument(architecture, "architecture");
        const subject = await service.exportSubject({ task, architecture: genes });
        const tools = await cli.openTraining((line) => note(terminal, line));
        const report = await tools.exportNetwork({ subject, format, batch, seed, out }, placesOf(settings));
        return { json: reportJson(report, subject.architecture.id), text: () => reportText(report) };
      }),
    );
}

const reportJson = ({ folder, files, weights }: ExportReport, id: string) => ({
  id,
  folder,
  files,
  weights: weights.kind,
  ...(weights.kind === "trained" ? { network: weights.file } : { seed: weights.seed, note: weights.note }),
});

const reportText = ({ folder, files, weights }: ExportReport): string =>
  facts([
    ["folder", folder],
    ["files", files.join(", ")],
    [
      "weights",
      weights.kind === "trained"
        ? `trained: ${weights.file}, validation accuracy ${weights.validation.accuracy.toFixed(4)}`
        : `random ones of seed ${weights.seed}, not trained: ${weights.note}`,
    ],
  ]);
