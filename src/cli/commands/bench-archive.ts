import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { defined } from "../../base/defined.js";
import { type BenchArchiveReport, benchArchive } from "../../benches/archive/bench-archive.js";
import type { CliDependencies, Terminal } from "../dependencies.js";
import { examples } from "../input/options.js";
import { integer, text } from "../input/parsers.js";
import { count, number } from "../output/format.js";
import { showParts } from "../output/progress.js";
import { left, right, table } from "../output/table.js";
import { type Answer, ExitWith, withoutService } from "../session.js";
import { withoutSettings } from "../settings.js";
import { INTERRUPTED } from "../terminal.js";

export function benchArchiveCommand(cli: CliDependencies): CommandUnknownOpts {
  return options()
    .addHelpText(
      "after",
      examples(
        "bench archive --networks 10000",
        "bench archive --networks 1000000 --archive mongodb://localhost:27017/bench?replicaSet=rs0 --json",
      ),
    )
    .action((flags, command) => withoutService(cli, command, (terminal) => bench(cli, terminal, flags)));
}

function options() {
  return new Command("archive")
    .description(
      "fills an archive with made-up networks of ofa-mobilenet-v3 over GraphQL (accuracy, and latency and energy " +
        "on two devices; fronts of 275 points), starts a server on it anew, and times its first front, fronts under " +
        "random limits, pages of networks, and how soon a new measurement is in the front; beside it, the same " +
        "fronts from a plain table in SQLite",
    )
    .requiredOption("--networks <n>", "number of networks (required)", integer(1, 10_000_000))
    .option(
      "--archive <url>",
      "archive to fill, which must be empty and is left filled (default: a new SQLite file, which is removed)",
      text,
    )
    .option("--questions <n>", "number of questions of each kind", integer(1, 100_000), 300)
    .option("--seed <n>", "random seed of networks and questions", integer(0), 1);
}

type Flags = ReturnType<ReturnType<typeof options>["opts"]>;

async function bench(cli: CliDependencies, terminal: Terminal, flags: Flags): Promise<Answer> {
  const stop = new AbortController();
  const stopListening = terminal.onInterrupt(() => stop.abort(new ExitWith(INTERRUPTED)));
  const progress = showParts(terminal, "done");
  try {
    const report = await benchArchive({
      program: cli.program,
      environment: withoutSettings(terminal.environment()),
      networks: flags.networks,
      questions: flags.questions,
      seed: flags.seed,
      signal: stop.signal,
      onProgress: progress.show,
      ...defined({ archive: flags.archive }),
    });
    return { json: report, text: () => reportText(report) };
  } finally {
    progress.stop();
    stopListening();
  }
}

function reportText(report: BenchArchiveReport): string {
  const { front, defaultFront, page, update, database } = report;
  const row = (name: string, { p50, p99 }: BenchArchiveReport["front"]) => [name, number(p50), number(p99)];
  return [
    `${count(report.networks)} networks, fronts of ${report.frontPoints.map(count).join(" and ")} points; ` +
      `imported at ${count(Math.round(report.importPerSecond))} a second; first front ` +
      `${number(report.startSeconds)} s after the start; ${count(Math.round(report.residentMegabytes))} MB resident`,
    table(
      [left("milliseconds"), right("p50"), right("p99")],
      [
        row("front under limits", front),
        row("front with predictions", defaultFront),
        row("page of 50 networks", page),
        row("new measurement in the front", update),
        row("front by a plain database", database.front),
      ],
    ),
  ].join("\n");
}
