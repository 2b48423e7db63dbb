import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import type { HarmonicService } from "../service/service.js";
import type { CliDependencies, Terminal } from "./dependencies.js";
import { asJson } from "./output/json.js";
import { resolveSettings, SETTING_FLAGS, type Settings } from "./settings.js";

/** What a command has found out, as one JSON document and as text for people. */
export interface Answer {
  readonly json: unknown;
  readonly text: () => string;
  /** 0 unless told. */
  readonly exitCode?: number;
}

/** Ends the command with an exit code after its answer was printed. */
export class ExitWith extends Error {
  constructor(readonly code: number) {
    super(`exit with ${code}`);
  }
}

/** What a command works with. */
export interface Session {
  readonly service: HarmonicService;
  readonly settings: Settings;
  readonly terminal: Terminal;
}

/**
 * Opens the service, does the work, closes the service and only then prints the answer: what was printed has happened,
 * and a failure leaves standard output empty.
 */
export async function withService(
  cli: CliDependencies,
  command: CommandUnknownOpts,
  work: (session: Session) => Promise<Answer>,
): Promise<void> {
  const settings = settingsOf(cli, command);
  const service = await cli.openService(settings, (line) => {
    if (cli.stderr.isTTY) note(cli, line);
  });
  let answer: Answer;
  try {
    answer = await work({ service, settings, terminal: cli });
  } finally {
    await service.close();
  }
  print(cli, command, answer);
}

/** As `withService`, for commands that need no archive. */
export async function withoutService(
  cli: CliDependencies,
  command: CommandUnknownOpts,
  work: (terminal: Terminal) => Promise<Answer>,
): Promise<void> {
  print(cli, command, await work(cli));
}

/** The settings of this call: flags at the command or before it, then the environment. */
export function settingsOf(cli: CliDependencies, command: CommandUnknownOpts): Settings {
  const flags: Record<string, string> = {};
  for (const { name } of SETTING_FLAGS) {
    const value = givenAt(command, camelCase(name));
    if (typeof value === "string") flags[name] = value;
  }
  return resolveSettings(flags, cli.environment());
}

/** A line about the work, for people: on standard error, so that standard output keeps to the answer. */
export function note(terminal: Terminal, line: string): void {
  terminal.stderr.write(`${line}\n`);
}

function print(cli: CliDependencies, command: CommandUnknownOpts, answer: Answer): void {
  const wantsJson = givenAt(command, "json") === true;
  cli.stdout.write(`${wantsJson ? asJson(answer.json) : answer.text()}\n`);
  if (answer.exitCode !== undefined && answer.exitCode !== 0) throw new ExitWith(answer.exitCode);
}

/** An option's value at the nearest of the command and those above it. */
function givenAt(command: CommandUnknownOpts | null, attribute: string): unknown {
  if (command === null) return undefined;
  return command.opts()[attribute] ?? givenAt(command.parent, attribute);
}

const camelCase = (name: string): string =>
  name.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
