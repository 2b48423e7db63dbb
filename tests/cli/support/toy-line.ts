import { afterEach, beforeEach, expect } from "vitest";
import type { HarmonicService } from "../../../src/service/service.js";
import { testService } from "../../support/service.js";
import { CommandLine } from "./command-line.js";
import type { toyFolder } from "./toy.js";

/** The command that declares the metric `ram`. */
export const RAM = ["metric", "add", "ram", "--of", "device", "--direction", "min", "--unit", "MB"];

/** A command line on an archive with the toy space. */
export interface ToyLine {
  service: HarmonicService;
  line: CommandLine;
}

/** Opens a new archive that has the toy space only. */
export async function openToy(files: ReturnType<typeof toyFolder>): Promise<ToyLine> {
  const { service } = await testService();
  const line = new CommandLine(service);
  await line.json("space", "add", files.space);
  return { service, line };
}

/** Opens a new archive that has the toy space and its table of measured networks. */
export async function openFilledToy(files: ReturnType<typeof toyFolder>): Promise<ToyLine> {
  const toy = await openToy(files);
  await toy.line.json("samples", "import", files.table, "--space", "toy");
  return toy;
}

/** Opens an archive with the toy space before each test, and closes it after it. */
export function toyLine(files: ReturnType<typeof toyFolder>): ToyLine {
  const toy = {} as ToyLine;
  beforeEach(async () => {
    Object.assign(toy, await openToy(files));
  });
  afterEach(() => toy.service.close());
  return toy;
}

/** Runs a command that must be refused, and returns what it says. */
export async function refused({ line }: ToyLine, ...args: readonly string[]): Promise<string> {
  const ended = await line.run(...args);
  expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code: 2, stdout: "" });
  return ended.stderr;
}
