import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { defined } from "../../base/defined.js";
import { deviceId, taskId } from "../../base/ids.js";
import { type BenchAdaptReport, benchAdapt, stepsPerSeed } from "../../benches/bench-adapt.js";
import type { CliDependencies, Terminal } from "../dependencies.js";
import { readBenchTable } from "../input/bench-table.js";
import { device, distinct, examples, fromDevices, minLatency, sampleFiles, task } from "../input/options.js";
import { integer, text } from "../input/parsers.js";
import { profileOption, readSources } from "../input/profile-files.js";
import { count, percent } from "../output/format.js";
import { showProgress } from "../output/progress.js";
import { right, table } from "../output/table.js";
import { type Answer, withoutService } from "../session.js";

export function benchAdaptCommand(cli: CliDependencies): CommandUnknownOpts {
  return options()
    .addHelpText(
      "after",
      examples(
        "bench adapt --samples samples.csv --space nas-bench-201 --task cifar100 --device raspberry-pi-5-litert " +
          "--from-devices pixel3,gold-6240 --distinct topology --seeds 5",
      ),
    )
    .action((flags, command) => withoutService(cli, command, (terminal) => bench(cli, terminal, flags)));
}

function options() {
  return new Command("adapt")
    .description(
      "finds the front of a new device (accuracy and latency) from few measurements: adapts a predictor to them, " +
        "looks up the best networks of its front, and compares the share of the true front's hypervolume with that " +
        "of a search and of random networks for as many evaluations",
    )
    .addOption(sampleFiles)
    .requiredOption("--space <id>", "id of a built-in search space, or a space file (.json) (required)", text)
    .addOption(task)
    .addOption(device)
    .addOption(fromDevices)
    .addOption(profileOption("of source devices, whose sums are known of every network"))
    .option(
      "--accuracies <n>",
      "number of random networks, drawn by each seed, whose accuracy is known",
      integer(4),
      300,
    )
    .option("--measure <n>", "number of networks that the product chooses and measures first", integer(4), 10)
    .option("--verify <n>", "number of networks of the predicted front that are looked up", integer(1), 20)
    .requiredOption("--seeds <k>", "number of trials, each with another seed (required)", integer(1, 10_000))
    .option("--first-seed <n>", "seed of the first trial; the seeds are n, n + 1, ...", integer(0), 1)
    .addOption(distinct)
    .addOption(minLatency);
}

type Flags = ReturnType<ReturnType<typeof options>["opts"]>;

async function bench(cli: CliDependencies, terminal: Terminal, flags: Flags): Promise<Answer> {
  const { space, table } = await readBenchTable(terminal, flags);
  const { profiles, count: sources } = await readSources(flags);
  const progress = showProgress(terminal.stderr, {
    label: "adapting",
    unit: "steps",
    total: flags.seeds * stepsPerSeed(sources),
  });
  try {
    const report = await benchAdapt(
      table,
      {
        space,
        task: taskId(flags.task),
        device: deviceId(flags.device),
        accuracies: flags.accuracies,
        measure: flags.measure,
        verify: flags.verify,
        seeds: flags.seeds,
        firstSeed: flags.firstSeed,
        minLatency: flags.minLatency,
        profiles,
        ...defined({ fromDevices: flags.fromDevices?.map(deviceId) }),
        clock: Date.now,
        onProgress: ({ seed, steps }) => progress.update(steps, `seed ${seed}`),
      },
      cli.replayTable,
    );
    return { json: jsonOf(report), text: () => reportText(report, flags) };
  } finally {
    progress.stop();
  }
}

const jsonOf = ({ seeds, median }: BenchAdaptReport) => ({
  seeds: seeds.map(({ seed, hypervolumeShare }) => ({ seed, hypervolumeShare })),
  median,
});

function reportText(
  { candidates, leftOut, seeds, median }: BenchAdaptReport,
  { measure, verify }: Pick<Flags, "measure" | "verify">,
): string {
  const row = (name: string, shares: BenchAdaptReport["median"]) => [
    name,
    percent(shares.hypervolumeShare),
    percent(shares.search),
    percent(shares.random),
  ];
  return [
    `${count(candidates)} networks, ${count(leftOut)} left out; ${count(measure)} measured, ${count(verify)} verified`,
    "share of the true front's hypervolume, by accuracy and latency:",
    table(
      [right("seed"), right("adapted"), right("search"), right("random")],
      [...seeds.map((seed) => row(String(seed.seed), seed)), row("median", median)],
    ),
  ].join("\n");
}
