import { hostname } from "node:os";
import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { defined } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import { httpSource } from "../../worker/http-source.js";
import type { JobSource } from "../../worker/job-source.js";
import { work } from "../../worker/worker.js";
import type { CliDependencies } from "../dependencies.js";
import { chooseEvaluate } from "../evaluate/choose.js";
import { examples } from "../input/options.js";
import { integer, positive, text } from "../input/parsers.js";
import { note, settingsOf, withoutService } from "../session.js";
import type { Settings } from "../settings.js";

/** The command `worker`: evaluates networks for the runs of a server. */
export function workerCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("worker")
    .description(
      "evaluates the networks that external search runs wait for, until Ctrl-C or SIGTERM; it then takes no more, " +
        "finishes what it has or gives it back, and ends with exit code 0",
    )
    .option(
      "--server <url>",
      "address of a server, e.g. http://localhost:4000; or --queue, the Redis of servers",
      text,
    )
    .option("--token <token>", "bearer token of role write (default: API_TOKEN)", text)
    .option("--name <name>", "name of the worker, for people (default: host and process)", text)
    .option("--parallel <n>", "evaluations at the same time", integer(1, 256), 1)
    .option(
      "--command <program>",
      "program that evaluates: it reads the job as one JSON document, {claim, task, devices, architecture, model}, " +
        'from standard input, and its last line of output is JSON such as {"accuracy": 0.9, "latency": 1.5}, in ' +
        "fractions, ms and mJ; each job is a process of its own. `model` is the path of the network as an ONNX " +
        "model, or null where networks of the space cannot be exported. Without --command and --samples, the worker " +
        "trains the fusion networks of jobs, on the data sets and supernets of this machine",
      text,
    )
    .option("--samples <file>", "answers from this table (CSV) instead; needs --space", text)
    .option(
      "--space <id>",
      "search space of --samples: the id of a built-in one, or a space file (.json)",
      text,
    )
    .option(
      "--distinct <column>",
      "column of --samples whose equal values mark networks of one function",
      text,
    )
    .option(
      "--seed <n>",
      "seed of trainings, from which with the network the seed of each follows",
      integer(0, 2 ** 32 - 1),
      1,
    )
    .option("--command-limit <s>", "longest time of one evaluation, in seconds", positive, 3600)
    .option(
      "--lease <s>",
      "seconds after which what a lost worker had is given to another",
      integer(1, 86_400),
      15,
    )
    .option("--drain <s>", "seconds that evaluations may go on after SIGTERM", positive, 8)
    .addHelpText(
      "after",
      examples(
        "worker --server http://localhost:4000 --command 'python3 measure.py'",
        "worker --queue redis://host:6379 --parallel 2 --command ./evaluate",
        "worker --server http://host:4000 --token $TOKEN --parallel 4 --command ./evaluate",
        "worker --server http://host:4000   # trains",
        "worker --server http://host:4000 --samples measured.csv --space nas-bench-201",
      ),
    )
    .action((options, command) =>
      withoutService(cli, command, async () => {
        const settings = settingsOf(cli, command);
        const places = { ...settings, ...defined({ apiToken: options.token ?? settings.apiToken }) };
        const name = options.name ?? `${hostname()}:${process.pid}`;
        const stop = new AbortController();
        const stopListening = cli.onInterrupt(() => stop.abort());
        const evaluate = await chooseEvaluate(cli, options, places);
        const source = await sourceOf(cli, options, places, name);
        note(cli, `worker ${name} takes evaluations from ${source.description}`);
        try {
          const report = await work(
            {
              source,
              evaluate,
              parallel: options.parallel,
              leaseSeconds: options.lease,
              drainMs: 1000 * options.drain,
              note: (line) => note(cli, line),
            },
            stop.signal,
          );
          const { completed, failed, stale, returned } = report;
          return {
            json: report,
            text: () => `${completed} evaluated, ${failed} failed, ${stale} stale, ${returned} given back`,
          };
        } finally {
          stopListening();
          await source.close();
        }
      }),
    );
}

/** Where the worker gets evaluations: a server where one is named, else the queue of the settings. */
async function sourceOf(
  cli: CliDependencies,
  { server, lease }: { readonly server?: string | undefined; readonly lease: number },
  { queue, apiToken }: Pick<Settings, "queue" | "apiToken">,
  name: string,
): Promise<JobSource> {
  if (server !== undefined) return httpSource(server, apiToken, name);
  if (queue !== "local") return cli.openQueue(queue, name, lease, (line) => note(cli, line));
  throw new InvalidInput(
    "--server",
    "give --server, the address of a server, or --queue, such as redis://HOST:6379",
  );
}
