import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll } from "vitest";

/** A folder for exported networks, whose programs find the packages of this project; removed after the tests. */
export function exportFolder() {
  const folder = mkdtempSync(join(tmpdir(), "harmonic-export-"));
  const at = (...names: string[]): string => join(folder, ...names);
  symlinkSync(resolve("node_modules"), at("node_modules"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    ...{ folder, at },
    /** The manifest of an exported network. */
    manifestOf: (out: string) => JSON.parse(readFileSync(at(out, "manifest.json"), "utf8")),
    /** What the program of an exported network prints. */
    node: (out: string, ...args: string[]) =>
      JSON.parse(execFileSync(process.execPath, [at(out, "run.mjs"), ...args], { encoding: "utf8" })),
  };
}
