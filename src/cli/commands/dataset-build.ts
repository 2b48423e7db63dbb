import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { InvalidInput } from "../../base/errors.js";
import type { CliDependencies } from "../dependencies.js";
import { examples } from "../input/options.js";
import { integer, text } from "../input/parsers.js";
import { settingsOf, withoutService } from "../session.js";
import { out, replace, withProgress } from "./dataset-report.js";

const CLIP_ART = "clip-art";

export function buildCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("build")
    .description(
      "builds a data set: MNIST images with spoken digits (840 pairs for training, 210 for validation, 450 for " +
        "testing), or drawings with their texts",
    )
    .argument(
      "<dataset>",
      "av-mnist; av-mnist-hard: images keep 25 % of their PCA energy, and another digit sounds at 0 dB; or clip-art: " +
        "drawings of the Open Clip Art Library, titles and descriptions without the words that name a label, 23 topics",
      text,
    )
    .option("--mnist <dir>", "folder of the four MNIST idx files, plain or .gz (av-mnist)", text)
    .option(
      "--fsdd <dir>",
      "folder of the Free Spoken Digit Dataset, {digit}_{speaker}_{n}.wav (av-mnist)",
      text,
    )
    .option(
      "--source <path>",
      "folder of the drawings, or Debian's openclipart-svg as a .deb file (clip-art; default: fetched by apt-get)",
      text,
    )
    .option("--side <pixels>", "width and height of the drawings (clip-art)", integer(8, 512), 112)
    .addOption(out)
    .addOption(replace)
    .addHelpText(
      "after",
      examples(
        "dataset build av-mnist-hard --mnist mnist --fsdd recordings",
        "dataset build clip-art --side 64",
      ),
    )
    .action((variant, { mnist, fsdd, source, side, ...flags }, command) => {
      const places = { replace: flags.replace, out: flags.out ?? settingsOf(cli, command).datasets };
      return withoutService(cli, command, (terminal) =>
        withProgress(cli, terminal, (tools, onStage) => {
          if (variant === CLIP_ART) return tools.buildClipArt({ source, side, ...places }, onStage);
          if (mnist === undefined)
            throw new InvalidInput("mnist", `${variant} is built from --mnist and --fsdd`);
          if (fsdd === undefined)
            throw new InvalidInput("fsdd", `${variant} is built from --mnist and --fsdd`);
          return tools.buildAvMnist({ variant, mnist, fsdd, ...places }, onStage);
        }),
      );
    });
}
