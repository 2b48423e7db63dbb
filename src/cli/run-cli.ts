import { CommanderError } from "@commander-js/extra-typings";
import { HarmonicError } from "../base/errors.js";
import type { CliDependencies } from "./dependencies.js";
import { createProgram, oneLine } from "./program.js";
import { ExitWith } from "./session.js";

const SUCCESS = 0;
const BUG = 1;
const BAD_INPUT = 2;

/**
 * Runs one command and returns the exit code of the process: 0 for success; 2 for bad input, after one line on standard
 * error; 130 if it was stopped by Ctrl-C; 1 for a failed search run or an unexpected error (with its stack if
 * HARMONIC_DEBUG is set). Never throws.
 *
 * @param argv arguments in the form of `process.argv`, whose first two elements are skipped
 */
export async function runCli(argv: readonly string[], cli: CliDependencies): Promise<number> {
  try {
    const program = createProgram(cli);
    if (argv.length <= 2) {
      program.outputHelp();
      return SUCCESS;
    }
    await program.parseAsync([...argv]);
    return SUCCESS;
  } catch (error) {
    if (error instanceof ExitWith) return error.code;
    if (error instanceof CommanderError) return error.exitCode === 0 ? SUCCESS : BAD_INPUT;
    return report(error, cli);
  }
}

function report(error: unknown, cli: CliDependencies): number {
  if (error instanceof HarmonicError) {
    cli.stderr.write(`error: ${oneLine(error.explained("cli"))}\n`);
    return BAD_INPUT;
  }
  const what = error instanceof Error ? error : new Error(String(error));
  const text = isDebugging()
    ? (what.stack ?? what.message)
    : `${oneLine(what.message)} (set HARMONIC_DEBUG=1 for the stack)`;
  cli.stderr.write(`internal error: ${text}\n`);
  return BUG;
}

const isDebugging = (): boolean => (process.env.HARMONIC_DEBUG ?? "") !== "";
