import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import util, { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { restoreRemovedFunctions } from "../../../src/training/backend/removed-functions.mjs";

const root = resolve(import.meta.dirname, "../../..");
const compiled = join(root, "node_modules/@tensorflow/tfjs-node/dist");
const source = pathToFileURL(join(root, "src/training/backend/removed-functions.mjs"));

/** The names under which the package's own code, its tests aside, calls functions of `node:util`. */
function calledOfUtil(): readonly string[] {
  const files = readdirSync(compiled, { recursive: true, encoding: "utf8" });
  const code = files
    .filter((file) => file.endsWith(".js") && !/(_test|run_tests)\.js$/.test(file))
    .map((file) => readFileSync(join(compiled, file), "utf8"));
  const calls = code.flatMap((text) =>
    [...text.matchAll(/(\w+) = require\("util"\)/g)].flatMap(([, name]) => [
      ...text.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, "g")),
    ]),
  );
  return [...new Set(calls.map(([, name]) => name!))].sort();
}

describe("restoreRemovedFunctions", () => {
  test.skipIf(!existsSync(compiled))("@tensorflow/tfjs-node calls no function that is still missing", () => {
    restoreRemovedFunctions();
    const called = calledOfUtil();
    expect(called).toEqual(["isArray", "isNullOrUndefined", "promisify"]);
    for (const name of called) expect(util).toHaveProperty(name, expect.any(Function));
  });

  test("the functions work as before, and Node prints no warning", async () => {
    const code = `const { restoreRemovedFunctions } = await import(${JSON.stringify(source)});
      restoreRemovedFunctions();
      const util = (await import("node:util")).default;
      const values = [null, undefined, 0, "", [], {}];
      console.log(JSON.stringify(values.map((value) => [util.isNullOrUndefined(value), util.isArray(value)])));`;
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [
      "--input-type=module",
      "--eval",
      code,
    ]);
    expect(JSON.parse(stdout)).toEqual([
      [true, false],
      [true, false],
      [false, false],
      [false, false],
      [false, true],
      [false, false],
    ]);
    expect(stderr).toBe("");
  });
});
