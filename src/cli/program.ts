import { Command, type CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import { archiveCommand } from "./commands/archive.js";
import { benchCommand } from "./commands/bench.js";
import { costCommand } from "./commands/cost.js";
import { datasetCommand } from "./commands/dataset.js";
import { deviceCommand } from "./commands/device.js";
import { doctorCommand } from "./commands/doctor.js";
import { exportCommand } from "./commands/export.js";
import { frontCommand } from "./commands/front.js";
import { measurementsCommand } from "./commands/measurements.js";
import { metricCommand } from "./commands/metric.js";
import { predictCommand } from "./commands/predict.js";
import { predictorCommand } from "./commands/predictor.js";
import { profileCommand } from "./commands/profile.js";
import { recommendCommand } from "./commands/recommend.js";
import { runCommand } from "./commands/run.js";
import { samplesCommand } from "./commands/samples.js";
import { searchCommand } from "./commands/search.js";
import { serveCommand } from "./commands/serve.js";
import { spaceCommand } from "./commands/space.js";
import { taskCommand } from "./commands/task.js";
import { tokenCommand } from "./commands/token.js";
import { trainCommand } from "./commands/train.js";
import { verificationCommand } from "./commands/verification.js";
import { workerCommand } from "./commands/worker.js";
import type { CliDependencies } from "./dependencies.js";
import { flagOf, SETTING_FLAGS } from "./settings.js";

/**
 * The whole command line. Its commands throw `CommanderError` for arguments that cannot be parsed, after a line on
 * standard error; `HarmonicError` for what the service refuses; and `ExitWith` for an exit code after an answer.
 */
export function createProgram(cli: CliDependencies): CommandUnknownOpts {
  const program = new Command("harmonic")
    .description("Hardware-aware search for multimodal neural networks")
    .version(cli.version)
    .enablePositionalOptions()
    .addHelpText(
      "after",
      "\nSettings are also read from environment variables and .env, under the names ARCHIVE, PORT and so on." +
        "\nExit codes: 0 success, 2 bad input (one line on standard error says what is wrong), " +
        "130 stopped by Ctrl-C, 1 a bug or a failed search run." +
        "\n\nExamples:\n  $ harmonic front --task imagenet --device 2080ti-b1 --max-latency 20" +
        "\n  $ harmonic front --help",
    );
  const commands = [
    serveCommand,
    spaceCommand,
    taskCommand,
    deviceCommand,
    samplesCommand,
    metricCommand,
    measurementsCommand,
    costCommand,
    predictorCommand,
    predictCommand,
    frontCommand,
    recommendCommand,
    verificationCommand,
    searchCommand,
    runCommand,
    datasetCommand,
    trainCommand,
    exportCommand,
    profileCommand,
    workerCommand,
    benchCommand,
    archiveCommand,
    tokenCommand,
    doctorCommand,
  ];
  for (const command of commands) program.addCommand(command(cli));
  finish(program, cli);
  return program;
}

/** The text without line breaks, so that an error message takes one line. */
export const oneLine = (text: string): string =>
  text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join(" ");

/** Adds what every command has: `--json`, the settings, errors of one line, and errors that are thrown. */
function finish(command: CommandUnknownOpts, cli: CliDependencies): void {
  const known = new Set(command.options.map((option) => option.long));
  command.option(
    "--json",
    "print one JSON document and nothing else on standard output (default: text for people)",
  );
  for (const { name, value, description } of SETTING_FLAGS) {
    const flag = flagOf(name);
    if (known.has(flag) || isBench(command)) continue;
    const option = new Option(`${flag} <${value}>`, description).helpGroup("Settings:");
    command.addOption(command.parent === null || command.name() === "serve" ? option : option.hideHelp());
  }
  command
    .configureOutput({
      writeOut: (text) => cli.stdout.write(text),
      writeErr: () => undefined,
      outputError: (text) => cli.stderr.write(`${oneLine(text)}\n`),
    })
    .exitOverride((error) => {
      if (error.code === "commander.help" && error.exitCode !== 0) reportMissing(command, cli);
      throw error;
    });
  if (command.commands.length === 0 && command.name() !== "serve" && !isBench(command)) {
    command.addHelpText(
      "after",
      "\nThe settings that `harmonic --help` lists (--archive and so on) may be given here as well.",
    );
  }
  for (const child of command.commands) finish(child, cli);
}

const isBench = (command: CommandUnknownOpts): boolean =>
  command.name() === "bench" || command.parent?.name() === "bench";

function reportMissing(command: CommandUnknownOpts, cli: CliDependencies): void {
  const names = command.commands.map((child) => child.name()).join(", ");
  cli.stderr.write(`error: a command is missing after "${pathOf(command)}": one of ${names}\n`);
}

const pathOf = (command: CommandUnknownOpts): string =>
  command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
