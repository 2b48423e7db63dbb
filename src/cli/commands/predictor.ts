import { Command, type CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import { defined } from "../../base/defined.js";
import type { TrainingReport } from "../../service/prediction/train.js";
import type { CliDependencies } from "../dependencies.js";
import { examples, seed, task } from "../input/options.js";
import { metric, text } from "../input/parsers.js";
import { findingJson, findingLines } from "../output/findings.js";
import { count, number, percent, unitText } from "../output/format.js";
import { namedMetric, qualityColumns, qualityRow } from "../output/predictors.js";
import { whileWorking } from "../output/progress.js";
import { left, right, table } from "../output/table.js";
import { withService } from "../session.js";
import { restoreCommand } from "./predictor-restore.js";

export function predictorCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("predictor")
    .description("predictors of accuracy, latency and energy, trained on measurements")
    .addCommand(train(cli))
    .addCommand(list(cli))
    .addCommand(restoreCommand(cli));
}

const anyDevice = () =>
  new Option(
    "--device <id>",
    "id of the device; must be given for latency, energy and other metrics of devices (default: none)",
  ).argParser(text);

const train = (cli: CliDependencies) =>
  new Command("train")
    .description(
      "trains a predictor on at least 5 measured networks; it is promoted (put into use) unless it is worse than the " +
        "one in use, on held-out networks or by repeated cross-validation where data are few, or the measurements " +
        "are suspect",
    )
    .addOption(task)
    .addOption(anyDevice())
    .requiredOption(
      "--metric <name>",
      "metric to predict: accuracy, latency [ms], energy [mJ] or one of your own (required)",
      metric,
    )
    .option("--family <name>", "name of the model family (default: chosen by cross-validation)", text)
    .addOption(seed)
    .addHelpText("after", examples("predictor train --task imagenet --device 2080ti-b1 --metric latency"))
    .action((flags, command) =>
      withService(cli, command, async ({ service, terminal }) => {
        const { task, metric, device, family, seed } = flags;
        const training = service.trainPredictor({ task, metric, ...defined({ device, family, seed }) });
        const report = await whileWorking(
          terminal.stderr,
          `training on the ${metric} of ${device ?? task}`,
          training,
        );
        return {
          json: {
            ...report,
            predictor: namedMetric(report.predictor),
            findings: report.findings.map(findingJson),
          },
          text: () => trainingText(report),
        };
      }),
    );

function trainingText(report: TrainingReport): string {
  const { predictor, quality, previous, promoted, reason, contest, front } = report;
  const rows = [
    qualityRow(`version ${predictor.version} (${predictor.family})`, predictor.metric, quality),
    ...(previous === undefined ? [] : [qualityRow("version before", predictor.metric, previous.quality)]),
  ];
  const moved =
    front === undefined
      ? []
      : [
          `predicted front: ${front.added} new points, ${front.removed} gone, hypervolume ` +
            `${number(front.hypervolumeBefore)} -> ${number(front.hypervolumeAfter)}`,
        ];
  return [
    `${promoted ? "promoted" : "not promoted"}: ${reason}`,
    `trained on ${count(predictor.trainedOn)} networks, tested on ${count(quality.networks)}`,
    `chosen family: ${contest.reason}`,
    table(qualityColumns, rows),
    ...moved,
    ...report.findings.flatMap(findingLines),
  ].join("\n");
}

const list = (cli: CliDependencies) =>
  new Command("list")
    .description(
      "lists predictors, newest version first, with their quality on held-out networks; says which version is in use",
    )
    .option("--task <id>", "only predictors of this task (default: all)", text)
    .option("--device <id>", "only predictors of this device (default: all)", text)
    .option(
      "--metric <name>",
      "only predictors of this metric: accuracy, latency, energy or one of your own (default: all)",
      metric,
    )
    .addHelpText("after", examples("predictor list --device 2080ti-b1"))
    .action((filter, command) =>
      withService(cli, command, async ({ service }) => {
        const predictors = await Promise.all(
          (await service.predictors(defined(filter))).map(async (predictor) => ({
            ...predictor,
            contest: predictor.contest ?? null,
            unusable: (await service.whyUnusable(predictor.id)) ?? null,
          })),
        );
        const reasons = predictors.flatMap(({ id, promoted, unusable }) =>
          promoted && unusable !== null ? [`${id} has to be trained again: ${unusable}`] : [],
        );
        return {
          json: { predictors: predictors.map(namedMetric) },
          text: () => {
            const rows = table(
              [
                left("predictor"),
                left("in use"),
                left("family"),
                right("networks"),
                right("Kendall tau"),
                right("mean error"),
                right("within 10 %"),
              ],
              predictors.map((predictor) => [
                predictor.id,
                predictor.promoted ? (predictor.unusable === null ? "yes" : "unusable") : "no",
                predictor.family,
                count(predictor.trainedOn),
                number(predictor.quality.kendallTau),
                `${number(predictor.quality.mae)}${unitText(predictor.metric)}`,
                percent(predictor.quality.within10),
              ]),
            );
            return [rows, ...reasons].join("\n");
          },
        };
      }),
    );
