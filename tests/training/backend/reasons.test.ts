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
const programs = backendTree(folder);
const native = join(folder, "node_modules/@tensorflow/tfjs-node");
mkdirSync(native);

/** What opening native TensorFlow fails with where @tensorflow/tfjs-node has this main file. */
async function problemWith(main: string): Promise<string> {
  writeFileSync(join(native, "index.js"), main);
  const { stdout } = await run(process.execPath, [join(programs, "report.js"), "native"]);
  return (JSON.parse(stdout) as { readonly problem: string }).problem;
}

/** What probing tells in its place. */
async function probed(choice: "auto" | "native", main: string): Promise<unknown> {
  writeFileSync(join(native, "index.js"), main);
  const code = `const { probeBackend } = await import(${JSON.stringify(pathToFileURL(join(programs, "probe.js")))});
    console.log(JSON.stringify(await probeBackend(${JSON.stringify(choice)})));`;
  return JSON.parse((await run(process.execPath, ["--input-type=module", "--eval", code])).stdout);
}

const failure = (reason: string) =>
  `native TensorFlow cannot be used (${reason}): \`npm run tensorflow\` makes native TensorFlow ready or says ` +
  "what it lacks";

/** A package that registers itself as TensorFlow and whose start is `body`. */
const registering = (body: string) =>
  `require("@tensorflow/tfjs-core").registerBackend("tensorflow", () => { ${body} });`;

describe("why native TensorFlow cannot be used", () => {
  test("the library is missing: the reason names it, also if `auto` opens WASM instead", async () => {
    const reason = "libtensorflow.so.2: cannot open shared object file: No such file or directory";
    expect(await probed("auto", `throw new Error(${JSON.stringify(reason)});`)).toMatchObject({
      name: "wasm",
      advice: [`training takes 3 to 17 times as long: ${failure(reason)}`],
    });
  });

  test("it needs a missing package: the reason names that package", async () => {
    expect(await problemWith('require("@tensorflow/tfjs");')).toBe(
      failure("Cannot find module '@tensorflow/tfjs'"),
    );
  });

  test("it is installed without the library", async () => {
    const message =
      "The Node.js native addon module (tfjs_binding.node) can not be found at path: /x. \nRebuild it.";
    expect(await problemWith(`throw new Error(${JSON.stringify(message)});`)).toBe(
      failure("it has not been made ready"),
    );
  });

  test("a reason of several lines is joined into one", async () => {
    expect(await problemWith('throw new TypeError("first part:\\n  second part");')).toBe(
      failure("TypeError: first part: second part"),
    );
  });

  test("it loads but does not start", async () => {
    expect(await problemWith(registering('throw new Error("no such device");'))).toBe(
      failure("no such device"),
    );
  });

  test("it starts but does not multiply", async () => {
    const problem = await problemWith(registering('return { write() { require("util").isGone(1); } };'));
    expect(problem).toMatch(/cannot be used \(TypeError: .*isGone is not a function\):/);
  });

  test("it ends its process: the reason has the signal and the last line of output", async () => {
    const main = 'require("fs").writeSync(2, "compiled for AVX2\\n"); process.kill(process.pid, "SIGKILL");';
    expect(await probed("native", main)).toMatchObject({
      name: "wasm",
      advice: [
        "TENSOR_BACKEND=native is not available: its process ended with SIGKILL: compiled for AVX2",
        expect.anything(),
      ],
    });
  });
});
