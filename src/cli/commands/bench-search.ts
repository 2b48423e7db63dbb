import { Command, type CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import { defined } from "../../base/defined.js";
import { deviceId, taskId } from "../../base/ids.js";
import {
  type BenchSearchReport,
  benchSearch,
  type EvaluationsTo,
  LEVELS,
} from "../../benches/bench-search.js";
import { DEFAULT_STRATEGY, STRATEGIES } from "../../search/strategies.js";
import type { CliDependencies, Terminal } from "../dependencies.js";
import { readBenchTable } from "../input/bench-table.js";
import {
  benchObjectives,
  device,
  distinct,
  examples,
  minAccuracy,
  minLatency,
  ownLimits,
  task,
} from "../input/options.js";
import { cost, fidelity, integer, relatedTask, text } from "../input/parsers.js";
import { profileOption, readProfiles } from "../input/profile-files.js";
import { count, number } from "../output/format.js";
import { type Progress, showProgress } from "../output/progress.js";
import { facts, right, table } from "../output/table.js";
import { type Answer, withoutService } from "../session.js";

const EXAMPLE =
  "bench search --samples samples.csv --space nas-bench-201 --task cifar100 --device raspberry-pi-5-litert " +
  "--distinct topology";

export function benchSearchCommand(cli: CliDependencies): CommandUnknownOpts {
  return options()
    .addHelpText(
      "after",
      examples(
        `${EXAMPLE} --budget 300 --seeds 10`,
        `${EXAMPLE} --budget 100 --seeds 10 --fidelity cifar100.accuracy_12ep_val=0.06`,
      ),
    )
    .action((flags, command) => withoutService(cli, command, (terminal) => bench(cli, terminal, flags)));
}

function options() {
  return new Command("search")
    .description(
      "replays searches and counts evaluations until 90, 95, 99 and 99.9 % of the true front's hypervolume",
    )
    .requiredOption("--samples <file>", "CSV table, with columns as in `samples import` (required)", text)
    .requiredOption("--space <id>", "id of a built-in search space, or a space file (.json) (required)", text)
    .addOption(task)
    .addOption(device)
    .addOption(distinct)
    .requiredOption(
      "--budget <n>",
      "number of distinct networks that each search may evaluate; scores of --fidelity count at their cost (required)",
      integer(1),
    )
    .requiredOption(
      "--seeds <k>",
      "number of searches, each with another seed (required)",
      integer(1, 10_000),
    )
    .option("--first-seed <n>", "seed of the first search; the seeds are n, n + 1, ...", integer(0), 1)
    .addOption(
      new Option("--strategy <name>", "strategy by which networks are proposed")
        .choices(STRATEGIES)
        .default(DEFAULT_STRATEGY),
    )
    .addOption(benchObjectives)
    .option("--max-latency <ms>", "highest latency of one inference [ms] (default: no limit)", cost)
    .option("--max-energy <mj>", "highest energy of one inference [mJ] (default: no limit)", cost)
    .addOption(minAccuracy)
    .addOption(ownLimits)
    .addOption(minLatency)
    .addOption(
      new Option(
        "--fidelity <column=cost>",
        "cheap score of accuracy that the search may request: a column of --samples, and its cost as a fraction of " +
          "the cost of an evaluation, above 0 and below 1; may be repeated (default: none)",
      ).argParser(fidelity),
    )
    .option(
      "--known <n>",
      "number of random networks, drawn by each seed, whose costs are known at the start at no charge",
      integer(0),
      0,
    )
    .option(
      "--related <task=n>",
      "another task of the table, of which the accuracy of n random networks, drawn by each seed, is known at the " +
        "start at no charge (default: none)",
      relatedTask,
    )
    .addOption(profileOption("by whose sums the search knows the costs of every network"));
}

type Flags = ReturnType<ReturnType<typeof options>["opts"]>;

async function bench(cli: CliDependencies, terminal: Terminal, flags: Flags): Promise<Answer> {
  const { space, table } = await readBenchTable(terminal, { ...flags, samples: [flags.samples] });
  const progress = seedsProgress(terminal, flags.seeds, flags.budget);
  const options = {
    space,
    task: taskId(flags.task),
    device: deviceId(flags.device),
    budget: flags.budget,
    seeds: flags.seeds,
    firstSeed: flags.firstSeed,
    strategy: flags.strategy,
    minLatency: flags.minLatency,
    ...defined({ objectives: flags.objectives }),
    constraints: defined({
      minAccuracy: flags.minAccuracy,
      maxLatency: flags.maxLatency,
      maxEnergy: flags.maxEnergy,
      limits: flags.limit,
    }),
    fidelities: flags.fidelity ?? [],
    known: flags.known,
    ...defined({ related: flags.related }),
    profiles: await readProfiles(flags.profile),
    clock: Date.now,
    onProgress: ({ seed, evaluations, share }: { seed: number; evaluations: number; share: number }) =>
      progress.update(
        (seed - flags.firstSeed) * flags.budget + evaluations,
        `seed ${seed}, ${(100 * share).toFixed(1)} %`,
      ),
  };
  try {
    const report = await benchSearch(table, options, cli.replayTable);
    return { json: report, text: () => reportText(report, flags.budget) };
  } finally {
    progress.stop();
  }
}

/** A progress bar over the evaluations of all seeds. */
const seedsProgress = (terminal: Terminal, seeds: number, budget: number): Progress =>
  showProgress(terminal.stderr, { label: "searching", unit: "evaluations at most", total: seeds * budget });

function reportText(report: BenchSearchReport, budget: number): string {
  const reached = (counts: EvaluationsTo) =>
    LEVELS.map((level) => (counts[level] === null ? `> ${budget}` : number(counts[level])));
  return [
    facts([
      ["candidates", `${count(report.candidates)} networks, ${count(report.leftOut)} left out`],
      [
        "true front",
        `${count(report.trueFrontSize)} networks, hypervolume ${number(report.trueHypervolume)}`,
      ],
    ]),
    "evaluations until a share of the true front's hypervolume:",
    table(
      [
        right("seed"),
        ...LEVELS.map((level) => right(`${Number((100 * Number(level)).toFixed(1))} %`)),
        right("time [s]"),
      ],
      [
        ...report.seeds.map((seed) => [
          String(seed.seed),
          ...reached(seed.evaluationsTo),
          seed.seconds.toFixed(1),
        ]),
        ["median", ...reached(report.median), ""],
      ],
    ),
  ].join("\n");
}
