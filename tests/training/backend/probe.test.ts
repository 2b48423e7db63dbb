import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { probeBackend } from "../../../src/training/backend/probe.js";
import { backendTree } from "../../support/backend-tree.js";

const root = resolve(import.meta.dirname, "../../..");
const folder = mkdtempSync(join(tmpdir(), "harmonic-tensors-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = promisify(execFile);

/** Prints the modules of @tensorflow that the process itself has loaded when it ends. */
const spy = join(folder, "spy.cjs");
writeFileSync(
  spy,
  `process.on("exit", () => {
    const loaded = Object.keys(require("node:module")._cache).filter((file) => /@tensorflow/.test(file));
    process.stderr.write("\\nloaded: " + loaded.length + "\\n");
  });`,
);

async function loadedBy(...args: readonly string[]): Promise<number> {
  const env = { ...process.env, ARCHIVE: "sqlite::memory:", SEEDS: "none" };
  const { stderr } = await run(process.execPath, ["--require", spy, ...args], { cwd: root, env });
  return Number(/loaded: (\d+)/.exec(stderr)?.[1]);
}

describe("probeBackend", () => {
  test("opens a chosen backend in another process", async () => {
    expect(await probeBackend("cpu")).toEqual({
      name: "cpu",
      description: expect.stringMatching(/^cpu \(JavaScript .*, 1 thread\)$/),
      advice: [],
    });
  });

  test("without native TensorFlow, `auto` opens WASM and `native` is refused, with reasons", async () => {
    const report = join(backendTree(join(folder, "without")), "report.js");
    const auto = JSON.parse((await run(process.execPath, [report, "auto"])).stdout);
    expect(auto.backend).toMatchObject({
      name: "wasm",
      drawback: expect.stringMatching(/times as long.*npm run tensorflow/),
    });
    const forced = JSON.parse((await run(process.execPath, [report, "native"])).stdout);
    expect(forced.problem).toMatch(
      /^native TensorFlow cannot be used \(@tensorflow\/tfjs-node is not installed\): .*npm run tensorflow/,
    );
  });
});

describe("commands that do not train", () => {
  const program = join(root, "dist/src/main.js");

  test("an import is detected", async () => {
    expect(await loadedBy("--eval", 'import("@tensorflow/tfjs-core")')).toBeGreaterThan(0);
  });

  test.each([["doctor"], ["space", "list"], ["task", "list"]])(
    "%s %s loads nothing of TensorFlow",
    async (...args) => {
      expect(await loadedBy(program, ...args)).toBe(0);
    },
  );
});
