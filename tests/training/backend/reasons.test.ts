import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { backendTree } from "../../support/backend-tree.js";

const folder = mkdtempSync(join(tmpdir(), "harmonic-reasons-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = promisify(execFile);
const probe = pathToFileURL(join(backendTree(folder), "probe.js"));
const native = join(folder, "node_modules/@tensorflow/tfjs-node");
mkdirSync(native);

interface Probed {
  readonly name: string;
  readonly advice: readonly string[];
}

/** What probing tells where @tensorflow/tfjs-node has this main file. */
async function probed(choice: "auto" | "native", main: string): Promise<Probed> {
  writeFileSync(join(native, "index.js"), main);
  const code = `const { probeBackend } = await import(${JSON.stringify(probe)});
    console.log(JSON.stringify(await probeBackend(${JSON.stringify(choice)})));`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", code]);
  return JSON.parse(stdout);
}

/** A package that registers itself as TensorFlow and whose start is `body`. */
const registering = (body: string) =>
  `require("@tensorflow/tfjs-core").registerBackend("tensorflow", () => { ${body} });`;

describe("why native TensorFlow cannot be used", () => {
  test("the library is missing: its name, as the system's loader gives it", async () => {
    const reason = "libtensorflow.so.2: cannot open shared object file: No such file or directory";
    const { name, advice } = await probed("auto", `throw new Error(${JSON.stringify(reason)});`);
    expect(name).toBe("wasm");
    expect(advice).toEqual([
      `training takes 3 to 17 times as long: native TensorFlow cannot be used (${reason}): \`npm run tensorflow\` makes ` +
        "native TensorFlow ready or says what it lacks",
    ]);
  });

  test("it needs another package: that one's name, not its own", async () => {
    const { advice } = await probed("auto", 'require("@tensorflow/tfjs");');
    expect(advice[0]).toContain("cannot be used (Cannot find module '@tensorflow/tfjs'):");
  });

  test("it has not been made ready", async () => {
    const message =
      "The Node.js native addon module (tfjs_binding.node) can not be found at path: /x. \nRebuild it.";
    const { advice } = await probed("auto", `throw new Error(${JSON.stringify(message)});`);
    expect(advice[0]).toContain("cannot be used (it has not been made ready):");
  });

  test("a reason of several lines is given whole, in one", async () => {
    const { advice } = await probed("auto", 'throw new TypeError("first part:\\n  second part");');
    expect(advice[0]).toContain("cannot be used (TypeError: first part: second part):");
  });

  test("it loads and does not start", async () => {
    const { name, advice } = await probed("auto", registering('throw new Error("no such device");'));
    expect(name).toBe("wasm");
    expect(advice[0]).toContain("cannot be used (no such device):");
  });

  test("it starts and does not multiply", async () => {
    const { name, advice } = await probed(
      "auto",
      registering('return { write() { require("util").isGone(1); } };'),
    );
    expect(name).toBe("wasm");
    expect(advice[0]).toMatch(/cannot be used \(TypeError: .*isGone is not a function\):/);
  });

  test("it ends its process: the signal and its last words", async () => {
    const { name, advice } = await probed(
      "native",
      'require("fs").writeSync(2, "compiled for AVX2\\n"); process.kill(process.pid, "SIGKILL");',
    );
    expect(name).toBe("wasm");
    expect(advice[0]).toBe(
      "TENSOR_BACKEND=native cannot be had: its process ended with SIGKILL: compiled for AVX2",
    );
  });
});
