import { Command, type CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import { defined } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import type { SearchRun } from "../../records/run.js";
import { MOST_PARALLEL } from "../../runs/request/check-request.js";
import type { StartSearch } from "../../runs/request/start-search.js";
import { DEFAULT_STRATEGY, STRATEGIES } from "../../search/strategies.js";
import type { CliDependencies } from "../dependencies.js";
import { maxEnergy, maxLatency } from "../input/limits/cost-limits.js";
import { geneLimits } from "../input/limits/gene-limits.js";
import {
  constraintsOf,
  distinct,
  examples,
  fidelities,
  genes,
  maxMacs,
  maxParams,
  minAccuracy,
  ownLimits,
  searchObjectives,
  seed,
} from "../input/options.js";
import { integer, list, positive, share, text } from "../input/parsers.js";
import { genesOfSpace } from "../output/genes/gene-text.js";
import { runJson, runText } from "../output/runs.js";
import { type Answer, note, type Session, withService } from "../session.js";
import { INTERRUPTED } from "../terminal.js";
import { requireSameSettings, type SearchFlags } from "./search-resume.js";
import { importReplayed } from "./search-samples.js";
import { watchRun } from "./search-watch.js";

const EXAMPLE = "search --task cifar100 --device raspberry-pi-5-litert --samples samples.csv";

export function searchCommand(cli: CliDependencies): CommandUnknownOpts {
  return requestOptions()
    .option("--time-limit <s>", "ends the run after so much execution time [s] (default: no limit)", positive)
    .option(
      "--plateau <share>",
      "ends the run once the last evaluations raised the hypervolume by less than this fraction (0.001 is 0.1 %), " +
        "and the next ones are not expected to raise it by more (default: never)",
      share,
    )
    .option(
      "--plateau-window <n>",
      "number of evaluations that --plateau looks back and ahead (default: 30)",
      integer(1, 100_000),
    )
    .option(
      "--resume <run>",
      "continues the run with this id, or a unique beginning of it; with --budget also one that has spent its " +
        "budget, with --parallel more or fewer networks at a time; other options may be left out, and must agree " +
        "with the run if given (default: a new run)",
      text,
    )
    .addHelpText(
      "after",
      examples(
        `${EXAMPLE} --space nas-bench-201 --distinct topology --budget 300`,
        `${EXAMPLE} --budget 60 --objectives accuracy --max-latency 9 --max-energy 14`,
        `${EXAMPLE} --budget 40 --fidelity cifar100.accuracy_12ep_val=0.06`,
        "search --task av-mnist-hard --device jetson-tx2 --evaluator training --budget 20 --max-latency 12",
        "search --task imagenet --device 2080ti-b1 --evaluator external --budget 50 --max-latency 20",
        "search --task imagenet --device 2080ti-b1 --evaluator external --budget 50 --parallel 4",
        "search --task imagenet --device 2080ti-b1,v100-b64 --evaluator external --budget 50 " +
          "--max-latency 2080ti-b1=20,v100-b64=40",
        "search --resume 7c0e...",
        "search --resume 7c0e... --budget 90",
      ),
    )
    .action((flags, command) => withService(cli, command, (session) => search(session, flags)));
}

function requestOptions() {
  return new Command("search")
    .description(
      "searches for Pareto-optimal networks, or for the best network within limits; Ctrl-C stops it cleanly " +
        "(exit code 130), --resume continues it, and a second Ctrl-C ends it at once",
    )
    .option("--task <id>", "id of the task, e.g. imagenet (required for a new run)", text)
    .option(
      "--device <ids>",
      "ids of 1 to 8 devices, separated by commas; all their costs are objectives unless --objectives says otherwise " +
        "(required for a new run)",
      list,
    )
    .option(
      "--budget <n>",
      "number of distinct networks to evaluate; scores of --fidelity count at their cost; with --resume the new " +
        "total, what was spent before included (required for a new run)",
      integer(1, 100_000),
    )
    .addOption(
      new Option(
        "--evaluator <name>",
        "what evaluates networks: table replays --samples, training trains fusion networks on this machine " +
          "(costs by operator profile, else predicted), " +
          "external waits for submitted measurements (default: table)",
      ).choices(["table", "training", "external"] as const),
    )
    .option(
      "--samples <file>",
      "CSV table that --evaluator table replays, with columns as in `samples import`, or the name of an imported one " +
        "(required for it)",
      text,
    )
    .addOption(distinct)
    .option(
      "--space <id>",
      "id of the search space of --samples; needed only if the archive does not know the task " +
        "(default: the space of the task)",
      text,
    )
    .addOption(
      new Option(
        "--strategy <name>",
        `strategy by which networks are proposed (default: ${DEFAULT_STRATEGY})`,
      ).choices(STRATEGIES),
    )
    .addOption(seed)
    .option(
      "--parallel <n>",
      "number of networks that are out (proposed, and not yet answered) at the same time, 1 to 64; as soon as one is " +
        "answered, another is proposed; on one machine, more trainings than it has cores take no less time; with " +
        "--resume the run's new number (default: batches of the strategy, trained one network at a time)",
      integer(1, MOST_PARALLEL),
    )
    .addOption(searchObjectives)
    .addOption(maxLatency)
    .addOption(maxEnergy)
    .addOption(minAccuracy)
    .addOption(maxParams)
    .addOption(maxMacs)
    .addOption(geneLimits)
    .addOption(ownLimits)
    .addOption(fidelities)
    .addOption(genes);
}

async function search(session: Session, flags: SearchFlags): Promise<Answer> {
  const run = await (flags.resume === undefined
    ? start(session, flags)
    : resume(session, flags, flags.resume));
  note(session.terminal, `run ${run.id}`);
  const { progress, isInterrupted } = await watchRun(session, run);
  if (isInterrupted) note(session.terminal, `stopped; go on with: harmonic search --resume ${run.id}`);
  const shown = await genesOfSpace(session.service, progress.run.space, flags.genes ?? "short");
  return {
    json: runJson(progress),
    text: () => runText(progress, shown),
    exitCode: isInterrupted ? INTERRUPTED : progress.run.status.kind === "failed" ? 1 : 0,
  };
}

async function start(session: Session, flags: SearchFlags): Promise<SearchRun> {
  const { task, budget, strategy, seed, objectives, parallel } = flags;
  const evaluator = flags.evaluator ?? "table";
  if (evaluator === "table" && flags.samples === undefined) {
    throw new InvalidInput(
      "--samples",
      "the table evaluator replays a table: name one with --samples FILE.csv",
    );
  }
  if (evaluator !== "table" && flags.samples !== undefined) {
    throw new InvalidInput("--samples", `--samples is for the table evaluator, not for ${evaluator}`);
  }
  const ids = { task: needed(task, "--task <id>"), devices: needed(flags.device, "--device <ids>") };
  const request: StartSearch = {
    ...ids,
    budget: needed(budget, "--budget <n>"),
    evaluator,
    ...defined({ strategy, seed, objectives, parallel, fidelities: flags.fidelity }),
    ...stoppingOf(flags),
    ...(await constraintsOf(session.service, flags, ids.devices, { task: ids.task, space: flags.space })),
  };
  if (flags.samples === undefined) return session.service.startSearch(request);
  const samples = await importReplayed(session, { ...flags, samples: flags.samples }, request);
  return session.service.startSearch({ ...request, samples });
}

function stoppingOf({
  timeLimit,
  plateau,
  plateauWindow,
}: SearchFlags): Pick<StartSearch, "timeLimitSeconds" | "plateau"> {
  if (plateau === undefined && plateauWindow !== undefined) {
    throw new InvalidInput("--plateau-window", "--plateau-window needs --plateau");
  }
  return defined({
    timeLimitSeconds: timeLimit,
    plateau: plateau === undefined ? undefined : { gain: plateau, ...defined({ window: plateauWindow }) },
  });
}

async function resume({ service }: Session, flags: SearchFlags, id: string): Promise<SearchRun> {
  await requireSameSettings((await service.run(id)).run, flags);
  return service.resumeSearch(id, flags.budget, flags.parallel);
}

function needed<T>(value: T | undefined, option: string): T {
  if (value !== undefined) return value;
  throw new InvalidInput(option, `required option '${option}' not specified`);
}
