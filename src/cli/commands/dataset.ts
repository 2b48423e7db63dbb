import { Command, type CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import { defined } from "../../base/defined.js";
import { NotFound } from "../../base/errors.js";
import type { HarmonicService } from "../../service/service.js";
import { ownComposition } from "../../space/network/backbone.js";
import type { CliDependencies, Terminal } from "../dependencies.js";
import { examples } from "../input/options.js";
import { text } from "../input/parsers.js";
import { count } from "../output/format.js";
import { facts } from "../output/table.js";
import { type Answer, note, settingsOf, withoutService, withService } from "../session.js";
import { placesOf } from "../settings.js";
import type { DatasetReport, OnStage } from "../training-tools.js";
import { stageBars } from "./train-progress.js";

/** The search space of a data set whose task is not in the archive. */
const DEFAULT_SPACE = "av-mnist";

const out = new Option(
  "--out <dir>",
  "folder to write ID.dataset to (default: the setting DATASETS, which commands that train read from)",
).argParser(text);

const replace = new Option("--replace", "overwrites a different data set of the same name").default(false);

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

function importCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("import")
    .description(
      "builds a data set from your own pairs, in the shapes that the backbones of the task's search space read " +
        `(${DEFAULT_SPACE}, image 28 x 28 and audio 20 x 20, if the task is not in the archive yet)`,
    )
    .argument(
      "<manifest>",
      'file with one JSON document per line: {"split": "train", "label": 3, "inputs": ' +
        '{"image": "FILE.png", "audio": "FILE.wav"}}; images are .png or .jpg files, sounds .wav files ' +
        "(8 kHz, mono), and both may be .npy or .f32 files or lists of numbers in place; " +
        "splits are train, validation and test; " +
        'if examples have any number of labels, every line has "labels": [0, 4] instead of "label"',
      text,
    )
    .requiredOption("--task <id>", "task of the data set", text)
    .option(
      "--word-vectors <file>",
      "vectors of the words of texts, in the text form of GloVe or word2vec, plain or .gz (default: words are hashed)",
      text,
    )
    .addOption(out)
    .addOption(replace)
    .addHelpText("after", examples("dataset import pairs.ndjson --task my-task"))
    .action((manifest, { task, out, replace, wordVectors }, command) =>
      withService(cli, command, async ({ service, settings, terminal }) => {
        const space = await spaceOf(service, task);
        const folder = out ?? settings.datasets;
        const networks = ownComposition((await service.compiledSpace(space)).spec);
        return withProgress(cli, terminal, (tools, onStage) =>
          tools.buildFromManifest(
            { manifest, id: task, space, ...networks, out: folder, replace, ...defined({ wordVectors }) },
            onStage,
          ),
        );
      }),
    );
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

async function spaceOf(service: HarmonicService, task: string): Promise<string> {
  try {
    return (await service.task(task)).space;
  } catch (error) {
    if (error instanceof NotFound) return DEFAULT_SPACE;
    throw error;
  }
}

type Tools = Awaited<ReturnType<CliDependencies["openTraining"]>>;

/** Builds a data set, with progress bars. */
async function withProgress(
  cli: CliDependencies,
  terminal: Terminal,
  build: (tools: Tools, onStage: OnStage) => Promise<DatasetReport>,
): Promise<Answer> {
  const tools = await cli.openTraining((line) => note(terminal, line));
  const bars = stageBars(terminal);
  try {
    const report = await build(tools, bars.onStage);
    return { json: report, text: () => reportText(report) };
  } finally {
    bars.stop();
  }
}

const reportText = ({
  file,
  checksum,
  targets,
  classes,
  train,
  validation,
  test,
  modalities,
  vocabulary,
}: DatasetReport): string =>
  facts([
    ["file", file],
    ["checksum", checksum],
    targets === "class"
      ? ["classes", count(classes)]
      : ["labels", `${count(classes)}, any number of them per example`],
    ["train, validation, test", [train, validation, test].map(count).join(", ")],
    ...Object.entries(modalities).map(([name, shape]): [string, string] => [name, shape.join(" x ")]),
    ...(vocabulary === undefined
      ? []
      : ([
          ["vocabulary", vocabulary.file],
          [
            "words",
            `${count(vocabulary.words)} have vectors, ${count(vocabulary.unknown)} have none and do not count`,
          ],
        ] as [string, string][])),
  ]);
