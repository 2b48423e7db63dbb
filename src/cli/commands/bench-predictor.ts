import { Command, type CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import { MLP_ENSEMBLE } from "../../../predictors/families/mlp/index.js";
import { defined } from "../../base/defined.js";
import { deviceId, taskId } from "../../base/ids.js";
import { isCost, type Metric, unitOf } from "../../base/metric.js";
import {
  type BenchPredictorReport,
  type BenchPredictorResult,
  benchPredictor,
} from "../../benches/bench-predictor.js";
import type { CliDependencies, Terminal } from "../dependencies.js";
import { readBenchTable } from "../input/bench-table.js";
import { distinct, examples, fromDevices, minLatency, sampleFiles } from "../input/options.js";
import { another, builtInMetric, integer, text } from "../input/parsers.js";
import { profileOption, readSources } from "../input/profile-files.js";
import { count, number, percent } from "../output/format.js";
import { showProgress } from "../output/progress.js";
import { left, right, table } from "../output/table.js";
import { type Answer, withoutService } from "../session.js";

export function benchPredictorCommand(cli: CliDependencies): CommandUnknownOpts {
  return options()
    .addHelpText(
      "after",
      examples(
        "bench predictor --samples samples.csv --space nas-bench-201 --task cifar100 --metric accuracy " +
          "--train 100 --seeds 5 --distinct topology",
        "bench predictor --samples latency.csv --space ofa-mobilenet-v3 --device v100-b64 --metric latency " +
          "--train 10 --seeds 5 --from-devices 2080ti-b64,titan-xp-b64",
        "bench predictor --samples h200.csv --space av-mnist --device h200-b1 --metric latency --train 10 --seeds 5 " +
          "--profile jetson-tx2=tx2.json tx2-fusion.json --choose",
      ),
    )
    .action((flags, command) => withoutService(cli, command, (terminal) => bench(cli, terminal, flags)));
}

function options() {
  return new Command("predictor")
    .description("trains predictors on N networks of a table and tests them on the rest")
    .addOption(sampleFiles)
    .requiredOption("--space <id>", "id of a built-in search space, or a space file (.json) (required)", text)
    .option("--task <id>", "id of the task; must be given for accuracy (default: none)", text)
    .option("--device <id>", "id of the device; must be given for latency and energy (default: none)", text)
    .requiredOption(
      "--metric <name>",
      "metric to predict: accuracy, latency [ms] or energy [mJ] (required)",
      builtInMetric,
    )
    .requiredOption("--train <n>", "number of networks to train on (required)", integer(1))
    .requiredOption(
      "--seeds <k>",
      "number of draws of training networks, each with another seed (required)",
      integer(1, 10_000),
    )
    .option("--first-seed <n>", "seed of the first draw; the seeds are n, n + 1, ...", integer(0), 1)
    .addOption(distinct)
    .addOption(minLatency)
    .option("--family <name>", "name of the model family (default: chosen by cross-validation)", text)
    .addOption(
      new Option(
        "--feature <column...>",
        "columns of the table that the predictor knows of every network (default: none)",
      ).argParser(another),
    )
    .addOption(fromDevices)
    .addOption(profileOption("of source devices, whose sums are known of every network"))
    .option(
      "--choose",
      "lets the product choose the networks to train on, by what sources predict and by the features of networks " +
        "(default: they are drawn at random)",
      false,
    );
}

type Flags = ReturnType<ReturnType<typeof options>["opts"]>;

async function bench(cli: CliDependencies, terminal: Terminal, flags: Flags): Promise<Answer> {
  const { space, table } = await readBenchTable(terminal, flags);
  const { profiles, count: sources } = await readSources(flags);
  const progress = showProgress(terminal.stderr, {
    label: "training",
    unit: "predictors",
    total: flags.seeds * (sources + 1),
  });
  const mlp =
    flags.family === MLP_ENSEMBLE
      ? await cli.openMlpTrainer((line) => terminal.stderr.write(`${line}\n`))
      : undefined;
  try {
    const report = await benchPredictor(table, {
      space,
      metric: flags.metric,
      train: flags.train,
      isChosen: flags.choose,
      seeds: flags.seeds,
      firstSeed: flags.firstSeed,
      minLatency: flags.minLatency,
      clock: Date.now,
      onProgress: ({ seed, trained }) => progress.update(trained, `seed ${seed}`),
      profiles,
      ...defined({
        task: flags.task === undefined ? undefined : taskId(flags.task),
        device: flags.device === undefined ? undefined : deviceId(flags.device),
        family: flags.family,
        mlp,
        features: flags.feature,
        fromDevices: flags.fromDevices?.map(deviceId),
      }),
    });
    return { json: report, text: () => reportText(report, flags.metric, flags.train) };
  } finally {
    progress.stop();
  }
}

function reportText(
  { networks, leftOut, seeds, median }: BenchPredictorReport,
  metric: Metric,
  train: number,
): string {
  const unit = isCost(metric) ? ` [${unitOf(metric)}]` : "";
  const columns = [
    right("seed"),
    left("family"),
    right("Kendall tau"),
    right("Spearman rho"),
    right(`mean error${unit}`),
    right("within 5 %"),
    right("within 10 %"),
    right("90 % coverage"),
    right(`mean width${unit}`),
    right(`interval score${unit}`),
    right("fit [s]"),
    right("predictions [1/s]"),
  ];
  const rows = [...seeds.map((seed) => resultRow(String(seed.seed), seed)), resultRow("median", median)];
  return [
    `${count(networks)} networks, ${count(leftOut)} left out; ` +
      `trained on ${count(train)}, tested on ${count(networks - train)}`,
    table(columns, rows),
    `interval score of a constant width with the same coverage${unit}: ${number(median.intervalScore90ConstantWidth)}`,
  ].join("\n");
}

const resultRow = (name: string, result: BenchPredictorResult): string[] => [
  name,
  result.family,
  number(result.kendallTau),
  number(result.spearman),
  number(result.mae),
  percent(result.within5),
  percent(result.within10),
  percent(result.coverage90),
  number(result.width90),
  number(result.intervalScore90),
  result.fitSeconds.toFixed(2),
  count(Math.round(result.predictionsPerSecond)),
];
