import { afterEach, beforeEach, expect } from "vitest";
import type { HarmonicService } from "../../../src/service/service.js";
import { testService } from "../../support/service.js";
import { CommandLine } from "./command-line.js";
import type { toyFolder } from "./toy.js";

/** The command that declares the metric `ram`. */
export const RAM = ["metric", "add", "ram", "--of", "device", "--direction", "min", "--unit", "MB"];

/** A command line on a new archive with the toy space, for every test of a file. */
export interface ToyLine {
  service: HarmonicService;
  line: CommandLine;
}

/** Opens an archive with the toy space before each test, and closes it after it. */
export function toyLine(files: ReturnType<typeof toyFolder>): ToyLine {
  const toy = {} as ToyLine;
  beforeEach(async () => {
    toy.service = (await testService()).service;
    toy.line = new CommandLine(toy.service);
    await toy.line.json("space", "add", files.space);
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
