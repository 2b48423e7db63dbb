import { execFile } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { run } from "../../scripts/support/run.mjs";

const root = resolve(import.meta.dirname, "../..");
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "harmonic-set-up-"));
  for (const part of ["scripts", "src/training/backend/removed-functions.mjs"]) {
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

const MODULE = "node_modules/@tensorflow/tfjs-node";
const MULTIPLIES = `
  const { isArray, isNullOrUndefined } = require("util");
  exports.ones = (shape) => isArray(shape) && shape;
  exports.matMul = () => ({ dataSync: () => [isNullOrUndefined(null) ? 2 : 0] });
  exports.backend = () => ({ binding: { TF_Version: "2.0.0" } });`;

/** A package like the real one with this main file; `made` adds what makes it native. */
function install(main: string, made: boolean): void {
  write(`${MODULE}/package.json`, '{ "version": "4.22.0" }');
  write(`${MODULE}/index.js`, main);
  write(`${MODULE}/scripts/install.js`, 'throw new Error("the mirror has no such file");');
  for (const name of ["binding.gyp", "binding/tfjs_binding.cc"]) write(`${MODULE}/${name}`, "");
  if (made) for (const part of ["deps", "lib"]) mkdirSync(join(folder, MODULE, part));
}

/** What the set-up prints on a machine that reaches nothing. */
async function setUp(more: NodeJS.ProcessEnv = {}): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ["scripts/postinstall.mjs"], {
    cwd: folder,
    env: {
      PATH: folder,
      HOME: folder,
      PIP_INDEX_URL: "http://127.0.0.1:1/simple",
      TFJS_NODE_BASE_URI: "http://127.0.0.1:1/",
      ...more,
    },
  });
  expect(stderr).toBe("");
  return stdout;
}

describe("the set-up of native TensorFlow", () => {
  test("what is there is tried with the functions that newer versions of Node lack", async () => {
    install(MULTIPLIES, true);
    expect(await setUp()).toBe("TensorFlow: native TensorFlow 2.0.0 is ready\n");
  });

  test("where all ways fail, each says its own reason", async () => {
    install('throw new TypeError("gone.isGone is not\\n a function");', true);
    const said = await setUp();
    expect(said).toContain(
      "TensorFlow: the installed library: loading failed: TypeError: gone.isGone is not a function; ",
    );
    expect(said).toContain(
      "the package's own download: the script failed: Error: the mirror has no such file; TensorFlow's wheel: ",
    );
    if (process.platform === "linux" && process.arch === "x64")
      expect(said).toMatch(
        /wheel: pip failed: spawn python3 ENOENT; without pip: 127.0.0.1:1 cannot be reached/,
      );
    expect(said).toMatch(/training runs on WebAssembly and takes 3 to 17 times as long\n$/);
    expect(existsSync(join(folder, MODULE, "lib"))).toBe(false);
  });

  test("a library that ends the process: its last words, or the signal", async () => {
    install('process.kill(process.pid, "SIGKILL");', true);
    expect(await setUp()).toContain("the installed library: loading failed: SIGKILL; ");
  });
});

describe("a package that npm has taken away", () => {
  const npm = { npm_command: "ci" };
  const fake = () =>
    write(
      "bin/npm-cli.js",
      `const fs = require("node:fs");
      fs.writeFileSync("asked.json", JSON.stringify(process.argv.slice(2)));
      fs.cpSync("kept", ${JSON.stringify(MODULE)}, { recursive: true });`,
    );

  test("is put back within npm ci, by npm, without scripts or changes to the lock file", async () => {
    install(MULTIPLIES, true);
    cpSync(join(folder, MODULE), join(folder, "kept"), { recursive: true });
    rmSync(join(folder, MODULE), { recursive: true });
    expect(await setUp({ ...npm, npm_execpath: fake() })).toBe(
      "TensorFlow: native TensorFlow 2.0.0 is ready\n",
    );
    const asked = JSON.parse(readFileSync(join(folder, "asked.json"), "utf8"));
    expect(asked).toEqual(expect.arrayContaining(["install", "--ignore-scripts", "--no-save"]));
  });

  test("stays away where npm cannot put it back: npm's reason", async () => {
    const failing = write("bin/npm-cli.js", 'console.error("npm error code ENOTFOUND"); process.exit(1);');
    expect(await setUp({ ...npm, npm_execpath: failing })).toContain(
      "TensorFlow: npm install failed: npm error code ENOTFOUND; without native TensorFlow",
    );
  });

  test("outside npm ci nothing is installed", async () => {
    expect(await setUp({ npm_command: "run-script", npm_execpath: fake() })).toContain(
      "nothing done, as @tensorflow/tfjs-node is not installed",
    );
    expect(existsSync(join(folder, "asked.json"))).toBe(false);
  });
});

describe("the reason why a program failed", () => {
  const SHELL = "/bin/sh";
  const reasonOf = (script: string) => {
    const file = write("fails.sh", script);
    chmodSync(file, 0o755);
    return run("it", SHELL, [file], { seconds: 20 }).catch(({ message }: Error) => message);
  };

  test("is the compiler's first error, not that it stopped", async () => {
    const said =
      "a.cc:1:10: fatal error: node_api.h: No such file\\n#include <node_api.h>\\ncompilation terminated.\\n";
    expect(await reasonOf(`printf '${said}' >&2; exit 1`)).toBe(
      "it failed: a.cc:1:10: fatal error: node_api.h: No such file",
    );
  });

  test("is a script's error, not the version that Node prints last", async () => {
    const file = write("throws.js", 'throw new RangeError("too far");');
    const failure = run("it", process.execPath, [file], { seconds: 20 });
    await expect(failure).rejects.toThrow("it failed: RangeError: too far");
  });

  test("is the last line where none names an error, the exit status where nothing is said", async () => {
    expect(await reasonOf("echo one; echo two; exit 3")).toBe("it failed: two");
    expect(await reasonOf("exit 3")).toBe("it failed: exit 3");
  });
});
