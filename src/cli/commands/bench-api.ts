import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { defined } from "../../base/defined.js";
import { type BenchApiReport, benchApi } from "../../benches/api/bench-api.js";
import type { CliDependencies, Terminal } from "../dependencies.js";
import { examples } from "../input/options.js";
import { integer, text } from "../input/parsers.js";
import { count, number, percent } from "../output/format.js";
import { showParts } from "../output/progress.js";
import { facts, left, right, table } from "../output/table.js";
import { type Answer, ExitWith, withoutService } from "../session.js";
import { withoutSettings } from "../settings.js";
import { INTERRUPTED } from "../terminal.js";

export function benchApiCommand(cli: CliDependencies): CommandUnknownOpts {
  return options()
    .addHelpText("after", examples("bench api", "bench api --clients 8 --seconds 10 --json"))
    .action((flags, command) => withoutService(cli, command, (terminal) => bench(cli, terminal, flags)));
}

function options() {
  return new Command("api")
    .description(
      "loads a server in a process of its own, with an archive from the seeds: clients over HTTP ask a fixed mix " +
        "(40 % { __typename }, 25 % measured fronts under new limits, 10 % predicted fronts that were asked before, " +
        "15 % predictions of 20 networks, 10 % submissions), each the next question once the last one is answered, " +
        "first while the server does nothing else, then while two surrogate searches and a predictor's training run " +
        "and one predicted front a second is asked that nobody asked before",
    )
    .option(
      "--clients <n>",
      "number of clients, each with one connection that is kept",
      integer(1, 1_000),
      64,
    )
    .option(
      "--seconds <n>",
      "time for which the clients ask in each of the two parts [s]",
      integer(1, 3_600),
      60,
    )
    .option("--seed <n>", "random seed of the requests and searches", integer(0), 1)
    .option(
      "--warmed <n>",
      "number of predicted fronts that are asked beforehand, among which the mix chooses",
      integer(1, 100),
      20,
    )
    .option("--cpu-profile <folder>", "folder for a CPU profile of the server (default: none)", text);
}

type Flags = ReturnType<ReturnType<typeof options>["opts"]>;

async function bench(cli: CliDependencies, terminal: Terminal, flags: Flags): Promise<Answer> {
  const { clients, seconds, seed, warmed, cpuProfile } = flags;
  const stop = new AbortController();
  const stopListening = terminal.onInterrupt(() => stop.abort(new ExitWith(INTERRUPTED)));
  const unit = (label: string, total: number) => (label.endsWith("server") && total > 1 ? "s" : "done");
  const progress = showParts(terminal, unit);
  try {
    const report = await benchApi({
      program: cli.program,
      environment: withoutSettings(terminal.environment()),
      clients,
      seconds,
      seed,
      warmed,
      signal: stop.signal,
      onProgress: progress.show,
      ...defined({ profile: cpuProfile }),
    });
    return { json: report, text: () => reportText(report, flags) };
  } finally {
    progress.stop();
    stopListening();
  }
}

function reportText(report: BenchApiReport, { clients, seconds }: Flags): string {
  const { idle, targets, unseenFronts, searches, evaluations, trainings } = report;
  const firstError = report.firstError ?? idle.firstError;
  const row = (name: string, of: (figures: BenchApiReport["idle"]) => number) => [
    name,
    number(of(idle)),
    number(of(report)),
  ];
  const kinds = Object.keys(idle.kinds) as (keyof typeof idle.kinds)[];
  return [
    `${clients} clients, ${count(seconds)} s each part; ${report.machine}`,
    table(
      [left("figure"), right("idle"), right("searching and training")],
      [
        row("requests per second", (of) => of.requestsPerSecond),
        row("trivial p50 [ms]", (of) => of.trivial.p50),
        row("trivial p99 [ms]", (of) => of.trivial.p99),
        row("mixed p50 [ms]", (of) => of.mixed.p50),
        row("mixed p99 [ms]", (of) => of.mixed.p99),
        ...kinds.flatMap((kind) =>
          kind === "trivial" ? [] : [row(`  ${kind} p99 [ms]`, (of) => of.kinds[kind].p99)],
        ),
        row("event-loop delay p99 [ms]", (of) => of.eventLoopDelay.p99),
        row("event-loop delay max [ms]", (of) => of.eventLoopDelay.max),
        row("errors", (of) => of.errors),
        row("refused", (of) => of.refused),
      ],
    ),
    facts([
      [
        "beside it",
        `${searches} searches with ${count(evaluations)} evaluations, ${trainings.begun} trainings`,
      ],
      [
        "unseen fronts",
        `${unseenFronts.count}, p50 ${number(unseenFronts.p50)} ms, p99 ${number(unseenFronts.p99)} ms` +
          `, ${unseenFronts.failed} failed`,
      ],
      [
        "threads at work",
        `the server's ${percent(idle.busy.server)} idle, ${percent(report.busy.server)} searching and training; ` +
          `the clients' ${percent(idle.busy.clients)}, ${percent(report.busy.clients)}`,
      ],
    ]),
    table(
      [left("target"), right("bound"), right("found"), left("met")],
      targets.map(({ name, bound, target, value, isMet }) => [
        name,
        `${bound} ${target}`,
        number(value),
        isMet ? "yes" : "no",
      ]),
    ),
    ...(firstError === null ? [] : [`first error: ${firstError.answer}`]),
  ].join("\n");
}
