import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { processorsOf } from "../../src/profiling/machine/pin.js";
import { commandRunner, readingOf } from "../../src/profiling/runners/command.js";
import { onnxRunner } from "../../src/profiling/runners/onnx.js";
import { Stopped } from "../../src/profiling/runners/runner.js";
import { expectWithin } from "../support/within.js";
import { FakeTime } from "./support.js";

const folder = mkdtempSync(join(tmpdir(), "harmonic-runner-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program that prints what a script makes of the bytes of the model (`model`). */
function program(name: string, body: string): string {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(
    file,
    `import { readFileSync } from "node:fs"; const model = readFileSync(process.argv.at(-1));\n${body}`,
  );
  return `'${process.execPath}' '${file}'`;
}

async function blocksOf(command: string, limit = 20_000, signal = new AbortController().signal) {
  const model = await commandRunner({ command, limit, signal }).open(Uint8Array.from([1, 2, 3]), 1);
  try {
    return await model.blocks();
  } finally {
    await model.close();
  }
}

describe("--command", () => {
  test("gets the path of the model as its last argument, and each call is a block", async () => {
    const command = program(
      "good",
      "console.log(process.argv[2]); " +
        "console.log(JSON.stringify({ latency_ms: model.length, energy_mj: 7, x: 1 }));",
    );
    const block = { latencies: [3], energy: 7 };
    expect(await blocksOf(`${command} --flag`)).toEqual([block, block, block, block, block]);
  });

  test("leaves no files behind", async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith("harmonic-profile-"));
    await blocksOf(program("tidy", "console.log(JSON.stringify({ latency_ms: 1 }));"));
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith("harmonic-profile-"))).toEqual(before);
  });

  test("that ends with an error is named with its last line", async () => {
    const command = program(
      "bad",
      'console.error("first"); console.error("no such board"); process.exit(3);',
    );
    await expect(blocksOf(command)).rejects.toThrow("--command ended with exit code 3: no such board");
  });

  test("that does not exist is named", async () => {
    await expect(blocksOf(join(folder, "nothing"))).rejects.toThrow(/exit code 127.*not found/);
  });

  test("that takes too long is ended with all that it started", async () => {
    const started = Date.now();
    await expect(blocksOf("sleep 30; echo", 200)).rejects.toThrow("took longer than 0.2 s");
    expectWithin(Date.now() - started, 5000);
  });

  test("is ended by an interrupt", async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 100);
    await expect(blocksOf("sleep 30; echo", 20_000, abort.signal)).rejects.toThrow(Stopped);
  });

  test.each([
    ["", "printed nothing"],
    ["done in 3 ms", 'not "done in 3 ms"'],
    ["3", 'not "3"'],
    ["[1]", "must be JSON such as"],
    ["{}", "latency_ms that --command prints must be a number [ms] above 0, not nothing"],
    ['{"latency_ms": "3"}', 'not "3"'],
    ['{"latency_ms": 0}', "not 0"],
    ['{"latency_ms": -1}', "not -1"],
    ['{"latency_ms": null}', "not null"],
    ['{"latency_ms": 1, "energy_mj": 0}', "energy_mj that --command prints must be a number [mJ] above 0"],
    ['{"latency_ms": 1e999}', "not null"],
    ['{"latency_ms": 1}\nbye', 'not "bye"'],
  ])("that prints %j is refused by name", (output, message) => {
    expect(() => readingOf(output)).toThrow(message);
  });

  test("without a meter prints no energy, or null", () => {
    expect(readingOf('{"latency_ms": 1.5, "energy_mj": null}\n\n')).toEqual({ latencies: [1.5] });
  });
});

describe("onnxruntime", () => {
  const options = { timing: new FakeTime(), check: () => undefined };

  test("that is missing is named, with what to do", async () => {
    const missing = () => Promise.reject(new Error("Cannot find package 'onnxruntime-node'"));
    await expect(onnxRunner(1, options, missing)).rejects.toThrow(
      /onnxruntime-node cannot be loaded.*npm install onnxruntime-node.*--command/,
    );
  });

  test("names its version and threads, and refuses what is no model", async () => {
    const runner = await onnxRunner(2, options);
    expect(runner.runtime).toMatch(/^onnxruntime \d+\.\d+\.\d+, 2 threads$/);
    await expect(runner.open(Uint8Array.from([1, 2, 3]), 1)).rejects.toThrow(/^onnxruntime: /);
  });
});

test("lists of processors are read as the kernel writes them", () => {
  expect(processorsOf("0-3,8,10-11")).toEqual([0, 1, 2, 3, 8, 10, 11]);
});
