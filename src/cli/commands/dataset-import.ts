import { Command, type CommandUnknownOpts, InvalidArgumentError, Option } from "@commander-js/extra-typings";
import { InvalidInput, NotFound } from "../../base/errors.js";
import type { HarmonicService } from "../../service/service.js";
import { ownComposition } from "../../space/network/backbone.js";
import type { ImportRequest, TriedDataset } from "../dataset-tools.js";
import type { CliDependencies, Terminal } from "../dependencies.js";
import { examples } from "../input/options.js";
import { integer, positive, share, text } from "../input/parsers.js";
import { type Answer, withService } from "../session.js";
import { checkText, requireSheet, sheetOption, writeSheet } from "./dataset-check.js";
import { out, replace, withProgress } from "./dataset-report.js";

/** The search space of a data set whose task is not in the archive. */
const DEFAULT_SPACE = "av-mnist";

export function importCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("import")
    .description(
      "builds a data set from your own examples, in the shapes that the backbones of the task's search space read " +
        `(${DEFAULT_SPACE}, image 28 x 28 and audio 20 x 20, if the task is not in the archive yet)`,
    )
    .argument(
      "<examples>",
      "a table (.csv, .tsv) with a column per modality, label or labels (between | or ;), and split where " +
        "the splits are given; a folder with SPLIT/CLASS/NAME.png and NAME.wav, or CLASS/NAME.png; or a file " +
        'with one JSON document per line: {"split": "train", "label": "cat", "inputs": {"image": "FILE.png", ' +
        '"audio": "FILE.wav"}}, or "labels": ["cat", "dog"]. Images are .png, .jpg or .webp files of any size, ' +
        "sounds .wav files of any rate and number of channels, texts .txt files (UTF-8) or the text itself; all may " +
        "be .npy or .f32 files",
      text,
    )
    .requiredOption("--task <id>", "task of the data set", text)
    .addOption(
      new Option(
        "--layout <name>",
        "original layout of a published data set: mm-imdb (multimodal_imdb.hdf5, or the folder with split.json) or " +
          "harm-p (the folder with train_v1.jsonl and images/)",
      ).choices(["mm-imdb", "harm-p"]),
    )
    .option("--column <role=name>", "column of a table that has another name, e.g. image=photo", columns, {})
    .addOption(
      new Option("--fit <how>", "how pictures of another aspect ratio get their shape")
        .choices(["crop", "pad", "stretch"])
        .default("crop"),
    )
    .addOption(new Option("--features <kind>", "what is computed of sounds").choices(["mfcc", "log-mel"]))
    .option(
      "--rate <hz>",
      "sample rate that sounds are brought to (default: their lowest, at most 16000 Hz)",
      integer(1000, 384_000),
    )
    .option(
      "--seconds <s>",
      "length of sound that counts (default: 95 % of the sounds are not longer)",
      positive,
    )
    .option(
      "--word-vectors <file>",
      "vectors of the words of texts, in the text form of GloVe or word2vec, plain or .gz (default: words are hashed)",
      text,
    )
    .option("--validation <share>", "share of the validation split where there is none", share, 0.15)
    .option("--test <share>", "share of the test split where there is none", share, 0.15)
    .option("--seed <n>", "seed of the splits that are made", integer(0), 1)
    .option("--skip-broken", "leaves out examples that cannot be read, and counts them", false)
    .option(
      "--dry-run",
      "writes nothing, names every example that cannot be read, and shows what `dataset check` would",
      false,
    )
    .addOption(sheetOption)
    .addOption(out)
    .addOption(replace)
    .addHelpText(
      "after",
      examples(
        "dataset import pairs.csv --task my-task --column image=photo --column audio=recording",
        "dataset import folder/ --task my-task --validation 0.2",
      ),
    )
    .action((manifest, flags, command) =>
      withService(cli, command, async ({ service, settings, terminal }) => {
        const { task, layout, column, fit, features, rate, seconds, validation, test, seed, skipBroken } =
          flags;
        const space = await spaceOf(service, task);
        const request = {
          manifest,
          layout,
          id: task,
          space,
          ...ownComposition((await service.compiledSpace(space)).spec),
          wordVectors: flags.wordVectors,
          out: flags.out ?? settings.datasets,
          replace: flags.replace,
          columns: column,
          wishes: { image: { fit }, audio: { features, rate, seconds } },
          splits: { validation, test, seed },
          skipsBroken: skipBroken,
        };
        if (flags.dryRun) return tried(cli, terminal, request, flags.sheet);
        if (flags.sheet !== undefined)
          throw new InvalidInput(
            "--sheet",
            "--sheet needs --dry-run here; `dataset check` draws it of a data set that is imported",
          );
        return withProgress(cli, terminal, (tools, onStage) => tools.buildFromManifest(request, onStage));
      }),
    );
}

/** Reads the examples and shows what would be imported. */
async function tried(
  cli: CliDependencies,
  terminal: Terminal,
  request: ImportRequest,
  sheet: string | undefined,
): Promise<Answer> {
  await requireSheet(sheet);
  let found: TriedDataset | undefined;
  const answer = await withProgress(cli, terminal, async (tools, onStage) => {
    found = await tools.tryManifest({ ...request, sheet: sheet !== undefined }, onStage);
    return found.report;
  });
  const { check, report, sheet: rows } = found as TriedDataset;
  await writeSheet(sheet, request.id, rows, terminal);
  return {
    json: { ...check, notes: report.notes, skipped: report.skipped },
    text: () => `${answer.text()}\n${checkText(check)}`,
    exitCode: report.skipped.length === 0 ? 0 : 1,
  };
}

/** Collects `role=name`. */
function columns(value: string, previous: Readonly<Record<string, string>>): Record<string, string> {
  const [role, ...name] = value.split("=");
  if (role === "" || name.join("=") === "")
    throw new InvalidArgumentError(
      "It must be a modality, label, labels or split, then = and the column's name.",
    );
  return { ...previous, [role]: name.join("=") };
}

async function spaceOf(service: HarmonicService, task: string): Promise<string> {
  try {
    return (await service.task(task)).space;
  } catch (error) {
    if (error instanceof NotFound) return DEFAULT_SPACE;
    throw error;
  }
}
