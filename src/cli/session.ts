import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import type { HarmonicService } from "../service/service.js";
import type { CliDependencies, Terminal } from "./dependencies.js";
import { asJson } from "./output/json.js";
import { resolveSettings, SETTING_FLAGS, type Settings } from "./settings.js";

/** The answer of a command, as one JSON document and as text for people. */
export interface Answer {
  readonly json: unknown;
  readonly text: () => string;
  /** Exit code of the process. Default: 0. */
  readonly exitCode?: number;
}

/** What a command works with: an open service, the settings of this call, and the terminal. */
export interface Session {
  readonly service: HarmonicService;
  readonly settings: Settings;
  readonly terminal: Terminal;
}

/** Ends a command with an exit code after its answer was printed. */
export class ExitWith extends Error {
  constructor(readonly code: number) {
    super(`exit with ${code}`);
  }
}

/**
 * Opens the service, does the work, closes the service, and only then prints the answer. Thus everything that is
 * printed has been stored, and a failure leaves standard output empty.
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

/** Does the work of a command that opens no service, and prints its answer. */
export async function withoutService(
  cli: CliDependencies,
  command: CommandUnknownOpts,
  work: (terminal: Terminal) => Promise<Answer>,
): Promise<void> {
  print(cli, command, await work(cli));
}

/**
 * The settings of this call. A flag at the command or before it takes precedence over the environment. Throws
 * `InvalidInput` for an invalid setting.
 */
export function settingsOf(cli: CliDependencies, command: CommandUnknownOpts): Settings {
  const flags: Record<string, string> = {};
  for (const { name } of SETTING_FLAGS) {
    const value = givenAt(command, camelCase(name));
    if (typeof value === "string") flags[name] = value;
  }
  return resolveSettings(flags, cli.environment());
}

/** Writes a line for people to standard error, because standard output is for the answer alone. */
export function note(terminal: Terminal, line: string): void {
  terminal.stderr.write(`${line}\n`);
}

function print(cli: CliDependencies, command: CommandUnknownOpts, answer: Answer): void {
  const wantsJson = givenAt(command, "json") === true;
  cli.stdout.write(`${wantsJson ? asJson(answer.json) : answer.text()}\n`);
  if (answer.exitCode !== undefined && answer.exitCode !== 0) throw new ExitWith(answer.exitCode);
}

/** The value of an option at the command, or else at the nearest command above it that has a value. */
function givenAt(command: CommandUnknownOpts | null, attribute: string): unknown {
  if (command === null) return undefined;
  return command.opts()[attribute] ?? givenAt(command.parent, attribute);
}

const camelCase = (name: string): string =>
  name.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
